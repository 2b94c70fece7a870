"""The command `verify`: where its input comes from, and what its exit code says."""

import typer
from rich.console import Console

from ops.aws.connect import connect
from ops.options import JsonOption, OutputsOption, StackOption, declared_outputs
from ops.progress import working
from ops.verify.check import Check, Status
from ops.verify.report import as_json, as_table, as_text
from ops.verify.run import verify_account


def verify(stack: StackOption = None, outputs: OutputsOption = None, to_json: JsonOption = False) -> None:
    """Read the deployed account back and compare it with what the stack declares.

    The trail and its logging, the log bucket and its policy, each VPC with its flow logs, each log group's
    retention, and each delivery stream. Nothing is changed in the account.

    **Exit code:** 0 when every check is ok; 1 when something failed, is missing or could not be read;
    2 when verify could not run: no outputs, no credentials, wrong account, AWS out of reach, wrong usage.
    """
    declared = declared_outputs(stack, outputs)
    with working(f"reading account {declared.account_id} in {declared.region}"):
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
