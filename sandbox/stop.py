"""When a server that the engine started should leave."""

import signal
import socket
from types import FrameType


class Stop:
    """Lets the main thread wait until the process is asked to leave, by SIGINT, SIGTERM or another thread.

    The kernel gives a signal to any thread of the process, and gRPC's are as good as ours: Python's own handler would
    then wait for a main thread that nothing wakes. So what wakes it is a byte, which the signal itself writes.
    """

    def __init__(self) -> None:
        self._woken, self._waker = socket.socketpair()
        self._waker.setblocking(False)
        signal.set_wakeup_fd(self._waker.fileno())
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _nothing_more)

    def set(self) -> None:
        """Ask to leave, from any thread."""
        self._waker.send(b"\0")

    def wait(self) -> None:
        """Wait until the process is asked to leave. For the main thread."""
        self._woken.recv(1)


def _nothing_more(_number: int, _frame: FrameType | None) -> None:
    """Keep the signal from ending the process, or raising: it has written its byte."""
