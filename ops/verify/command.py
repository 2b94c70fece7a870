"""The command `verify`: where its input comes from, and what its exit code says."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ops.aws.connect import connect
from ops.errors import OpsError
from ops.options import JsonOption, OutputsOption, StackOption, declared_outputs
from ops.progress import working
from ops.verify.check import Check
from ops.verify.junit import as_junit
from ops.verify.report import as_json, as_table, as_text
from ops.verify.run import verify_account


def verify(
    stack: StackOption = None,
    outputs: OutputsOption = None,
    to_json: JsonOption = False,
    junit: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the checks to a file too, as JUnit XML, which CI systems show."),
    ] = None,
    without_deliveries: Annotated[
        bool,
        typer.Option(
            "--without-deliveries", help="Don't ask whether logs keep coming: nothing delivers here, as in an emulator."
        ),
    ] = False,
) -> None:
    """Read the deployed account back and compare it with what the stack declares.

    The trail, the log bucket and its policy, each VPC with its flow logs, log groups, delivery streams, alarms, alerts,
    rules, the dashboard and the group: whether each is as declared, how its last delivery ended, and whether records
    keep coming. Nothing is changed in the account.

    **Examples**

    `verify --stack prod`: another stack than the selected one

    `verify --json | jq '.[] | select(.status == "failed")'`: what is wrong, for a program

    `verify --junit verify.xml`: for a CI job's report

    **Exit code:** 0 when nothing is wrong; 1 when something failed, is missing or could not be read; 2 when verify
    could not run: no outputs, no credentials, wrong account, AWS out of reach, wrong usage.
    """
    declared = declared_outputs(stack, outputs)
    now = datetime.now(UTC)
    with working(f"reading account {declared.account_id} in {declared.region}"):
        account = connect(region=declared.region, account_id=declared.account_id)
        checks = verify_account(declared, account, None if without_deliveries else now)
    if junit:
        _write(junit, as_junit(checks, at=now))
    _show(checks, to_json=to_json)
    if any(check.status.is_bad for check in checks):
        raise typer.Exit(1)


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise OpsError(
            problem="the checks could not be written",
            value=str(error),
            fix="give --junit a file in a folder that exists and that you may write to",
        ) from error


def _show(checks: list[Check], *, to_json: bool) -> None:
    console = Console()
    if to_json:
        typer.echo(as_json(checks))
    elif console.is_terminal:
        console.print(as_table(checks))
    else:
        typer.echo(as_text(checks))
