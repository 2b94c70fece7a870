"""Default security groups: whose have been taken over, and which rules of security groups are added to one."""

from typing import Final

from graph import Graph
from known import NotKnownError
from resource_types import VPCS
from resource_view import Resource

DEFAULT_GROUP: Final = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"
RULES: Final = {
    "aws:ec2/securityGroupRule:SecurityGroupRule": "securityGroupId",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": "securityGroupId",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "securityGroupId",
    "aws-native:ec2:SecurityGroupEgress": "groupId",
    "aws-native:ec2:SecurityGroupIngress": "groupId",
}
"""The types of single rules, and the property in which each names its group by id."""

# What aws and aws-native call the id of a VPC's default group.
_DEFAULT_OF_VPC: Final = ("defaultSecurityGroupId", "defaultSecurityGroup")
_OWN_GROUPS: Final = ("aws:ec2/securityGroup:SecurityGroup", "aws-native:ec2:SecurityGroup")
_GROUPS: Final = VPCS.union(_OWN_GROUPS, [DEFAULT_GROUP])


def emptied(graph: Graph) -> frozenset[str]:
    """The URNs of the VPCs whose default security group the stack has taken over."""
    found: set[str] = set()
    for group in graph.of_type(DEFAULT_GROUP):
        try:
            found |= {vpc.urn for vpc in graph.referred(group, ("vpcId",), VPCS)}
        except NotKnownError:
            continue
    return frozenset(found)


def is_added_to_default_group(rule: Resource, graph: Graph) -> bool:
    """Tell whether one of `RULES` is of a default security group.

    Raises:
        NotKnownError: Nothing tells whose it is.
    """
    # aws-native's names its group by name, too, which only the default VPC allows.
    if rule.text("groupName") == "default":
        return True
    # Of a VPC's outputs, only its default group is the id of a group.
    name = RULES[rule.type]
    if graph.sole_origins(rule, name, _OWN_GROUPS):
        return False
    group = rule.known_text(name)
    if group and any(vpc.known_text(own) == group for vpc in graph.of_type(*VPCS) for own in _DEFAULT_OF_VPC):
        return True
    return any(one.type not in _OWN_GROUPS for one in graph.referred(rule, (name,), _GROUPS))
