import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

BESIDE_A_BUSY_THREAD = """
import os, signal, sys, threading, time
from sandbox.stop import Stop
stop = Stop()
{how}
stop.wait()
print("left")
"""

TO_ANOTHER_THREAD = """
def other():
    time.sleep(0.1)
    signal.pthread_kill(threading.get_ident(), signal.{name})
threading.Thread(target=other, daemon=True).start()
"""


@pytest.mark.parametrize(
    "how",
    [
        pytest.param(TO_ANOTHER_THREAD.format(name="SIGINT"), id="SIGINT that another thread gets"),
        pytest.param(TO_ANOTHER_THREAD.format(name="SIGTERM"), id="SIGTERM that another thread gets"),
        pytest.param("os.kill(os.getpid(), signal.SIGINT)", id="a signal before the wait"),
        pytest.param("threading.Timer(0.1, stop.set).start()", id="another thread"),
        pytest.param("stop.set()", id="set before the wait"),
    ],
)
def test_the_main_thread_is_woken(how: str) -> None:
    code = BESIDE_A_BUSY_THREAD.format(how=how)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=10, check=True)
    assert (done.stdout, done.stderr) == (b"left\n", b"")
