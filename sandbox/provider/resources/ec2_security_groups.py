"""EC2 security groups.

Not handled: a rule's `self`, namePrefix, and adopting the default VPC's group without naming the VPC.
"""

from __future__ import annotations

import re
from ipaddress import IPv4Network, IPv6Network
from typing import Final, cast

from sandbox.provider.codecs import PLAIN, Codec
from sandbox.provider.declaration import (
    AutoName,
    Call,
    Change,
    FromResponse,
    Input,
    Presence,
    Procedure,
    Read,
    Setting,
    Tags,
)
from sandbox.provider.procedures import replace_egress, replace_ingress, revoke_default_egress
from sandbox.provider.resource_type import ResourceType
from sandbox.provider.resources.ec2_common import EC2_TAGS, filters, tagged
from sandbox.provider.values import UNKNOWN, Properties, Value

# pulumi-aws's list of sources -> (EC2's list, the member of its items).
_SOURCES: Final = {
    "cidrBlocks": ("IpRanges", "CidrIp"),
    "ipv6CidrBlocks": ("Ipv6Ranges", "CidrIpv6"),
    "prefixListIds": ("PrefixListIds", "PrefixListId"),
    "securityGroups": ("UserIdGroupPairs", "GroupId"),
}
_PLAIN: Final = ("protocol", "fromPort", "toPort", "description")

# The ports (ICMP: the type and the code, -1 is all) that a protocol takes, by its name and its number; others take none
# ("IpPermission" in the Amazon EC2 API reference).
_PORTS: Final = {
    **dict.fromkeys(("tcp", "6", "udp", "17"), (0, 65535)),
    **dict.fromkeys(("icmp", "1", "icmpv6", "58"), (-1, 255)),
}
# EC2 takes a range with host bits and drops them ("IpRange" in the same reference), but none without a prefix's length.
_RANGES: Final = {
    "cidrBlocks": (IPv4Network, "IPv4 range (10.0.0.0/16)"),
    "ipv6CidrBlocks": (IPv6Network, "IPv6 range (2001:db8::/32)"),
}
_PREFIX_LENGTH: Final = re.compile(r".*/\d+")


def _check_ports(rule: Properties) -> None:
    least, most = _PORTS.get(rule["protocol"], (None, None))
    for name in ("fromPort", "toPort"):
        port = rule.get(name)
        # What is not known yet passes; what is no number, AWS's service model refuses.
        if least is not None and most is not None and isinstance(port, int) and not least <= port <= most:
            raise ValueError(
                f"the rule's {name} is {port}; {least} to {most} is allowed with the protocol {rule['protocol']}"
            )


def _check_ranges(rule: Properties) -> None:
    for name, (network, meant) in _RANGES.items():
        sources: Value = rule.get(name)
        for source in [] if sources is UNKNOWN else cast("list[Value]", sources or []):
            if isinstance(source, str) and not _is_range(source, network):
                raise ValueError(f"the rule's {name} has {source!r}, which is no {meant}")


def _is_range(text: str, network: type[IPv4Network | IPv6Network]) -> bool:
    try:
        network(text, strict=False)
    except ValueError:
        return False
    return _PREFIX_LENGTH.fullmatch(text) is not None


def _encode_rule(rule: Properties) -> Properties:
    strange = sorted(name for name, value in rule.items() if value and name not in (*_SOURCES, *_PLAIN))
    if strange:
        raise ValueError(f"the rule's {', '.join(strange)} is not handled; {', '.join((*_PLAIN, *_SOURCES))} are")
    _check_ports(rule)
    _check_ranges(rule)
    described = {"Description": rule["description"]} if rule.get("description") else {}
    encoded: Properties = {"IpProtocol": rule["protocol"]}
    if rule["protocol"] != "-1":
        encoded |= {"FromPort": rule["fromPort"], "ToPort": rule["toPort"]}
    for name, (member, key) in _SOURCES.items():
        sources = rule.get(name)
        if sources is UNKNOWN:
            encoded[member] = UNKNOWN
        elif sources:
            encoded[member] = [{key: source, **described} for source in sources]
    return encoded


def _decode_permission(permission: Properties) -> list[Properties]:
    """Return a permission as rules, one for each description its sources have."""
    rules: dict[str | None, Properties] = {}
    for name, (member, key) in _SOURCES.items():
        for item in permission.get(member, []):
            description = item.get("Description")
            rule = rules.setdefault(description, {"description": description} if description else {})
            rule.setdefault(name, []).append(item[key])
    ports = {"fromPort": permission.get("FromPort", 0), "toPort": permission.get("ToPort", 0)}
    return [{"protocol": permission["IpProtocol"], **ports, **rule} for rule in rules.values()]


def _single_sources(rules: list[Properties]) -> set[tuple[object, ...]]:
    """Return the rules as EC2 holds them: one for each source, in no order."""
    return {
        (rule["protocol"], rule.get("fromPort"), rule.get("toPort"), rule.get("description"), name, source)
        for rule in rules
        for name in _SOURCES
        for source in cast("list[str]", rule.get(name) or [])
    }


_RULES: Final = Codec(
    encode=lambda rules: [rule if rule is UNKNOWN else _encode_rule(rule) for rule in rules],
    decode=lambda permissions: [rule for permission in permissions for rule in _decode_permission(permission)],
    same=lambda one, other: _single_sources(one) == _single_sources(other),
    members=dict.fromkeys((*_PLAIN, *_SOURCES), PLAIN),
)


def _authorize(direction: str) -> Call:
    return Call(f"authorize_security_group_{direction}", {"GroupId": "$id", "IpPermissions": f"${direction}"})


_SET_INGRESS: Final = Setting(("ingress",), put=Procedure(replace_ingress, sends=(_authorize("ingress"),)))
_SET_EGRESS: Final = Setting(("egress",), put=Procedure(replace_egress, sends=(_authorize("egress"),)))
_GROUP: Final = Read("group", Call("describe_security_groups", {"GroupIds": ["$id"]}), at="SecurityGroups[0]")
_GONE: Final = ("InvalidGroup.NotFound",)

DEFAULT_SECURITY_GROUP: Final = ResourceType(
    type="aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    service="ec2",
    id=FromResponse("SecurityGroups[0].GroupId"),
    inputs={
        "vpcId": Input("group.VpcId", change=Change.REPLACES, presence=Presence.REQUIRED),
        "ingress": Input("group.IpPermissions", _RULES, default=[]),
        "egress": Input("group.IpPermissionsEgress", _RULES, default=[]),
        "revokeRulesOnDelete": Input(default=False),
    },
    tags=Tags("group.Tags"),
    # Every VPC comes with its default group: creating means adopting it, with exactly the rules declared.
    create=Call("describe_security_groups", filters({"vpc-id": "$vpcId", "group-name": "default"})),
    settings=(_SET_INGRESS, _SET_EGRESS, EC2_TAGS),
    reads=(_GROUP,),
    outputs={
        "arn": "group.SecurityGroupArn",
        "description": "group.Description",
        "name": "group.GroupName",
        "ownerId": "group.OwnerId",
    },
    gone=_GONE,
)

SECURITY_GROUP: Final = ResourceType(
    type="aws:ec2/securityGroup:SecurityGroup",
    service="ec2",
    id=FromResponse("GroupId"),
    inputs={
        "name": Input("group.GroupName", change=Change.REPLACES, name=AutoName(255)),
        "description": Input("group.Description", change=Change.REPLACES, default="Managed by Pulumi"),
        "vpcId": Input("group.VpcId", change=Change.REPLACES, presence=Presence.AWS_CHOOSES),
        "ingress": Input("group.IpPermissions", _RULES, presence=Presence.AWS_CHOOSES),
        "egress": Input("group.IpPermissionsEgress", _RULES, presence=Presence.AWS_CHOOSES),
        "revokeRulesOnDelete": Input(default=False),
    },
    tags=Tags("group.Tags"),
    create=Call(
        "create_security_group",
        {
            "GroupName": "$name",
            "Description": "$description",
            "VpcId": "$vpcId",
            "TagSpecifications": tagged("security-group"),
        },
    ),
    settings=(
        # Of an input that always has a value: it has to be done whether or not rules are declared here.
        Setting(("revokeRulesOnDelete",), put=Procedure(revoke_default_egress)),
        _SET_INGRESS,
        _SET_EGRESS,
        EC2_TAGS,
    ),
    reads=(_GROUP,),
    outputs={"arn": "group.SecurityGroupArn", "ownerId": "group.OwnerId"},
    delete=(Call("delete_security_group", {"GroupId": "$id"}),),
    gone=_GONE,
)

TYPES: Final = (DEFAULT_SECURITY_GROUP, SECURITY_GROUP)
