"""References between security groups: a group that another's rule names can't be deleted."""

import json
from collections.abc import Iterable, Iterator, Set
from typing import Any, Final

from ops.aws.listing import Item, Listing, everything
from ops.blockers.attached import Attached
from ops.blockers.kind import Place
from ops.removal import removal_command

RULE: Final = "security group rule"
_RULES: Final = {"ingress": "lets in", "egress": "lets out to"}
"""The direction, as the commands have it, and what such a rule does with the group it names."""

GROUPS: Final = Listing(
    service="ec2",
    operation="describe_security_groups",
    action="ec2:DescribeSecurityGroups",
    # All of the Region's: a group of a peered VPC may be the one that names ours.
    items="SecurityGroups[].{id: GroupId, vpc: VpcId, ingress: IpPermissions, egress: IpPermissionsEgress}",
    requests=everything,
)


def references(groups: Iterable[Item], vpc_ids: Set[str], place: Place) -> Iterator[Attached]:
    """The rules that name a group of these VPCs, other than a group's own.

    Args:
        groups: Items of the listing `GROUPS`.
        vpc_ids: The VPCs.
        place: Where.
    """
    known = {group["id"]: group for group in groups}
    for group in known.values():
        for direction in _RULES:
            for permission, named in _naming(group[direction] or ()):
                if named != group["id"] and named in known and known[named]["vpc"] in vpc_ids:
                    yield _rule(group["id"], direction, permission, known[named], place)


def _naming(permissions: Iterable[Item]) -> Iterator[tuple[dict[str, Any], str]]:
    """Each permission once for every group that it names, with that group alone."""
    for permission in permissions:
        ports = {key: permission[key] for key in ("IpProtocol", "FromPort", "ToPort") if key in permission}
        for pair in permission.get("UserIdGroupPairs") or ():
            if named := pair.get("GroupId"):
                yield {**ports, "UserIdGroupPairs": [{"GroupId": named}]}, named


def _rule(group: str, direction: str, permission: Item, named: Item, place: Place) -> Attached:
    revoke = f"aws ec2 revoke-security-group-{direction} --group-id {{group}} --ip-permissions {{permissions}}"
    values = {"group": group, "permissions": json.dumps([permission], separators=(",", ":"))}
    return Attached(
        kind=RULE,
        id=group,
        region=place.region,
        vpc_id=named["vpc"],
        name=f"{_RULES[direction]} {named['id']}",
        identities=frozenset({group}),
        removal=removal_command((revoke,), values, place.region),
        referenced_groups=frozenset({named["id"]}),
    )
