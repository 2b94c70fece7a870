"""Asks, before a deletion, what it would wait for in vain: what the program hands to its deletion guard.

The program imports this at every preview and update, where nothing is deleted. So boto3 and all that it takes are
imported by the first question.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from threading import Lock

from ops.blockers.attached import Unseen
from ops.blockers.verdict import Blocker, Standing, described
from ops.errors import OpsError


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What is to be said before a deletion."""

    refusal: str = ""
    """What is in the way, each with the command that removes it; empty when nothing is known to be."""
    doubt: str = ""
    """What could not be seen, and what to do about it; empty when everything was, or it was said before."""


@dataclass(frozen=True)
class _Known:
    """What is known of a VPC."""

    blockers: Sequence[Blocker] = ()
    unseen: Sequence[Unseen] = ()
    error: OpsError | None = None


@dataclass
class StillAttached:
    """Answers for any number of resources; each VPC is read once, as the first resource in it is asked about.

    What the stack manages is known from its state as it is then: what the same destroy has deleted meanwhile, or is
    about to, is in it.
    """

    _known: dict[str, _Known] = field(default_factory=dict[str, _Known])
    _told: set[str] = field(default_factory=set[str])
    _lock: Lock = field(default_factory=Lock)

    def __call__(
        self, *, resource_id: str, vpc_id: str, region: str, account_id: str, profile: str | None, stack: str
    ) -> Answer:
        """What keeps a resource from being deleted, apart from what the stack manages.

        It never keeps a deletion from being tried because something could not be read: AWS itself deletes nothing that
        is in use.

        Args:
            resource_id: A VPC, a subnet or a security group.
            vpc_id: The VPC that it is, or is in.
            region: The VPC's.
            account_id: The account of the deployment. The credentials have to be of it.
            profile: A profile of the AWS configuration; None for what the environment chooses.
            stack: The stack's full name, by which the Pulumi CLI finds its state.
        """
        with self._lock:
            if vpc_id not in self._known:
                self._known[vpc_id] = _look(vpc_id, region, account_id, profile, stack)
            known, first = self._known[vpc_id], vpc_id not in self._told
            self._told.add(vpc_id)
        return Answer(
            refusal="\n".join(_refusal(known.blockers, resource_id, vpc_id)),
            doubt="\n".join(_doubt(known, vpc_id)) if first else "",
        )


def _look(vpc_id: str, region: str, account_id: str, profile: str | None, stack: str) -> _Known:
    from ops.aws.connect import sign_in  # noqa: PLC0415 - see above
    from ops.blockers.find import find  # noqa: PLC0415
    from ops.blockers.verdict import judge  # noqa: PLC0415
    from ops.stack import read_stack_state  # noqa: PLC0415
    from ops.state import parse_state  # noqa: PLC0415

    try:
        doomed = parse_state(read_stack_state(stack)).doomed()
        found = find(sign_in(region=region, account_id=account_id, profile=profile), {region: [vpc_id]})
    except OpsError as error:
        return _Known(error=error)
    return _Known(
        blockers=[one for one in judge(found.attached, doomed) if one.standing is Standing.BLOCKS], unseen=found.unseen
    )


def _refusal(blockers: Sequence[Blocker], resource_id: str, vpc_id: str) -> Iterator[str]:
    """Say what holds the resource; then what else holds the VPC, so that one look is enough."""
    own = [one for one in blockers if one.thing.holds(resource_id)]
    if not own:
        return
    yield f"{resource_id} can't be deleted: something is attached to it that this stack does not manage."
    yield from _commands(own)
    others = [one for one in blockers if one not in own]
    if others:
        yield f"In the way of {vpc_id} is also:"
        yield from _commands(others)
    yield f"Remove these, then destroy again; `python -m ops blockers {vpc_id}` shows what is left."


def _commands(blockers: Sequence[Blocker]) -> Iterator[str]:
    for blocker in blockers:
        yield f"  {described(blocker.thing)}"
        yield f"    {blocker.thing.removal}"


def _doubt(known: _Known, vpc_id: str) -> Iterator[str]:
    if known.error is not None:
        yield f"AWS could not be asked what holds {vpc_id}: {known.error.problem} ({known.error.value})."
        yield f"The deletion is tried all the same; AWS deletes nothing that is in use. To be told: {known.error.fix}."
    elif known.unseen:
        yield f"Not everything that may hold {vpc_id} could be seen:"
        for one in known.unseen:
            yield f"  {one.kind}: {one.reason.action} answered {one.reason.code}: {one.reason.message}"
        yield "What was not seen is taken for gone. To be told, allow these actions to the credentials in use."
