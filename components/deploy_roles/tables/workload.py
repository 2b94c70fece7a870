"""What works in the network: an instance, its interface and security group, and its way to AWS's services."""

from components.deploy_roles.access import Access, Grant
from components.deploy_roles.scope import (
    ANYTHING,
    IMAGES,
    INSTANCE_PARTS,
    INSTANCES,
    NETWORK,
    TAKEN_IN,
    new,
    tags_at_creation,
)
from components.deploy_roles.tables.network import READS_RULES, RULES

_TAGS = (
    Grant.on(
        tags_at_creation("CreateSecurityGroup", "CreateNetworkInterface", "CreateVpcEndpoint", "RunInstances"),
        "ec2",
        "CreateTags",
    ),
    Grant.on(NETWORK, "ec2", "CreateTags", "DeleteTags"),
)

TYPES = {
    "aws:ec2/securityGroup:SecurityGroup": Access(
        reads=(READS_RULES, Grant.on(ANYTHING, "ec2", "DescribeNetworkInterfaces")),
        writes=(
            Grant.on(new("security-group"), "ec2", "CreateSecurityGroup"),
            Grant.on(NETWORK, "ec2", "CreateSecurityGroup", "DeleteSecurityGroup"),
            RULES,
            *_TAGS,
        ),
    ),
    "aws:ec2/vpcEndpoint:VpcEndpoint": Access(
        reads=(Grant.on(ANYTHING, "ec2", "DescribeVpcEndpoints", "DescribePrefixLists"),),
        writes=(
            Grant.on(new("vpc-endpoint"), "ec2", "CreateVpcEndpoint"),
            Grant.on(NETWORK, "ec2", "CreateVpcEndpoint", "ModifyVpcEndpoint", "DeleteVpcEndpoints"),
            *_TAGS,
        ),
    ),
    "aws:ec2/networkInterface:NetworkInterface": Access(
        reads=(Grant.on(ANYTHING, "ec2", "DescribeNetworkInterfaces"),),
        writes=(
            Grant.on(new("network-interface"), "ec2", "CreateNetworkInterface"),
            Grant.on(
                NETWORK,
                "ec2",
                *("CreateNetworkInterface", "ModifyNetworkInterfaceAttribute", "DetachNetworkInterface"),
                "DeleteNetworkInterface",
            ),
            *_TAGS,
        ),
    ),
    "aws:ec2/instance:Instance": Access(
        reads=(
            Grant.on(
                ANYTHING,
                "ec2",
                *("DescribeInstances", "DescribeInstanceTypes", "DescribeVolumes", "DescribeTags", "DescribeImages"),
                "DescribeInstanceCreditSpecifications",
            ),
            Grant.on(INSTANCES, "ec2", "DescribeInstanceAttribute"),
        ),
        writes=(
            Grant.on(new("instance"), "ec2", "RunInstances"),
            Grant.on(NETWORK, "ec2", "RunInstances", "ModifyInstanceAttribute", "ModifyInstanceMetadataOptions"),
            Grant.on(NETWORK, "ec2", "StartInstances", "StopInstances", "TerminateInstances"),
            Grant.on(IMAGES, "ec2", "RunInstances"),
            Grant.on(INSTANCE_PARTS, "ec2", "RunInstances"),
            # The volume comes untagged, and gets its tags right after.
            Grant.on(TAKEN_IN, "ec2", "CreateTags"),
            *_TAGS,
        ),
    ),
}
