"""EC2 routes. Not handled: destinations other than IPv4 ranges, carrier, local, egress-only and core-network targets.

A route's id is what pulumi-aws imports it by, `TABLE_DESTINATION`; pulumi-aws's own id has a hash of the destination.
"""

from __future__ import annotations

from typing import Final

from sandbox.provider.declaration import Call, Change, FromResponse, Input, Output, Presence, Read, Replacement, Setting
from sandbox.provider.resource_type import ResourceType
from sandbox.provider.resources.ec2_common import filters
from sandbox.provider.template import Text

_TARGETS: Final = {
    "gatewayId": "GatewayId",
    "natGatewayId": "NatGatewayId",
    "networkInterfaceId": "NetworkInterfaceId",
    "transitGatewayId": "TransitGatewayId",
    "vpcPeeringConnectionId": "VpcPeeringConnectionId",
}
_ROUTE: Final = {
    "RouteTableId": "$routeTableId",
    "DestinationCidrBlock": "$destinationCidrBlock",
    **{member: f"${name}" for name, member in _TARGETS.items()},
}

ROUTE: Final = ResourceType(
    type="aws:ec2/route:Route",
    service="ec2",
    id=Text("{routeTableId}_{destinationCidrBlock}"),
    inputs={
        "routeTableId": Input(change=Change.REPLACES, presence=Presence.REQUIRED),
        "destinationCidrBlock": Input("route.DestinationCidrBlock", change=Change.REPLACES, presence=Presence.REQUIRED),
        **{name: Input(f"route.{member}") for name, member in _TARGETS.items()},
    },
    create=Call("create_route", _ROUTE),
    settings=(Setting(tuple(_TARGETS), put=Call("replace_route", _ROUTE)),),
    reads=(
        Read(
            "route",
            Call("describe_route_tables", {"RouteTableIds": ["$routeTableId"]}),
            at=Text("RouteTables[0].Routes[?DestinationCidrBlock=='{destinationCidrBlock}'] | [0]"),
        ),
    ),
    outputs={
        "origin": "route.Origin",
        "state": Output("route.State", follows=tuple(_TARGETS)),
    },
    delete=(Call("delete_route", {"RouteTableId": "$routeTableId", "DestinationCidrBlock": "$destinationCidrBlock"}),),
    gone=("InvalidRouteTableID.NotFound", "InvalidRoute.NotFound"),
)

ROUTE_TABLE_ASSOCIATION: Final = ResourceType(
    type="aws:ec2/routeTableAssociation:RouteTableAssociation",
    service="ec2",
    id=FromResponse("AssociationId"),
    inputs={
        "routeTableId": Input("association.RouteTableId", change=Change.REPLACES, presence=Presence.REQUIRED),
        "subnetId": Input("association.SubnetId", change=Change.REPLACES),
        "gatewayId": Input("association.GatewayId", change=Change.REPLACES),
    },
    create=Call(
        "associate_route_table",
        {"RouteTableId": "$routeTableId", "SubnetId": "$subnetId", "GatewayId": "$gatewayId"},
    ),
    reads=(
        Read(
            "association",
            Call("describe_route_tables", filters({"association.route-table-association-id": "$id"})),
            at=Text("RouteTables[0].Associations[?RouteTableAssociationId=='{id}'] | [0]"),
        ),
    ),
    delete=(Call("disassociate_route_table", {"AssociationId": "$id"}),),
    gone=("InvalidAssociationID.NotFound",),
    replacement=Replacement.DELETE_FIRST,  # a subnet has one route table at a time
)

TYPES: Final = (ROUTE, ROUTE_TABLE_ASSOCIATION)
