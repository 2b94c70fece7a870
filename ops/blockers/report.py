"""Shows what is attached to VPCs: text for people, JSON for programs."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.text import Text

from ops.blockers.attached import Unseen
from ops.blockers.verdict import Blocker, Standing, described

_STYLES = {Standing.BLOCKS: "bold red", Standing.LEAVING: "yellow"}


def as_json(vpcs: Mapping[str, Sequence[str]], blockers: Sequence[Blocker], unseen: Sequence[Unseen]) -> str:
    """An object with `vpcs` (those looked at), `attached` (all that was found) and `unseen` (what could not be)."""
    return json.dumps(
        {
            "vpcs": [{"id": vpc_id, "region": region} for region, ids in vpcs.items() for vpc_id in ids],
            "attached": [_object(blocker) for blocker in blockers],
            "unseen": [{"kind": one.kind, "region": one.region, **vars(one.reason)} for one in unseen],
        },
        indent=2,
    )


def _object(blocker: Blocker) -> dict[str, Any]:
    thing = blocker.thing
    return {
        "kind": thing.kind,
        "id": thing.id,
        "name": thing.name,
        "region": thing.region,
        "vpc": thing.vpc_id,
        "standing": blocker.standing.value,
        "interfaces": [interface.id for interface in thing.interfaces],
        "subnets": sorted(thing.subnet_ids),
        "securityGroups": sorted(thing.group_ids),
        "removal": thing.removal,
    }


def as_lines(
    vpcs: Mapping[str, Sequence[str]], blockers: Sequence[Blocker], unseen: Sequence[Unseen]
) -> Iterator[Text]:
    """A paragraph for each VPC, what could not be seen, and the sum of it all."""
    for region, ids in vpcs.items():
        for vpc_id in ids:
            yield from _vpc(region, vpc_id, [one for one in blockers if one.thing.vpc_id == vpc_id])
            yield Text()
    if unseen:
        yield Text("could not be seen:", "bold yellow")
        for one in unseen:
            reason = one.reason
            yield Text(f"  {one.kind} in {one.region}: {reason.action} answered {reason.code}: {reason.message}")
        yield Text("to do: allow these actions to the credentials in use, then look again")
        yield Text()
    yield Text(_summary(blockers, unseen), "bold")


def _vpc(region: str, vpc_id: str, blockers: Sequence[Blocker]) -> Iterator[Text]:
    shown = [one for one in blockers if one.standing is not Standing.MANAGED]
    heading = f"{vpc_id} ({region})"
    yield Text(heading if shown else f"{heading}: nothing but the stack's own", "bold")
    for blocker in sorted(shown, key=lambda one: one.standing):
        thing = blocker.thing
        yield Text.assemble("  ", (f"{blocker.standing:<8}", _STYLES[blocker.standing]), described(thing))
        if held := sorted(thing.subnet_ids | thing.group_ids):
            yield Text(f"          holds {', '.join(held)}")
        if blocker.standing is Standing.BLOCKS:
            yield Text(f"          {thing.removal}")


def _summary(blockers: Sequence[Blocker], unseen: Sequence[Unseen]) -> str:
    counts = Counter(blocker.standing for blocker in blockers)
    words = {
        Standing.BLOCKS: "in the way",
        Standing.LEAVING: "being removed",
        Standing.MANAGED: "managed by the stack",
    }
    parts = [f"{counts[standing]} {word}" for standing, word in words.items()]
    return ", ".join([*parts, f"{len(unseen)} kinds not seen"] if unseen else parts)
