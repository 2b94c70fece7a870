"""Options that commands share, and what they lead to."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from ops.outputs import StackOutputs, parse_outputs
from ops.stack import read_stack_outputs


def _stack_names() -> Iterator[str]:
    """The stacks that this folder has a configuration of, for the shell's completion."""
    for file in sorted(Path().glob("Pulumi.*.yaml")):
        yield file.name.removeprefix("Pulumi.").removesuffix(".yaml")


StackOption = Annotated[
    str | None,
    typer.Option("--stack", "-s", help="The stack.", show_default="the selected one", autocompletion=_stack_names),
]
OutputsOption = Annotated[
    typer.FileBinaryRead | None,
    typer.Option(
        metavar="FILE",
        help="A file with the output of `pulumi stack output --json`, or - for standard input.",
        show_default="asks pulumi",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


def declared_outputs(stack: str | None, outputs: typer.FileBinaryRead | None) -> StackOutputs:
    """What the stack says it deployed.

    Args:
        stack: The value of a `StackOption`.
        outputs: The value of an `OutputsOption`.

    Raises:
        typer.BadParameter: Both are given.
        OpsError: See `read_stack_outputs` and `parse_outputs`.
    """
    if stack is not None and outputs is not None:
        raise typer.BadParameter("choose either --stack or --outputs: the file already is one stack's outputs")
    return parse_outputs(read_stack_outputs(stack) if outputs is None else outputs.read())
