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
# What AWS makes a group of its own for, beside the default one: of their outputs, only that is the id of a group.
_WITH_OWN_GROUP: Final = (
    *("aws:eks/cluster:Cluster", "aws-native:eks:Cluster", "aws:cloudhsmv2/cluster:Cluster"),
    *("aws:directoryservice/directory:Directory", "aws:workspaces/directory:Directory"),
)
_DEFAULT_VPC: Final = "aws:ec2/defaultVpc:DefaultVpc"


def emptied(graph: Graph) -> frozenset[str]:
    """The URNs of the VPCs whose default security group the stack has taken over."""
    found: set[str] = set()
    for group in graph.of_type(DEFAULT_GROUP):
        try:
            found |= {vpc.urn for vpc in graph.referred(group, ("vpcId",), VPCS) or _default(graph, group)}
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
    group = rule.known_text(name)
    if group and any(vpc.known_text(own) == group for vpc in graph.of_type(*VPCS) for own in _DEFAULT_OF_VPC):
        return True
    if graph.sole_origins(rule, name, (*_OWN_GROUPS, *_WITH_OWN_GROUP)):
        return False
    return any(one.type not in _OWN_GROUPS for one in graph.referred(rule, (name,), _GROUPS))


def _default(graph: Graph, group: Resource) -> list[Resource]:
    """The default VPC that a default group without a VPC is of: the one of its Region, unless several may be."""
    if group.text("vpcId") is not None:
        return []
    region = group.known_text("region")
    found = [
        vpc for vpc in graph.of_type(_DEFAULT_VPC) if region is None or (vpc.known_text("region") or region) == region
    ]
    return found if len(found) == 1 else []
