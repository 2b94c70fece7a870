"""EC2's network. Not handled: IPv6, IPAM, Outposts; routeTable's inline routes; routes to other than IPv4 ranges."""

from __future__ import annotations

from typing import Final

from sandbox.provider.declaration import Attachment, Call, Change, FromResponse, Input, Presence, Read, Tags
from sandbox.provider.resource_type import ResourceType
from sandbox.provider.resources.ec2_common import EC2_TAGS, attribute, filters, tagged
from sandbox.provider.template import Text


def _vpc_attribute(name: str, attribute_name: str, at: str) -> Read:
    return Read(name, Call("describe_vpc_attribute", {"VpcId": "$id", "Attribute": attribute_name}), at=at)


VPC: Final = ResourceType(
    type="aws:ec2/vpc:Vpc",
    service="ec2",
    id=FromResponse("Vpc.VpcId"),
    inputs={
        "cidrBlock": Input("vpc.CidrBlock", change=Change.REPLACES, presence=Presence.AWS_CHOOSES),
        "instanceTenancy": Input("vpc.InstanceTenancy", change=Change.REPLACES, default="default"),
        "enableDnsSupport": Input("support", default=True),
        "enableDnsHostnames": Input("hostnames", presence=Presence.AWS_CHOOSES),
        "enableNetworkAddressUsageMetrics": Input("metrics", presence=Presence.AWS_CHOOSES),
    },
    tags=Tags("vpc.Tags"),
    create=Call(
        "create_vpc",
        {"CidrBlock": "$cidrBlock", "InstanceTenancy": "$instanceTenancy", "TagSpecifications": tagged("vpc")},
    ),
    settings=(
        attribute("modify_vpc_attribute", "VpcId", "EnableDnsSupport", "enableDnsSupport"),
        attribute("modify_vpc_attribute", "VpcId", "EnableDnsHostnames", "enableDnsHostnames"),
        attribute(
            "modify_vpc_attribute", "VpcId", "EnableNetworkAddressUsageMetrics", "enableNetworkAddressUsageMetrics"
        ),
        EC2_TAGS,
    ),
    reads=(
        Read("vpc", Call("describe_vpcs", {"VpcIds": ["$id"]}), at="Vpcs[0]"),
        _vpc_attribute("support", "enableDnsSupport", "EnableDnsSupport.Value"),
        _vpc_attribute("hostnames", "enableDnsHostnames", "EnableDnsHostnames.Value"),
        _vpc_attribute("metrics", "enableNetworkAddressUsageMetrics", "EnableNetworkAddressUsageMetrics.Value"),
        Read(
            "main",
            Call("describe_route_tables", filters({"vpc-id": "$id", "association.main": "true"})),
            at="RouteTables[0].RouteTableId",
        ),
        Read("acl", Call("describe_network_acls", filters({"vpc-id": "$id", "default": "true"})), at="NetworkAcls[0]"),
        Read(
            "group",
            Call("describe_security_groups", filters({"vpc-id": "$id", "group-name": "default"})),
            at="SecurityGroups[0]",
        ),
    ),
    outputs={
        "arn": Text("arn:{partition}:ec2:{region}:{account}:vpc/{id}"),
        "defaultNetworkAclId": "acl.NetworkAclId",
        "defaultRouteTableId": "main",
        "defaultSecurityGroupId": "group.GroupId",
        "dhcpOptionsId": "vpc.DhcpOptionsId",
        "mainRouteTableId": "main",
        "ownerId": "vpc.OwnerId",
    },
    delete=(Call("delete_vpc", {"VpcId": "$id"}),),
    gone=("InvalidVpcID.NotFound",),
    ready="vpc.State == 'available'",
)

SUBNET: Final = ResourceType(
    type="aws:ec2/subnet:Subnet",
    service="ec2",
    id=FromResponse("Subnet.SubnetId"),
    inputs={
        "vpcId": Input("subnet.VpcId", change=Change.REPLACES, presence=Presence.REQUIRED),
        "cidrBlock": Input("subnet.CidrBlock", change=Change.REPLACES),
        "availabilityZone": Input("subnet.AvailabilityZone", change=Change.REPLACES, presence=Presence.AWS_CHOOSES),
        "availabilityZoneId": Input(
            "subnet.AvailabilityZoneId",
            change=Change.REPLACES,
            presence=Presence.AWS_CHOOSES,
            told_by="availabilityZone",
        ),
        "mapPublicIpOnLaunch": Input("subnet.MapPublicIpOnLaunch", default=False),
    },
    tags=Tags("subnet.Tags"),
    create=Call(
        "create_subnet",
        {
            "VpcId": "$vpcId",
            "CidrBlock": "$cidrBlock",
            "AvailabilityZone": "$availabilityZone",
            "AvailabilityZoneId": "$availabilityZoneId",
            "TagSpecifications": tagged("subnet"),
        },
    ),
    settings=(
        attribute("modify_subnet_attribute", "SubnetId", "MapPublicIpOnLaunch", "mapPublicIpOnLaunch"),
        EC2_TAGS,
    ),
    reads=(Read("subnet", Call("describe_subnets", {"SubnetIds": ["$id"]}), at="Subnets[0]"),),
    outputs={"arn": "subnet.SubnetArn", "ownerId": "subnet.OwnerId"},
    delete=(Call("delete_subnet", {"SubnetId": "$id"}),),
    gone=("InvalidSubnetID.NotFound",),
    ready="subnet.State == 'available'",
)

INTERNET_GATEWAY: Final = ResourceType(
    type="aws:ec2/internetGateway:InternetGateway",
    service="ec2",
    id=FromResponse("InternetGateway.InternetGatewayId"),
    inputs={"vpcId": Input("gateway.Attachments[0].VpcId", presence=Presence.AWS_CHOOSES)},
    tags=Tags("gateway.Tags"),
    create=Call("create_internet_gateway", {"TagSpecifications": tagged("internet-gateway")}),
    settings=(
        Attachment(
            "vpcId",
            attach=Call("attach_internet_gateway", {"InternetGatewayId": "$id", "VpcId": "$vpcId"}),
            detach=Call("detach_internet_gateway", {"InternetGatewayId": "$id", "VpcId": "$old.vpcId"}),
        ),
        EC2_TAGS,
    ),
    reads=(
        Read(
            "gateway",
            Call("describe_internet_gateways", {"InternetGatewayIds": ["$id"]}),
            at="InternetGateways[0]",
        ),
    ),
    outputs={
        "arn": Text("arn:{partition}:ec2:{region}:{account}:internet-gateway/{id}"),
        "ownerId": "gateway.OwnerId",
    },
    delete=(
        Call("detach_internet_gateway", {"InternetGatewayId": "$id", "VpcId": "$vpcId"}, when="vpcId"),
        Call("delete_internet_gateway", {"InternetGatewayId": "$id"}),
    ),
    gone=("InvalidInternetGatewayID.NotFound",),
)

ROUTE_TABLE: Final = ResourceType(
    type="aws:ec2/routeTable:RouteTable",
    service="ec2",
    id=FromResponse("RouteTable.RouteTableId"),
    inputs={"vpcId": Input("table.VpcId", change=Change.REPLACES, presence=Presence.REQUIRED)},
    tags=Tags("table.Tags"),
    create=Call("create_route_table", {"VpcId": "$vpcId", "TagSpecifications": tagged("route-table")}),
    settings=(EC2_TAGS,),
    reads=(Read("table", Call("describe_route_tables", {"RouteTableIds": ["$id"]}), at="RouteTables[0]"),),
    outputs={
        "arn": Text("arn:{partition}:ec2:{region}:{account}:route-table/{id}"),
        "ownerId": "table.OwnerId",
    },
    delete=(Call("delete_route_table", {"RouteTableId": "$id"}),),
    gone=("InvalidRouteTableID.NotFound",),
)

TYPES: Final = (VPC, SUBNET, INTERNET_GATEWAY, ROUTE_TABLE)
