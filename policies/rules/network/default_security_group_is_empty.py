"""The default security group of every VPC lets nothing in or out."""

from collections.abc import Iterator
from typing import Final

from frameworks import cis
from graph import Graph
from known import NotKnownError
from pulumi_policy import Severity
from resource_types import VPCS
from resource_view import Resource
from rule import StackRule
from rule_options import Options

_DEFAULT_GROUP: Final = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"
_OWN_GROUPS: Final = ("aws:ec2/securityGroup:SecurityGroup", "aws-native:ec2:SecurityGroup")
_GROUPS: Final = VPCS.union(_OWN_GROUPS, [_DEFAULT_GROUP])
_RULES: Final = (
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
)


def _emptied(graph: Graph) -> frozenset[str]:
    """The URNs of the VPCs whose default security group the stack has taken over."""
    found: set[str] = set()
    for group in graph.of_type(_DEFAULT_GROUP):
        try:
            found |= {vpc.urn for vpc in graph.referred(group, ("vpcId",), VPCS)}
        except NotKnownError:
            continue
    return frozenset(found)


def _check(resource: Resource, graph: Graph, _options: Options) -> Iterator[str]:
    if resource.type in VPCS:
        if resource.urn not in graph.once(_emptied):
            yield "Its default security group has AWS's rules.\nGive the VPC a DefaultSecurityGroup without any."
    elif resource.type == _DEFAULT_GROUP:
        for name in ("ingress", "egress"):
            if resource.read(name):
                yield f"It has {name} rules.\nMove them to a security group of their own."
    # Of a VPC's outputs, only `defaultSecurityGroupId` is the id of a group.
    elif any(one.type not in _OWN_GROUPS for one in graph.referred(resource, ("securityGroupId",), _GROUPS)):
        yield "It adds a rule to a default security group.\nAdd it to a security group of its own."


RULE: Final = StackRule(
    name="default-security-group-is-empty",
    title="The default security group of a VPC lets traffic through",
    severity=Severity.HIGH,
    framework=cis("5.3"),
    controls=("EC2.2",),
    risk="What is started without a security group gets this one, and with it access to all that has it, too.",
    remedy="Declare a DefaultSecurityGroup for each VPC, without ingress and egress: Pulumi then removes all rules.",
    url="https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html",
    types=VPCS.union(_RULES, [_DEFAULT_GROUP]),
    check=_check,
)
