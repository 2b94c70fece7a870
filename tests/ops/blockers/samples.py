"""For each kind of thing, an answer of AWS in which one is in the way, one is leaving, and some do not count."""

from dataclasses import dataclass
from typing import Any

VPC = "vpc-0a"
OTHER_VPC = "vpc-0b"
REGION = "eu-west-1"
ACCOUNT = "123456789012"
ARN = f"{REGION}:{ACCOUNT}"


@dataclass(frozen=True)
class Found:
    """What is made of one thing in an answer."""

    id: str
    removal: str
    vpc: str = VPC
    name: str = ""
    leaving: bool = False
    identity: str | None = None
    """None: it is the id."""


@dataclass(frozen=True)
class Sample:
    answer: dict[str, Any]
    found: tuple[Found, ...]


def _named(name: str) -> list[dict[str, str]]:
    return [{"Key": "Team", "Value": "net"}, {"Key": "Name", "Value": name}]


def _instance(ident: str, state: str, **members: Any) -> dict[str, Any]:
    return {"InstanceId": ident, "VpcId": VPC, "State": {"Name": state}, **members}


def _load_balancer(path: str) -> str:
    return f"arn:aws:elasticloadbalancing:{ARN}:loadbalancer/{path}"


def _function(name: str) -> str:
    return f"arn:aws:lambda:{ARN}:function:{name}"


def _ec2(words: str) -> str:
    return f"aws ec2 {words} --region {REGION}"


SAMPLES: dict[str, Sample] = {
    "EC2 instance": Sample(
        {
            "Reservations": [
                {"Instances": [_instance("i-1", "running", Tags=_named("web 1")), _instance("i-2", "terminated")]},
                {"Instances": [_instance("i-3", "shutting-down"), _instance("i-4", "stopped")]},
                {
                    "Instances": [
                        _instance("i-5", "running", Tags=[{"Key": "aws:autoscaling:groupName", "Value": "the group"}])
                    ]
                },
            ]
        },
        (
            Found("i-1", _ec2("terminate-instances --instance-ids i-1"), name="web 1"),
            Found("i-3", _ec2("terminate-instances --instance-ids i-3"), leaving=True),
            Found("i-4", _ec2("terminate-instances --instance-ids i-4")),
            Found(
                "i-5",
                "aws autoscaling delete-auto-scaling-group --auto-scaling-group-name 'the group' --force-delete"
                f" --region {REGION}",
            ),
        ),
    ),
    "Lambda function": Sample(
        {
            "Functions": [
                {
                    "FunctionName": "resize",
                    "FunctionArn": _function("resize"),
                    "VpcConfig": {"VpcId": VPC, "SubnetIds": ["subnet-1"], "SecurityGroupIds": ["sg-1"]},
                },
                {"FunctionName": "outside", "FunctionArn": _function("outside")},
                {"FunctionName": "left", "FunctionArn": _function("left"), "VpcConfig": {"VpcId": ""}},
            ]
        },
        (
            Found(
                "resize",
                "aws lambda update-function-configuration --function-name resize"
                f" --vpc-config 'SubnetIds=[],SecurityGroupIds=[]' --region {REGION}",
                identity=_function("resize"),
            ),
        ),
    ),
    "load balancer": Sample(
        {
            "LoadBalancers": [
                {"LoadBalancerName": "web", "LoadBalancerArn": _load_balancer("app/web/0f"), "VpcId": VPC},
                {"LoadBalancerName": "tcp", "LoadBalancerArn": _load_balancer("net/tcp/1f"), "VpcId": OTHER_VPC},
            ]
        },
        (
            Found(
                "web",
                f"aws elbv2 delete-load-balancer --load-balancer-arn {_load_balancer('app/web/0f')} --region {REGION}",
                identity=_load_balancer("app/web/0f"),
            ),
            Found(
                "tcp",
                f"aws elbv2 delete-load-balancer --load-balancer-arn {_load_balancer('net/tcp/1f')} --region {REGION}",
                vpc=OTHER_VPC,
                identity=_load_balancer("net/tcp/1f"),
            ),
        ),
    ),
    "classic load balancer": Sample(
        {"LoadBalancerDescriptions": [{"LoadBalancerName": "old", "VPCId": VPC}, {"LoadBalancerName": "older"}]},
        (
            Found(
                "old",
                f"aws elb delete-load-balancer --load-balancer-name old --region {REGION}",
                identity=_load_balancer("old"),
            ),
        ),
    ),
    "RDS DB instance": Sample(
        {
            "DBInstances": [
                {
                    "DBInstanceIdentifier": name,
                    "DBInstanceArn": f"arn:aws:rds:{ARN}:db:{name}",
                    "DBInstanceStatus": status,
                    "DBSubnetGroup": {"VpcId": VPC, "Subnets": [{"SubnetIdentifier": "subnet-1"}]},
                    "VpcSecurityGroups": [{"VpcSecurityGroupId": "sg-1"}],
                }
                for name, status in (("orders", "available"), ("tests", "deleting"))
            ]
        },
        tuple(
            Found(
                name,
                f"aws rds delete-db-instance --db-instance-identifier {name}"
                f" --final-db-snapshot-identifier {name}-final --region {REGION}",
                leaving=leaving,
                identity=f"arn:aws:rds:{ARN}:db:{name}",
            )
            for name, leaving in (("orders", False), ("tests", True))
        ),
    ),
    "VPC endpoint": Sample(
        {
            "VpcEndpoints": [
                {"VpcEndpointId": f"vpce-{state}", "VpcId": VPC, "ServiceName": "com.amazonaws.s3", "State": state}
                for state in ("available", "Available", "deleting", "Deleting", "deleted", "Deleted")
            ]
        },
        tuple(
            Found(
                f"vpce-{state}",
                _ec2(f"delete-vpc-endpoints --vpc-endpoint-ids vpce-{state}"),
                name="com.amazonaws.s3",
                leaving=leaving,
            )
            for state, leaving in (("available", False), ("Available", False), ("deleting", True), ("Deleting", True))
        ),
    ),
    "instance connect endpoint": Sample(
        {
            "InstanceConnectEndpoints": [
                {
                    "InstanceConnectEndpointId": f"eice-{number}",
                    "VpcId": VPC,
                    "SubnetId": "subnet-1",
                    "SecurityGroupIds": ["sg-1"],
                    "State": state,
                    "Tags": _named("way in"),
                }
                for number, state in enumerate(("create-complete", "delete-in-progress", "delete-complete"))
            ]
        },
        tuple(
            Found(
                f"eice-{number}",
                _ec2(f"delete-instance-connect-endpoint --instance-connect-endpoint-id eice-{number}"),
                name="way in",
                leaving=leaving,
            )
            for number, leaving in enumerate((False, True))
        ),
    ),
    "VPC peering connection": Sample(
        {
            "VpcPeeringConnections": [
                {
                    "VpcPeeringConnectionId": f"pcx-{state}",
                    "RequesterVpcInfo": {"VpcId": VPC},
                    "AccepterVpcInfo": {"VpcId": OTHER_VPC},
                    "Status": {"Code": state},
                }
                for state in ("active", "deleting", "deleted", "rejected", "expired", "failed")
            ]
        },
        tuple(
            Found(
                f"pcx-{state}",
                _ec2(f"delete-vpc-peering-connection --vpc-peering-connection-id pcx-{state}"),
                vpc=vpc,
                leaving=leaving,
            )
            for state, leaving in (("active", False), ("deleting", True))
            for vpc in (VPC, OTHER_VPC)
        ),
    ),
    "transit gateway attachment": Sample(
        {
            "TransitGatewayVpcAttachments": [
                {"TransitGatewayAttachmentId": f"tgw-attach-{state}", "VpcId": VPC, "State": state}
                for state in ("available", "deleting", "deleted", "rejected", "failed")
            ]
        },
        tuple(
            Found(
                f"tgw-attach-{state}",
                _ec2(f"delete-transit-gateway-vpc-attachment --transit-gateway-attachment-id tgw-attach-{state}"),
                leaving=leaving,
            )
            for state, leaving in (("available", False), ("deleting", True))
        ),
    ),
    "local gateway route table association": Sample(
        {
            "LocalGatewayRouteTableVpcAssociations": [
                {"LocalGatewayRouteTableVpcAssociationId": f"lgw-vpc-assoc-{number}", "VpcId": VPC, "State": state}
                for number, state in enumerate(("associated", "disassociating", "disassociated"))
            ]
        },
        tuple(
            Found(
                f"lgw-vpc-assoc-{number}",
                _ec2(
                    "delete-local-gateway-route-table-vpc-association"
                    f" --local-gateway-route-table-vpc-association-id lgw-vpc-assoc-{number}"
                ),
                leaving=leaving,
            )
            for number, leaving in enumerate((False, True))
        ),
    ),
    "VPC Lattice association": Sample(
        {
            "items": [
                {"id": f"snva-0123456789abcdef{number}", "vpcId": VPC, "serviceNetworkName": "shop", "status": status}
                for number, status in enumerate(("ACTIVE", "DELETE_IN_PROGRESS"))
            ]
        },
        tuple(
            Found(
                f"snva-0123456789abcdef{number}",
                "aws vpc-lattice delete-service-network-vpc-association"
                f" --service-network-vpc-association-identifier snva-0123456789abcdef{number} --region {REGION}",
                name="shop",
                leaving=leaving,
            )
            for number, leaving in enumerate((False, True))
        ),
    ),
    "internet gateway": Sample(
        {
            "InternetGateways": [
                {"InternetGatewayId": "igw-1", "Attachments": [{"VpcId": VPC}], "Tags": _named("out")},
                {"InternetGatewayId": "igw-2", "Attachments": []},
            ]
        },
        (
            Found(
                "igw-1",
                _ec2(f"detach-internet-gateway --internet-gateway-id igw-1 --vpc-id {VPC}"),
                name="out",
            ),
        ),
    ),
    "egress-only internet gateway": Sample(
        {
            "EgressOnlyInternetGateways": [
                {"EgressOnlyInternetGatewayId": "eigw-1", "Attachments": [{"VpcId": VPC, "State": "attached"}]}
            ]
        },
        (Found("eigw-1", _ec2("delete-egress-only-internet-gateway --egress-only-internet-gateway-id eigw-1")),),
    ),
    "VPN gateway": Sample(
        {
            "VpnGateways": [
                {"VpnGatewayId": f"vgw-{number}", "State": state, "VpcAttachments": [{"VpcId": VPC, "State": attached}]}
                for number, (state, attached) in enumerate(
                    (
                        ("available", "attached"),
                        ("available", "detaching"),
                        ("available", "detached"),
                        ("deleted", "attached"),
                    )
                )
            ]
        },
        tuple(
            Found(
                f"vgw-{number}",
                _ec2(f"detach-vpn-gateway --vpn-gateway-id vgw-{number} --vpc-id {VPC}"),
                leaving=leaving,
            )
            for number, leaving in enumerate((False, True))
        ),
    ),
    "NAT gateway": Sample(
        {
            "NatGateways": [
                {"NatGatewayId": f"nat-{state}", "VpcId": VPC, "State": state}
                for state in ("available", "deleting", "deleted", "failed")
            ]
        },
        tuple(
            Found(f"nat-{state}", _ec2(f"delete-nat-gateway --nat-gateway-id nat-{state}"), leaving=leaving)
            for state, leaving in (("available", False), ("deleting", True), ("failed", False))
        ),
    ),
    "carrier gateway": Sample(
        {
            "CarrierGateways": [
                {"CarrierGatewayId": f"cagw-{state}", "VpcId": VPC, "State": state}
                for state in ("available", "deleting", "deleted")
            ]
        },
        tuple(
            Found(f"cagw-{state}", _ec2(f"delete-carrier-gateway --carrier-gateway-id cagw-{state}"), leaving=leaving)
            for state, leaving in (("available", False), ("deleting", True))
        ),
    ),
    "subnet": Sample(
        {"Subnets": [{"SubnetId": "subnet-1", "VpcId": VPC, "Tags": _named("a")}]},
        (Found("subnet-1", _ec2("delete-subnet --subnet-id subnet-1"), name="a"),),
    ),
    "security group": Sample(
        {
            "SecurityGroups": [
                {"GroupId": "sg-1", "GroupName": "default", "VpcId": VPC},
                {"GroupId": "sg-2", "GroupName": "web", "VpcId": VPC},
            ]
        },
        (Found("sg-2", _ec2("delete-security-group --group-id sg-2"), name="web"),),
    ),
    "security group of another VPC": Sample(
        {
            "SecurityGroupVpcAssociations": [
                {"GroupId": f"sg-{number}", "VpcId": VPC, "State": state}
                for number, state in enumerate(("associated", "disassociating", "disassociated"))
            ]
        },
        tuple(
            Found(
                f"sg-{number}",
                _ec2(f"disassociate-security-group-vpc --group-id sg-{number} --vpc-id {VPC}"),
                leaving=leaving,
            )
            for number, leaving in enumerate((False, True))
        ),
    ),
    "route table": Sample(
        {
            "RouteTables": [
                {"RouteTableId": "rtb-1", "VpcId": VPC, "Associations": [{"Main": True}]},
                {"RouteTableId": "rtb-2", "VpcId": VPC, "Associations": [{"Main": False, "SubnetId": "subnet-1"}]},
                {"RouteTableId": "rtb-3", "VpcId": VPC, "Associations": []},
            ]
        },
        tuple(Found(f"rtb-{number}", _ec2(f"delete-route-table --route-table-id rtb-{number}")) for number in (2, 3)),
    ),
    "network ACL": Sample(
        {
            "NetworkAcls": [
                {"NetworkAclId": "acl-1", "VpcId": VPC, "IsDefault": True},
                {"NetworkAclId": "acl-2", "VpcId": VPC, "IsDefault": False},
            ]
        },
        (Found("acl-2", _ec2("delete-network-acl --network-acl-id acl-2")),),
    ),
}
