"""The command `kept`: where its input comes from."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Annotated

import typer

from ops.kept.kept import Kept, kept_besides, kept_by_destroy
from ops.stack import read_stack_state
from ops.state import parse_state

_BY_CHOICE = "pulumi config set logDeletion delete && pulumi up && pulumi destroy --run-program"


def kept(
    stack: Annotated[
        str | None, typer.Option("--stack", "-s", help="The stack.", show_default="the selected one")
    ] = None,
    state: Annotated[
        typer.FileBinaryRead | None,
        typer.Option(
            metavar="FILE",
            help="A file with the output of `pulumi stack export`, or - for standard input.",
            show_default="asks pulumi",
        ),
    ] = None,
    to_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """Say what a destroy of the stack would leave behind of its logs, where that is, and how to remove it.

    It needs no credentials, only the stack's state. Ask before a destroy: what is left has left the state, too.

    **Exit code:** 0, whether or not something is kept; 2 when the state could not be read, or wrong usage.
    """
    if stack is not None and state is not None:
        raise typer.BadParameter("choose either --stack or --state: the file already is one stack's state")
    read = parse_state(read_stack_state(stack) if state is None else state.read())
    things = kept_by_destroy(read)
    if to_json:
        typer.echo(json.dumps([asdict(thing) for thing in things], indent=2))
    else:
        for line in _lines(things, kept_besides(read)):
            typer.echo(line)


def _lines(things: Sequence[Kept], besides: int) -> Iterator[str]:
    if not things:
        yield "a destroy of this stack keeps no logs"
        return
    yield "a destroy of this stack keeps:"
    for thing in things:
        why = " and ".join(word for word, so in (("protected", thing.protected), ("retained", thing.retained)) if so)
        yield f"  {thing.kind} {thing.id}{f' ({thing.region})' if thing.region else ''}, {why}"
        yield f"    once it has left the stack: {thing.removal}"
    if besides:
        yield f"  and {besides} more: what delivers to these, and their rights and settings"
    yield f"to give up all of it, with what is in it: {_BY_CHOICE}"
