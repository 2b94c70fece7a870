"""The network: EC2 names everything itself, so what is the stack's is told by its tag."""

from components.deploy_roles.access import Access, Grant
from components.deploy_roles.scope import (
    ANYTHING,
    DELIVERY_ROLE,
    LOGGED_NETWORKS,
    NETWORK,
    TAKEN_IN,
    VERIFIED_VPCS,
    new,
    passed_to,
    tags_at_creation,
)

_TAGS = (
    Grant.on(
        tags_at_creation("CreateVpc", "CreateSubnet", "CreateInternetGateway", "CreateRouteTable", "CreateFlowLogs"),
        "ec2",
        "CreateTags",
    ),
    Grant.on(NETWORK, "ec2", "CreateTags", "DeleteTags"),
)
RULES = Grant.on(
    NETWORK,
    "ec2",
    *("AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress"),
    *("RevokeSecurityGroupIngress", "RevokeSecurityGroupEgress"),
)
READS_RULES = Grant.on(ANYTHING, "ec2", "DescribeSecurityGroups", "DescribeSecurityGroupRules")

TYPES = {
    "aws:ec2/vpc:Vpc": Access(
        reads=(
            Grant.on(ANYTHING, "ec2", "DescribeVpcs", "DescribeNetworkAcls", "DescribeRouteTables"),
            Grant.on(ANYTHING, "ec2", "DescribeSecurityGroups"),
            Grant.on(VERIFIED_VPCS, "ec2", "DescribeVpcAttribute"),
        ),
        writes=(
            Grant.on(new("vpc"), "ec2", "CreateVpc"),
            Grant.on(NETWORK, "ec2", "ModifyVpcAttribute", "DeleteVpc"),
            *_TAGS,
        ),
    ),
    "aws:ec2/subnet:Subnet": Access(
        # Before it deletes a subnet, the provider looks for network interfaces that Lambda left in it.
        reads=(Grant.on(ANYTHING, "ec2", "DescribeSubnets", "DescribeNetworkInterfaces"),),
        writes=(
            Grant.on(new("subnet"), "ec2", "CreateSubnet"),
            Grant.on(NETWORK, "ec2", "CreateSubnet", "ModifySubnetAttribute", "DeleteSubnet"),
            *_TAGS,
        ),
    ),
    "aws:ec2/internetGateway:InternetGateway": Access(
        reads=(Grant.on(ANYTHING, "ec2", "DescribeInternetGateways"),),
        writes=(
            Grant.on(new("internet-gateway"), "ec2", "CreateInternetGateway"),
            Grant.on(NETWORK, "ec2", "AttachInternetGateway", "DetachInternetGateway", "DeleteInternetGateway"),
            *_TAGS,
        ),
    ),
    "aws:ec2/routeTable:RouteTable": Access(
        reads=(Grant.on(ANYTHING, "ec2", "DescribeRouteTables"),),
        writes=(
            Grant.on(new("route-table"), "ec2", "CreateRouteTable"),
            Grant.on(NETWORK, "ec2", "CreateRouteTable", "DeleteRouteTable"),
            *_TAGS,
        ),
    ),
    "aws:ec2/route:Route": Access(
        reads=(Grant.on(ANYTHING, "ec2", "DescribeRouteTables"),),
        writes=(Grant.on(NETWORK, "ec2", "CreateRoute", "ReplaceRoute", "DeleteRoute"),),
    ),
    "aws:ec2/routeTableAssociation:RouteTableAssociation": Access(
        reads=(Grant.on(ANYTHING, "ec2", "DescribeRouteTables"),),
        writes=(
            Grant.on(NETWORK, "ec2", "AssociateRouteTable", "ReplaceRouteTableAssociation", "DisassociateRouteTable"),
        ),
    ),
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": Access(
        reads=(READS_RULES,),
        # AWS makes the group, without tags; the provider tags it before it takes its rules away.
        writes=(Grant.on(TAKEN_IN, "ec2", "CreateTags"), RULES, *_TAGS),
    ),
    "aws:ec2/flowLog:FlowLog": Access(
        reads=(Grant.on(ANYTHING, "ec2", "DescribeFlowLogs"),),
        writes=(
            Grant.on(new("vpc-flow-log"), "ec2", "CreateFlowLogs"),
            Grant.on(NETWORK, "ec2", "CreateFlowLogs", "DeleteFlowLogs"),
            Grant.on(LOGGED_NETWORKS, "ec2", "CreateFlowLogs"),
            Grant.on(passed_to("vpc-flow-logs.amazonaws.com"), "iam", "PassRole"),
            # To a bucket or a Firehose stream, a flow log is a delivery of CloudWatch Logs (VPC User Guide, "Publish
            # flow logs to Amazon S3" and "… Amazon Data Firehose": permissions of whoever creates one).
            Grant.on(ANYTHING, "logs", "CreateLogDelivery", "DeleteLogDelivery"),
            Grant.on(DELIVERY_ROLE, "iam", "CreateServiceLinkedRole"),
            *_TAGS,
        ),
    ),
}
