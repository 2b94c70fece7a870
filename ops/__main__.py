"""`python -m ops COMMAND`."""

from ops.cli import main

main("python -m ops")
