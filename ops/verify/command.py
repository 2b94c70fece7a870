"""The command `verify`: where its input comes from, and what its exit code says."""

import sys
from typing import Annotated

import typer
from rich.console import Console

from ops.aws.connect import connect
from ops.outputs import parse_outputs
from ops.stack import read_stack_outputs
from ops.verify.check import Check, Status
from ops.verify.report import as_json, as_table, as_text
from ops.verify.run import verify_account


def verify(
    stack: Annotated[
        str | None, typer.Option("--stack", "-s", help="The stack to verify.", show_default="the selected one")
    ] = None,
    outputs: Annotated[
        typer.FileBinaryRead | None,
        typer.Option(
            metavar="FILE",
            help="A file with the output of `pulumi stack output --json`, or - for standard input.",
            show_default="asks pulumi",
        ),
    ] = None,
    to_json: Annotated[bool, typer.Option("--json", help="Print a list of checks as JSON.")] = False,
) -> None:
    """Read the deployed account back and compare it with what the stack declares.

    The trail and its logging, the log bucket and its policy, each VPC with its flow logs, each log group's
    retention, and each delivery stream. Nothing is changed in the account.

    **Exit code:** 0 when every check is ok; 1 when something failed, is missing or could not be read;
    2 when verify could not run: no outputs, no credentials, wrong account, AWS out of reach, wrong usage.
    """
    if stack is not None and outputs is not None:
        raise typer.BadParameter("choose either --stack or --outputs: the file already is one stack's outputs")
    declared = parse_outputs(read_stack_outputs(stack) if outputs is None else outputs.read())
    # force_terminal: rich would also animate into a build log when FORCE_COLOR is set.
    progress = Console(stderr=True, force_terminal=sys.stderr.isatty())
    with progress.status(f"reading account {declared.account_id} in {declared.region}"):
        account = connect(region=declared.region, account_id=declared.account_id)
        checks = verify_account(declared, account)
    _show(checks, to_json=to_json)
    if any(check.status is not Status.OK for check in checks):
        raise typer.Exit(1)


def _show(checks: list[Check], *, to_json: bool) -> None:
    console = Console()
    if to_json:
        typer.echo(as_json(checks))
    elif console.is_terminal:
        console.print(as_table(checks))
    else:
        typer.echo(as_text(checks))
