"""The command line: registers the commands, and ends each of them with a message and a code that mean something."""

import os
import signal
import sys
from typing import Any, Final, NoReturn

import typer
from typer.core import TyperGroup

from ops.blockers.command import blockers
from ops.errors import OpsError
from ops.kept.command import kept
from ops.review.command import review
from ops.search.command import search
from ops.verify.command import verify

COMMANDS: Final = (review, verify, search, blockers, kept)
"""The commands, in the order of the help. Each is a function whose docstring is its help and whose name is its name."""

CANNOT_RUN: Final = 2
INTERRUPTED: Final = 128 + signal.SIGINT
NOBODY_READS: Final = 128 + signal.SIGPIPE
"""As a shell says it of a program that the signal ended."""


class _OpsGroup(TyperGroup):
    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except OpsError as error:
            typer.echo(f"error: {error.problem}\nfound: {error.value}\nfix:   {error.fix}", err=True)
            raise typer.Exit(CANNOT_RUN) from error
        except BrokenPipeError as error:
            # The interpreter flushes once more as it ends, and would complain.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(NOBODY_READS) from error


app = typer.Typer(
    cls=_OpsGroup,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    # Ours would be a bug: its traceback is for whoever mends it, and has no values of variables.
    pretty_exceptions_enable=False,
)


@app.callback()
def ops() -> None:
    """Tools over a deployed stack. They read, and change nothing in the account.

    They find the stack as `pulumi` does, or are given its outputs; and AWS by the credentials and the endpoint of the
    environment, as every AWS tool does: `AWS_PROFILE`, `AWS_ENDPOINT_URL`. A terminal gets tables and colours, a pipe
    plain text, and `--json` is for programs.

    **Exit codes of all commands:** 0 all is well; 1 it is not; 2 the command could not run, and says why and what to
    do; 130 it was interrupted.
    """


for _command in COMMANDS:
    app.command()(_command)


def main(program: str | None = None) -> NoReturn:
    """Run the command that the process was started with, and end the process.

    Args:
        program: What the help calls the program; without it, the name by which it was started.
    """
    try:
        app(prog_name=program)
    except SystemExit as end:
        if end.code == INTERRUPTED:
            # Not through the interpreter's end, which waits for threads that wait for AWS.
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(INTERRUPTED)
        raise
    raise AssertionError("a command line ends its process")
