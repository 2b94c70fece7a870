"""EC2's gateway endpoints. Not handled: endpoints of other types, and autoAccept."""

from __future__ import annotations

from typing import Final

from sandbox.provider.codecs import JSON_DOCUMENT
from sandbox.provider.declaration import Call, Change, FromResponse, Input, Presence, Read, Setting, Tags
from sandbox.provider.resource_type import ResourceType
from sandbox.provider.resources.ec2_common import EC2_TAGS, filters, tagged
from sandbox.provider.template import Derived, Text
from sandbox.provider.text_codecs import IN_ANY_ORDER
from sandbox.provider.values import UNKNOWN, Value

_GATEWAY: Final = "Gateway"


def _only_in(one: Value, other: Value) -> Value:
    if one is UNKNOWN or other is UNKNOWN:
        return one
    return sorted(set(one or []) - set(other or [])) or None


_TABLES: Final = ("routeTableIds", "old.routeTableIds")

VPC_ENDPOINT: Final = ResourceType(
    type="aws:ec2/vpcEndpoint:VpcEndpoint",
    service="ec2",
    id=FromResponse("VpcEndpoint.VpcEndpointId"),
    inputs={
        "vpcId": Input("endpoint.VpcId", change=Change.REPLACES, presence=Presence.REQUIRED),
        "serviceName": Input("endpoint.ServiceName", change=Change.REPLACES, presence=Presence.REQUIRED),
        "vpcEndpointType": Input(
            "endpoint.VpcEndpointType", change=Change.REPLACES, default=_GATEWAY, choices=(_GATEWAY,)
        ),
        "policy": Input("endpoint.PolicyDocument", JSON_DOCUMENT, presence=Presence.AWS_CHOOSES),
        "routeTableIds": Input("endpoint.RouteTableIds", IN_ANY_ORDER, presence=Presence.AWS_CHOOSES),
    },
    tags=Tags("endpoint.Tags"),
    create=Call(
        "create_vpc_endpoint",
        {
            "VpcId": "$vpcId",
            "ServiceName": "$serviceName",
            "VpcEndpointType": "$vpcEndpointType",
            "PolicyDocument": "$policy",
            "RouteTableIds": "$routeTableIds",
            "TagSpecifications": tagged("vpc-endpoint"),
        },
    ),
    settings=(
        Setting(("policy",), put=Call("modify_vpc_endpoint", {"VpcEndpointId": "$id", "PolicyDocument": "$policy"})),
        Setting(
            ("routeTableIds",),
            put=Call(
                "modify_vpc_endpoint",
                {
                    "VpcEndpointId": "$id",
                    "AddRouteTableIds": Derived(_TABLES, _only_in),
                    "RemoveRouteTableIds": Derived(_TABLES[::-1], _only_in),
                },
            ),
        ),
        EC2_TAGS,
    ),
    reads=(
        Read("endpoint", Call("describe_vpc_endpoints", {"VpcEndpointIds": ["$id"]}), at="VpcEndpoints[0]"),
        Read(
            "prefixes",
            Call("describe_prefix_lists", filters({"prefix-list-name": "$serviceName"})),
            at=Text("PrefixLists[?PrefixListName=='{serviceName}'] | [0]"),
        ),
    ),
    outputs={
        "arn": Text("arn:{partition}:ec2:{region}:{account}:vpc-endpoint/{id}"),
        "ownerId": "endpoint.OwnerId",
        "prefixListId": "prefixes.PrefixListId",
        "state": "endpoint.State",
    },
    delete=(Call("delete_vpc_endpoints", {"VpcEndpointIds": ["$id"]}, failure="Unsuccessful[0].Error"),),
    gone=("InvalidVpcEndpointId.NotFound",),
    ready="endpoint.State == 'available'",
)

TYPES: Final = (VPC_ENDPOINT,)
