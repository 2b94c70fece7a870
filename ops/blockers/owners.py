"""Whose is a network interface? Pure: from what EC2 says of the interface to the owner, and how that one is removed.

A service's interface can't be detached or deleted by anyone but the service; it goes with what the service made it for.
The interface's type, else its description, says what that is ("Requester-managed network interfaces" in the Amazon EC2
User Guide; NetworkInterface in the EC2 API reference).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from ops.blockers.kind import Place
from ops.blockers.kinds.services import (
    CLASSIC_LOAD_BALANCER,
    DB_INSTANCE,
    INSTANCE,
    LAMBDA_FUNCTION,
    LOAD_BALANCER,
    LOAD_BALANCER_ARN,
)

_DELETE_INTERFACE: Final = "aws ec2 delete-network-interface --network-interface-id {interface}"


@dataclass(frozen=True, kw_only=True)
class OwnerRule:
    """How the interfaces of one sort of owner are told."""

    noun: str
    """What the owner is, as its `Kind` calls it if it has one."""
    description: str = ""
    """A regular expression of the whole description. A group named `id` is the owner's id."""
    interface_types: frozenset[str] = frozenset()
    """The interface's type, where it alone tells."""
    removal: tuple[str, ...] = (_DELETE_INTERFACE,)
    """See `removal_command`; the values are the owner's `id` and `identity`, `interface`, and the interface's `cluster`
    and `service`."""
    arn: str = ""
    """A template of the owner's ARN; empty when its id is like no other's."""


@dataclass(frozen=True, kw_only=True)
class Owner:
    """Whose an interface is."""

    noun: str
    id: str
    """Empty when AWS does not say which one it is."""
    identity: str
    """The id or the ARN by which others know it; empty likewise."""
    removal: tuple[str, ...]


RULES: Final = (
    OwnerRule(
        noun="NAT gateway",
        description=r"Interface for NAT Gateway (?P<id>nat-\w+)",
        interface_types=frozenset({"nat_gateway", "natGateway"}),
        removal=("aws ec2 delete-nat-gateway --nat-gateway-id {id}", _DELETE_INTERFACE),
    ),
    OwnerRule(
        noun="VPC endpoint",
        description=r"VPC Endpoint Interface:? (?P<id>vpce-\w+)",
        interface_types=frozenset({"vpc_endpoint", "gateway_load_balancer_endpoint"}),
        removal=("aws ec2 delete-vpc-endpoints --vpc-endpoint-ids {id}", _DELETE_INTERFACE),
    ),
    OwnerRule(
        noun="transit gateway attachment",
        description=r"Network Interface for Transit Gateway Attachment (?P<id>tgw-attach-\w+)",
        interface_types=frozenset({"transit_gateway"}),
        removal=(
            "aws ec2 delete-transit-gateway-vpc-attachment --transit-gateway-attachment-id {id}",
            _DELETE_INTERFACE,
        ),
    ),
    OwnerRule(
        noun=LAMBDA_FUNCTION,
        description=r"AWS Lambda VPC ENI-(?P<id>.+)-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
        interface_types=frozenset({"lambda"}),
        removal=(
            "aws lambda update-function-configuration --function-name {id}"
            " --vpc-config SubnetIds=[],SecurityGroupIds=[]",
            _DELETE_INTERFACE,
        ),
        arn="arn:{partition}:lambda:{region}:{account_id}:function:{id}",
    ),
    OwnerRule(
        noun=LOAD_BALANCER,
        description=r"ELB (?P<id>(app|net|gwy)/[^/]+/\w+)",
        interface_types=frozenset({"network_load_balancer", "gateway_load_balancer"}),
        removal=("aws elbv2 delete-load-balancer --load-balancer-arn {identity}", _DELETE_INTERFACE),
        arn=LOAD_BALANCER_ARN,
    ),
    OwnerRule(
        noun=CLASSIC_LOAD_BALANCER,
        description=r"ELB (?P<id>[A-Za-z0-9-]+)",
        interface_types=frozenset({"load_balancer"}),
        removal=("aws elb delete-load-balancer --load-balancer-name {id}", _DELETE_INTERFACE),
        arn=LOAD_BALANCER_ARN,
    ),
    OwnerRule(
        noun="EFS mount target",
        description=r"EFS mount target for fs-\w+ \((?P<id>fsmt-\w+)\)",
        removal=("aws efs delete-mount-target --mount-target-id {id}",),
    ),
    OwnerRule(
        noun="ECS task",
        description=r"arn:[\w-]+:ecs:[\w-]+:\d+:attachment/(?P<id>[0-9a-f-]+)",
        removal=(
            "aws ecs update-service --cluster {cluster} --service {service} --desired-count 0",
            _DELETE_INTERFACE,
        ),
    ),
    OwnerRule(
        noun="EKS cluster",
        description=r"Amazon EKS (?P<id>\S+)",
        removal=("aws eks delete-cluster --name {id}",),
        arn="arn:{partition}:eks:{region}:{account_id}:cluster/{id}",
    ),
    OwnerRule(noun=DB_INSTANCE, description=r"RDSNetworkInterface"),
    OwnerRule(
        noun="ElastiCache cluster",
        description=r"ElastiCache (?P<id>\S+)",
        removal=("aws elasticache delete-cache-cluster --cache-cluster-id {id}",),
        arn="arn:{partition}:elasticache:{region}:{account_id}:cluster:{id}",
    ),
    OwnerRule(noun="Redshift cluster", description=r"RedshiftNetworkInterface"),
    OwnerRule(noun="DMS replication instance", description=r"DMSNetworkInterface"),
    OwnerRule(
        noun="directory",
        description=r"AWS created network interface for directory (?P<id>d-\w+)",
        removal=("aws ds delete-directory --directory-id {id}",),
    ),
    OwnerRule(noun="API Gateway VPC link", interface_types=frozenset({"api_gateway_managed"})),
    OwnerRule(noun="Global Accelerator", interface_types=frozenset({"global_accelerator_managed"})),
    OwnerRule(noun="QuickSight VPC connection", interface_types=frozenset({"quicksight"})),
    OwnerRule(noun="IoT rule", interface_types=frozenset({"iot_rules_managed"})),
    OwnerRule(noun="CodeConnections host", interface_types=frozenset({"aws_codestar_connections_managed"})),
)
"""The first that fits counts."""

NOBODY: Final = ""
"""The noun of the owner of an interface that belongs to nothing else: it is a thing by itself."""


def owner_of(interface: Mapping[str, Any], place: Place) -> Owner:
    """Whose an interface is.

    Args:
        interface: An item of the listing of interfaces (see `ops.blockers.interfaces`).
        place: Where it is.
    """
    if instance := interface.get("instance"):
        terminate = ("aws ec2 terminate-instances --instance-ids {id}",)
        return Owner(noun=INSTANCE, id=instance, identity=instance, removal=terminate)
    for rule in RULES:
        described = re.fullmatch(rule.description, interface.get("description") or "") if rule.description else None
        if described or interface.get("type") in rule.interface_types:
            found = described.groupdict().get("id", "") if described else ""
            identity = rule.arn.format_map({**vars(place), "id": found}) if rule.arn and found else found
            return Owner(noun=rule.noun, id=found, identity=identity, removal=rule.removal)
    requester = interface.get("requester") if interface.get("managed") else None
    return Owner(noun=f"service {requester}" if requester else NOBODY, id="", identity="", removal=(_DELETE_INTERFACE,))
