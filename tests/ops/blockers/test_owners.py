"""Whose an interface is: one row for each rule, with a description as AWS writes it."""

from typing import Any, NamedTuple

import botocore.session
import pytest

from ops.blockers.kind import Place
from ops.blockers.kinds import KINDS
from ops.blockers.owners import NOBODY, RULES, owner_of
from ops.removal import removal_command

PLACE = Place(partition="aws", region="eu-west-1", account_id="123456789012")
BALANCERS = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer"
INTERFACE = "delete-network-interface --network-interface-id eni-1"
UUID = "30bb1fd5-e726-4d80-9ff2-52fd62cd548c"
# What an instance or a task has: the type says nothing of the owner.
ORDINARY = {"interface", "efa", "efa-only", "trunk", "branch"}


class Row(NamedTuple):
    noun: str
    item: dict[str, Any]
    id: str
    identity: str
    removal: str


ROWS = [
    Row(
        "NAT gateway",
        {"type": "nat_gateway", "description": "Interface for NAT Gateway nat-0a"},
        "nat-0a",
        "nat-0a",
        "ec2 delete-nat-gateway --nat-gateway-id nat-0a",
    ),
    Row("NAT gateway", {"type": "natGateway"}, "", "", f"ec2 {INTERFACE}"),
    Row(
        "VPC endpoint",
        {"type": "vpc_endpoint", "description": "VPC Endpoint Interface vpce-0a"},
        "vpce-0a",
        "vpce-0a",
        "ec2 delete-vpc-endpoints --vpc-endpoint-ids vpce-0a",
    ),
    Row("VPC endpoint", {"type": "gateway_load_balancer_endpoint"}, "", "", f"ec2 {INTERFACE}"),
    Row(
        "transit gateway attachment",
        {
            "type": "transit_gateway",
            "description": "Network Interface for Transit Gateway Attachment tgw-attach-0a",
        },
        "tgw-attach-0a",
        "tgw-attach-0a",
        "ec2 delete-transit-gateway-vpc-attachment --transit-gateway-attachment-id tgw-attach-0a",
    ),
    Row(
        "Lambda function",
        {"type": "lambda", "description": f"AWS Lambda VPC ENI-re-size-{UUID}"},
        "re-size",
        "arn:aws:lambda:eu-west-1:123456789012:function:re-size",
        "lambda update-function-configuration --function-name re-size --vpc-config 'SubnetIds=[],SecurityGroupIds=[]'",
    ),
    Row(
        "load balancer",
        {"type": "interface", "description": "ELB app/web/0123456789abcdef"},
        "app/web/0123456789abcdef",
        f"{BALANCERS}/app/web/0123456789abcdef",
        f"elbv2 delete-load-balancer --load-balancer-arn {BALANCERS}/app/web/0123456789abcdef",
    ),
    Row("load balancer", {"type": "network_load_balancer"}, "", "", f"ec2 {INTERFACE}"),
    Row("load balancer", {"type": "gateway_load_balancer"}, "", "", f"ec2 {INTERFACE}"),
    Row(
        "classic load balancer",
        {"type": "interface", "description": "ELB old-web"},
        "old-web",
        f"{BALANCERS}/old-web",
        "elb delete-load-balancer --load-balancer-name old-web",
    ),
    Row("classic load balancer", {"type": "load_balancer"}, "", "", f"ec2 {INTERFACE}"),
    Row(
        "EFS mount target",
        {"type": "interface", "description": "EFS mount target for fs-0a (fsmt-0123456789abcdef0)"},
        "fsmt-0123456789abcdef0",
        "fsmt-0123456789abcdef0",
        "efs delete-mount-target --mount-target-id fsmt-0123456789abcdef0",
    ),
    Row(
        "ECS task",
        {"type": "interface", "description": f"arn:aws:ecs:eu-west-1:123456789012:attachment/{UUID}"},
        UUID,
        UUID,
        f"ec2 {INTERFACE}",
    ),
    Row(
        "ECS task",
        {
            "type": "interface",
            "description": f"arn:aws:ecs:eu-west-1:123456789012:attachment/{UUID}",
            "cluster": "shop",
            "service": "web",
        },
        UUID,
        UUID,
        "ecs update-service --cluster shop --service web --desired-count 0",
    ),
    Row(
        "EKS cluster",
        {"type": "interface", "description": "Amazon EKS shop"},
        "shop",
        "arn:aws:eks:eu-west-1:123456789012:cluster/shop",
        "eks delete-cluster --name shop",
    ),
    Row("RDS DB instance", {"type": "interface", "description": "RDSNetworkInterface"}, "", "", f"ec2 {INTERFACE}"),
    Row(
        "ElastiCache cluster",
        {"type": "interface", "description": "ElastiCache sessions-001"},
        "sessions-001",
        "arn:aws:elasticache:eu-west-1:123456789012:cluster:sessions-001",
        "elasticache delete-cache-cluster --cache-cluster-id sessions-001",
    ),
    Row(
        "Redshift cluster", {"type": "interface", "description": "RedshiftNetworkInterface"}, "", "", f"ec2 {INTERFACE}"
    ),
    Row(
        "DMS replication instance",
        {"type": "interface", "description": "DMSNetworkInterface"},
        "",
        "",
        f"ec2 {INTERFACE}",
    ),
    Row(
        "directory",
        {"type": "interface", "description": "AWS created network interface for directory d-0123456789"},
        "d-0123456789",
        "d-0123456789",
        "ds delete-directory --directory-id d-0123456789",
    ),
    Row("API Gateway VPC link", {"type": "api_gateway_managed"}, "", "", f"ec2 {INTERFACE}"),
    Row("Global Accelerator", {"type": "global_accelerator_managed"}, "", "", f"ec2 {INTERFACE}"),
    Row("QuickSight VPC connection", {"type": "quicksight"}, "", "", f"ec2 {INTERFACE}"),
    Row("IoT rule", {"type": "iot_rules_managed"}, "", "", f"ec2 {INTERFACE}"),
    Row("CodeConnections host", {"type": "aws_codestar_connections_managed"}, "", "", f"ec2 {INTERFACE}"),
    # An instance it is attached to says more than any description.
    Row(
        "EC2 instance",
        {"type": "interface", "description": "ELB old-web", "instance": "i-1"},
        "i-1",
        "i-1",
        "ec2 terminate-instances --instance-ids i-1",
    ),
    Row(
        "service amazon-appstream",
        {"type": "interface", "description": "whatever", "managed": True, "requester": "amazon-appstream"},
        "",
        "",
        f"ec2 {INTERFACE}",
    ),
    # Whoever made it by hand is a requester too.
    Row(NOBODY, {"type": "interface", "requester": "123456789012", "managed": False}, "", "", f"ec2 {INTERFACE}"),
    Row(NOBODY, {"type": "interface", "description": "of the ELB app/web/0"}, "", "", f"ec2 {INTERFACE}"),
    Row(NOBODY, {}, "", "", f"ec2 {INTERFACE}"),
]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.noun} {row.item}" for row in ROWS])
def test_the_owner(row: Row) -> None:
    owner = owner_of(row.item, PLACE)
    values = {**row.item, "interface": "eni-1", "id": owner.id, "identity": owner.identity}
    assert (owner.noun, owner.id, owner.identity) == (row.noun, row.id, row.identity)
    assert removal_command(owner.removal, values, "eu-west-1") == f"aws {row.removal} --region eu-west-1"


def test_there_is_a_row_for_every_rule() -> None:
    assert {rule.noun for rule in RULES} <= {row.noun for row in ROWS}


def test_every_type_of_interface_tells_its_owner_or_is_ordinary() -> None:
    session: Any = botocore.session.get_session()
    types = set(session.get_service_model("ec2").shape_for("NetworkInterfaceType").enum)
    told = {interface_type for rule in RULES for interface_type in rule.interface_types}
    assert types - told == ORDINARY
    # As DescribeNetworkInterfaces answers it, and not as the model spells it.
    assert told - types == {"nat_gateway"}


def test_the_removal_of_an_owner_is_that_of_its_kind() -> None:
    """The kind's own command, where the interface tells enough for it."""
    by_noun = {kind.noun: kind for kind in KINDS}
    shared = [rule for rule in RULES if rule.noun in by_noun and len(rule.removal) > 1]
    assert shared
    for rule in shared:
        assert rule.removal[0].replace("{identity}", "{arn}") == by_noun[rule.noun].removal[0]
