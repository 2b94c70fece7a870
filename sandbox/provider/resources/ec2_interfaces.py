"""EC2's network interfaces.

Not handled: attachments, IPv6, prefixes, interface types, and addresses other than by privateIps, a change of which
replaces the interface (the official provider assigns and unassigns all but the first).
"""

from __future__ import annotations

from typing import Final

from sandbox.provider.codecs import Codec
from sandbox.provider.declaration import Call, Change, FromResponse, Input, Presence, Read, Setting, Tags
from sandbox.provider.resource_type import ResourceType
from sandbox.provider.resources.ec2_common import EC2_TAGS, attribute, tagged
from sandbox.provider.template import Text, or_cleared
from sandbox.provider.values import Properties


def _addresses(addresses: list[str]) -> list[Properties]:
    return [{"PrivateIpAddress": each, "Primary": index == 0} for index, each in enumerate(addresses)]


def _in_any_order(one: list[str], other: list[str]) -> bool:
    return sorted(one) == sorted(other)


_MODIFY: Final = "modify_network_interface_attribute"

NETWORK_INTERFACE: Final = ResourceType(
    type="aws:ec2/networkInterface:NetworkInterface",
    service="ec2",
    id=FromResponse("NetworkInterface.NetworkInterfaceId"),
    inputs={
        "subnetId": Input("interface.SubnetId", change=Change.REPLACES, presence=Presence.REQUIRED),
        "description": Input("interface.Description"),
        "privateIps": Input(
            "interface.PrivateIpAddresses[].PrivateIpAddress",
            Codec(encode=_addresses, same=_in_any_order),
            change=Change.REPLACES,
            presence=Presence.AWS_CHOOSES,
        ),
        "securityGroups": Input("interface.Groups[].GroupId", Codec(same=_in_any_order), presence=Presence.AWS_CHOOSES),
        "sourceDestCheck": Input("interface.SourceDestCheck", default=True),
    },
    tags=Tags("interface.TagSet"),
    create=Call(
        "create_network_interface",
        {
            "SubnetId": "$subnetId",
            "Description": "$description",
            "PrivateIpAddresses": "$privateIps",
            "Groups": "$securityGroups",
            "TagSpecifications": tagged("network-interface"),
        },
    ),
    settings=(
        Setting(
            ("description",),
            put=Call(_MODIFY, {"NetworkInterfaceId": "$id", "Description": {"Value": or_cleared("description")}}),
        ),
        Setting(("securityGroups",), put=Call(_MODIFY, {"NetworkInterfaceId": "$id", "Groups": "$securityGroups"})),
        attribute(_MODIFY, "NetworkInterfaceId", "SourceDestCheck", "sourceDestCheck"),
        EC2_TAGS,
    ),
    reads=(
        Read(
            "interface",
            Call("describe_network_interfaces", {"NetworkInterfaceIds": ["$id"]}),
            at="NetworkInterfaces[0]",
        ),
    ),
    outputs={
        "arn": Text("arn:{partition}:ec2:{region}:{account}:network-interface/{id}"),
        "macAddress": "interface.MacAddress",
        "ownerId": "interface.OwnerId",
        "privateDnsName": "interface.PrivateDnsName",
        "privateIp": "interface.PrivateIpAddress",
    },
    delete=(Call("delete_network_interface", {"NetworkInterfaceId": "$id"}),),
    gone=("InvalidNetworkInterfaceID.NotFound",),
    ready="interface.Status != 'pending'",
)

TYPES: Final = (NETWORK_INTERFACE,)
