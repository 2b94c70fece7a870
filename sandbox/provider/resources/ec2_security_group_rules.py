"""Rules of EC2 security groups, each a resource. A change of anything but tags replaces one (AWS could modify it)."""

from __future__ import annotations

from typing import Final

from sandbox.provider.codecs import PLAIN, standard
from sandbox.provider.declaration import Call, Change, FromResponse, Input, Presence, Read, Replacement, Tags
from sandbox.provider.resource_type import ResourceType
from sandbox.provider.resources.ec2_common import EC2_TAGS, tagged
from sandbox.provider.template import Derived, Text
from sandbox.provider.values import Value

# The ports of a rule for every protocol, and the ICMP types and codes of one for all ("SecurityGroupRule" in the Amazon
# EC2 API reference).
_ALL: Final = -1


def _replacing(read: str, presence: Presence = Presence.OPTIONAL) -> Input:
    port = read in ("rule.FromPort", "rule.ToPort")
    return Input(read, standard(_ALL) if port else PLAIN, change=Change.REPLACES, presence=presence)


def _source(key: str, name: str) -> Derived:
    """Return the list of the one source that a rule has, which carries the description."""

    def make(source: Value, description: Value) -> Value:
        if source is None:
            return None
        return [{key: source} if description is None else {key: source, "Description": description}]

    return Derived((name, "description"), make)


def _rule(direction: str, kind: str) -> ResourceType:
    permission = {
        "IpProtocol": "$ipProtocol",
        "FromPort": "$fromPort",
        "ToPort": "$toPort",
        "IpRanges": _source("CidrIp", "cidrIpv4"),
        "Ipv6Ranges": _source("CidrIpv6", "cidrIpv6"),
        "PrefixListIds": _source("PrefixListId", "prefixListId"),
        "UserIdGroupPairs": _source("GroupId", "referencedSecurityGroupId"),
    }
    return ResourceType(
        type=kind,
        service="ec2",
        id=FromResponse("SecurityGroupRules[0].SecurityGroupRuleId"),
        inputs={
            "securityGroupId": _replacing("rule.GroupId", Presence.REQUIRED),
            "ipProtocol": _replacing("rule.IpProtocol", Presence.REQUIRED),
            "description": _replacing("rule.Description"),
            "fromPort": _replacing("rule.FromPort"),
            "toPort": _replacing("rule.ToPort"),
            "cidrIpv4": _replacing("rule.CidrIpv4"),
            "cidrIpv6": _replacing("rule.CidrIpv6"),
            "prefixListId": _replacing("rule.PrefixListId"),
            "referencedSecurityGroupId": _replacing("rule.ReferencedGroupInfo.GroupId"),
        },
        tags=Tags("rule.Tags"),
        create=Call(
            f"authorize_security_group_{direction}",
            {
                "GroupId": "$securityGroupId",
                "IpPermissions": [permission],
                "TagSpecifications": tagged("security-group-rule"),
            },
        ),
        settings=(EC2_TAGS,),
        reads=(
            Read(
                "rule",
                Call("describe_security_group_rules", {"SecurityGroupRuleIds": ["$id"]}),
                at="SecurityGroupRules[0]",
            ),
        ),
        outputs={
            "arn": Text("arn:{partition}:ec2:{region}:{account}:security-group-rule/{id}"),
            "securityGroupRuleId": Text("{id}"),
        },
        delete=(
            Call(
                f"revoke_security_group_{direction}",
                {"GroupId": "$securityGroupId", "SecurityGroupRuleIds": ["$id"]},
            ),
        ),
        gone=("InvalidSecurityGroupRuleId.NotFound", "InvalidPermission.NotFound", "InvalidGroup.NotFound"),
        replacement=Replacement.DELETE_FIRST,  # AWS takes no rule twice
    )


INGRESS_RULE: Final = _rule("ingress", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
EGRESS_RULE: Final = _rule("egress", "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")

TYPES: Final = (INGRESS_RULE, EGRESS_RULE)
