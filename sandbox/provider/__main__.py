"""`python -m sandbox.provider [ENGINE]`: serves the engine that starts it, and prints the port to reach it on."""

from __future__ import annotations

import os
import signal
import sys
import threading
from importlib import metadata
from types import FrameType
from typing import Final

from sandbox.provider.loopback import NotAnEmulatorError, require_emulator
from sandbox.provider.server import start

_GRACE_S: Final = 5.0


def main() -> int:
    """Serve until SIGINT or SIGTERM; return the exit code."""
    try:
        require_emulator(os.environ)
    except NotAnEmulatorError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    stop = threading.Event()

    def leave(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, leave)
    server, port = start(metadata.version("pulumi_aws"))
    print(port, flush=True)
    stop.wait()
    server.stop(_GRACE_S).wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
