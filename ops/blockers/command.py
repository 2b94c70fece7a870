"""The command `blockers`: where its input comes from, and what its exit code says."""

import re
import sys
from typing import Annotated

import typer
from rich.console import Console

from ops.aws.connect import sign_in
from ops.blockers.find import find
from ops.blockers.report import as_json, as_lines
from ops.blockers.verdict import Standing, judge
from ops.blockers.whereabouts import account_of, regions_of, vpcs_of_stack, whereabouts
from ops.stack import read_stack_state
from ops.state import StackState, parse_state


def _vpc_id(text: str) -> str:
    if not re.fullmatch(r"vpc-[0-9a-f]+", text):
        raise typer.BadParameter(f"{text!r} is no VPC's id, such as vpc-0a1b2c3d4e5f67890")
    return text


def blockers(
    vpcs: Annotated[
        list[str] | None,
        typer.Argument(metavar="[VPC]...", help="VPCs by id.", show_default="the stack's", parser=_vpc_id),
    ] = None,
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
    region: Annotated[
        list[str] | None,
        typer.Option("--region", "-r", help="A Region to look in; may be repeated.", show_default="the stack's"),
    ] = None,
    to_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """Find what keeps a VPC from being deleted: all that is attached to it that the stack does not manage.

    Instances, network interfaces and whose they are, endpoints, gateways, load balancers, security groups and the
    rules that name them, peering, and more; each with the command that removes it. Nothing is changed in the account.
    What the stack manages is known from its state, not from tags.

    **Exit code:** 0 when nothing is in the way; 1 when something is, or not everything could be seen; 2 when blockers
    could not run: no stack, no credentials, wrong account, AWS out of reach, no such VPC, wrong usage.
    """
    if stack is not None and state is not None:
        raise typer.BadParameter("choose either --stack or --state: the file already is one stack's state")
    managed = parse_state(read_stack_state(stack) if state is None else state.read())
    if not _look(managed, vpcs or [], region or [], to_json=to_json):
        raise typer.Exit(1)


def _look(managed: StackState, vpc_ids: list[str], chosen: list[str], *, to_json: bool) -> bool:
    """Look, show what was found, and say whether all was seen and nothing is in the way."""
    if not vpc_ids and not managed.vpcs():
        typer.echo(as_json({}, (), ()) if to_json else "the stack has no VPC")
        return True
    regions = regions_of(managed, chosen)
    # force_terminal: rich would also animate into a build log when FORCE_COLOR is set.
    progress = Console(stderr=True, force_terminal=sys.stderr.isatty())
    with progress.status(f"looking in {', '.join(regions)}"):
        signed_in = sign_in(region=regions[0], account_id=account_of(managed))
        vpcs = whereabouts(signed_in, vpc_ids, regions) if vpc_ids else vpcs_of_stack(managed, regions)
        found = find(signed_in, vpcs)
    judged = judge(found.attached, managed.doomed())
    if to_json:
        typer.echo(as_json(vpcs, judged, found.unseen))
    else:
        console = Console(highlight=False)
        for line in as_lines(vpcs, judged, found.unseen):
            # Whole lines: a command that is broken in two can't be copied.
            console.print(line, soft_wrap=True)
    return not found.unseen and all(one.standing is not Standing.BLOCKS for one in judged)
