"""What a person sees while a command waits for AWS."""

import sys

from rich.console import Console
from rich.status import Status


def working(text: str) -> Status:
    """Show `text` with a spinner on standard error until the context ends; nothing where that is no terminal.

    `Status.update` changes the text meanwhile.
    """
    # force_terminal: rich would also animate into a build log when FORCE_COLOR is set.
    return Console(stderr=True, force_terminal=sys.stderr.isatty()).status(text)
