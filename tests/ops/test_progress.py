"""What is shown while a command waits: to a person, and to nobody else."""

import os
import pty
import subprocess
import sys

import pytest

PROGRAM = "from ops.progress import working\nwith working('reading account 1'):\n    pass\nprint('found')\n"
COMMAND = [sys.executable, "-c", PROGRAM]


def test_a_terminal_sees_what_is_waited_for() -> None:
    leader, follower = pty.openpty()
    done = subprocess.run(COMMAND, stdout=subprocess.PIPE, stderr=follower, text=True, check=True)
    os.close(follower)
    shown = os.read(leader, 65_536).decode()
    os.close(leader)
    assert (done.stdout, "reading account 1" in shown) == ("found\n", True)


@pytest.mark.parametrize("colours", [{}, {"FORCE_COLOR": "1"}])
def test_a_pipe_sees_nothing_of_it(colours: dict[str, str]) -> None:
    done = subprocess.run(COMMAND, capture_output=True, text=True, check=True, env=os.environ | colours)
    assert (done.stdout, done.stderr) == ("found\n", "")
