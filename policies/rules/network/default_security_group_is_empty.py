"""The default security group of every VPC lets nothing in or out."""

from collections.abc import Iterator
from typing import Final

from default_groups import DEFAULT_GROUP, RULES, emptied, is_added_to_default_group
from frameworks import cis
from graph import Graph
from pulumi_policy import Severity
from resource_types import VPCS
from resource_view import Resource
from rule import StackRule
from rule_options import Options

# aws-native has no type that takes over what AWS made.
_DECLARED: Final = dict.fromkeys(VPCS, "DefaultSecurityGroup") | {
    "aws-native:ec2:Vpc": "DefaultSecurityGroup of the package aws, for aws-native has none,"
}


def _check(resource: Resource, graph: Graph, _options: Options) -> Iterator[str]:
    if resource.type in VPCS:
        if resource.urn not in graph.once(emptied):
            yield f"Its default security group has AWS's rules.\nGive the VPC a {_DECLARED[resource.type]} without any."
    elif resource.type == DEFAULT_GROUP:
        for name in ("ingress", "egress"):
            if resource.read(name):
                yield f"It has {name} rules.\nMove them to a security group of their own."
    elif is_added_to_default_group(resource, graph):
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
    types=VPCS.union(RULES, [DEFAULT_GROUP]),
    check=_check,
)
