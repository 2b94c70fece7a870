"""What a VPC is made of, beyond what AWS made with it."""

from typing import Final

from ops.aws.listing import Listing, by_filter
from ops.blockers.kind import NAME, Kind

KINDS: Final = (
    Kind(
        noun="subnet",
        listing=Listing(
            service="ec2",
            operation="describe_subnets",
            action="ec2:DescribeSubnets",
            items=f"Subnets[].{{id: SubnetId, vpc: VpcId, {NAME}}}",
            requests=by_filter("vpc-id"),
        ),
        removal=("aws ec2 delete-subnet --subnet-id {id}",),
    ),
    Kind(
        noun="security group",
        listing=Listing(
            service="ec2",
            operation="describe_security_groups",
            action="ec2:DescribeSecurityGroups",
            # The default one goes with the VPC, and can't go before.
            items="SecurityGroups[?GroupName != 'default'].{id: GroupId, vpc: VpcId, name: GroupName}",
            requests=by_filter("vpc-id"),
        ),
        removal=("aws ec2 delete-security-group --group-id {id}",),
    ),
    Kind(
        noun="security group of another VPC",
        listing=Listing(
            service="ec2",
            operation="describe_security_group_vpc_associations",
            action="ec2:DescribeSecurityGroupVpcAssociations",
            items="SecurityGroupVpcAssociations[?State != 'disassociated']"
            ".{id: GroupId, vpc: VpcId, leaving: State == 'disassociating'}",
            requests=by_filter("vpc-id"),
        ),
        removal=("aws ec2 disassociate-security-group-vpc --group-id {id} --vpc-id {vpc}",),
    ),
    Kind(
        noun="route table",
        listing=Listing(
            service="ec2",
            operation="describe_route_tables",
            action="ec2:DescribeRouteTables",
            # The main one goes with the VPC, and can't go before.
            items=f"RouteTables[?!(Associations[?Main])].{{id: RouteTableId, vpc: VpcId, {NAME}}}",
            requests=by_filter("vpc-id"),
        ),
        removal=("aws ec2 delete-route-table --route-table-id {id}",),
    ),
    Kind(
        noun="network ACL",
        listing=Listing(
            service="ec2",
            operation="describe_network_acls",
            action="ec2:DescribeNetworkAcls",
            # The default one goes with the VPC, and can't go before.
            items=f"NetworkAcls[?!IsDefault].{{id: NetworkAclId, vpc: VpcId, {NAME}}}",
            requests=by_filter("vpc-id"),
        ),
        removal=("aws ec2 delete-network-acl --network-acl-id {id}",),
    ),
)
"""Source: "Delete your VPC" in the Amazon VPC User Guide."""
