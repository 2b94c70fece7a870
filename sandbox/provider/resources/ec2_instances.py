"""EC2 instances, small and private ones.

Handled is what a program says of an instance that it watches; of everything else, an error says that it is not. A
change of the image, the type, the user data, the root volume or the network replaces the instance; the official
provider stops and changes it for some of these. The root volume is taken to be /dev/xvda, as Amazon Linux has it.
"""

from __future__ import annotations

from typing import Final

from sandbox.provider.codecs import PLAIN, TAG_LIST, plain_object, standard
from sandbox.provider.declaration import (
    Call,
    Change,
    FromResponse,
    Input,
    Presence,
    Read,
    Setting,
    Tags,
)
from sandbox.provider.resource_type import ResourceType
from sandbox.provider.resources.ec2_common import EC2_TAGS, filters
from sandbox.provider.template import Derived, Text
from sandbox.provider.text_codecs import IN_ANY_ORDER, partly_chosen
from sandbox.provider.values import UNKNOWN, Value

_ROOT_DEVICE: Final = "/dev/xvda"

_METADATA: Final = {
    "httpEndpoint": "HttpEndpoint",
    "httpProtocolIpv6": "HttpProtocolIpv6",
    "httpPutResponseHopLimit": "HttpPutResponseHopLimit",
    "httpTokens": "HttpTokens",
    "instanceMetadataTags": "InstanceMetadataTags",
}
_METADATA_OPTIONS: Final = partly_chosen({name: (member, PLAIN) for name, member in _METADATA.items()})
_ROOT_VOLUME: Final = partly_chosen(
    {
        "deleteOnTermination": ("DeleteOnTermination", standard(True)),
        "encrypted": ("Encrypted", PLAIN),
        "kmsKeyId": ("KmsKeyId", PLAIN),
        "tags": ("Tags", TAG_LIST),
        "volumeSize": ("VolumeSize", PLAIN),
        "volumeType": ("VolumeType", PLAIN),
    },
    always={"DeleteOnTermination": True}.copy,
)
# What the API calls a volume's size depends on whether it is asked or told.
_VOLUME: Final = (
    "root.{DeleteOnTermination: Attachments[0].DeleteOnTermination, Encrypted: Encrypted, KmsKeyId: KmsKeyId, "
    "Tags: Tags, VolumeSize: Size, VolumeType: VolumeType}"
)
_FIRST_INTERFACE: Final = "instance.NetworkInterfaces[?Attachment.DeviceIndex==`0`] | [0]"


def _member_of(name: str, member: str) -> Derived:
    def make(value: Value) -> Value:
        return value if value is None or value is UNKNOWN else value.get(member)

    return Derived((name,), make)


def _mappings(volume: Value) -> Value:
    if volume is None or volume is UNKNOWN:
        return volume
    disk = {member: value for member, value in volume.items() if member != "Tags"}
    return [{"DeviceName": _ROOT_DEVICE, "Ebs": disk}]


def _tag_specifications(tags: Value, volume: Value) -> Value:
    """The tags of the instance, and those of its root volume."""
    of_volume = None if volume is None or volume is UNKNOWN else volume.get("Tags")
    kinds = {"instance": tags, "volume": of_volume}
    return [{"ResourceType": kind, "Tags": found} for kind, found in kinds.items() if found is not None] or None


def _chosen(read: str, change: Change = Change.REPLACES) -> Input:
    return Input(read, change=change, presence=Presence.AWS_CHOOSES)


INSTANCE: Final = ResourceType(
    type="aws:ec2/instance:Instance",
    service="ec2",
    id=FromResponse("Instances[0].InstanceId"),
    inputs={
        "ami": Input("instance.ImageId", change=Change.REPLACES, presence=Presence.REQUIRED),
        "instanceType": Input("instance.InstanceType", change=Change.REPLACES, presence=Presence.REQUIRED),
        "availabilityZone": _chosen("instance.Placement.AvailabilityZone"),
        "subnetId": _chosen("instance.SubnetId"),
        "privateIp": _chosen("instance.PrivateIpAddress"),
        "associatePublicIpAddress": _chosen("(instance.PublicIpAddress && `true`) || `false`"),
        "vpcSecurityGroupIds": Input(
            f"({_FIRST_INTERFACE}).Groups[].GroupId", IN_ANY_ORDER, presence=Presence.AWS_CHOOSES
        ),
        "primaryNetworkInterface": Input(
            f"{_FIRST_INTERFACE}.{{NetworkInterfaceId: NetworkInterfaceId}}",
            plain_object({"networkInterfaceId": "NetworkInterfaceId"}),
            change=Change.REPLACES,
            presence=Presence.AWS_CHOOSES,
            told_by="subnetId",
        ),
        "metadataOptions": Input("instance.MetadataOptions", _METADATA_OPTIONS, presence=Presence.AWS_CHOOSES),
        "monitoring": _chosen("instance.Monitoring.State == 'enabled'"),
        "rootBlockDevice": Input(_VOLUME, _ROOT_VOLUME, change=Change.REPLACES, presence=Presence.AWS_CHOOSES),
        "userData": Input(change=Change.REPLACES),
    },
    tags=Tags("instance.Tags"),
    create=Call(
        "run_instances",
        {
            "MinCount": 1,
            "MaxCount": 1,
            "ImageId": "$ami",
            "InstanceType": "$instanceType",
            "Placement": {"AvailabilityZone": "$availabilityZone"},
            "NetworkInterfaces": [
                {
                    "DeviceIndex": 0,
                    "SubnetId": "$subnetId",
                    "Groups": "$vpcSecurityGroupIds",
                    "PrivateIpAddress": "$privateIp",
                    "AssociatePublicIpAddress": "$associatePublicIpAddress",
                    "NetworkInterfaceId": _member_of("primaryNetworkInterface", "NetworkInterfaceId"),
                }
            ],
            "MetadataOptions": "$metadataOptions",
            "Monitoring": {"Enabled": "$monitoring"},
            "BlockDeviceMappings": Derived(("rootBlockDevice",), _mappings),
            "UserData": "$userData",
            "TagSpecifications": Derived(("tags", "rootBlockDevice"), _tag_specifications),
        },
    ),
    settings=(
        Setting(
            ("metadataOptions",),
            put=Call(
                "modify_instance_metadata_options",
                {
                    "InstanceId": "$id",
                    **{member: _member_of("metadataOptions", member) for member in _METADATA.values()},
                },
            ),
        ),
        Setting(
            ("vpcSecurityGroupIds",),
            put=Call("modify_instance_attribute", {"InstanceId": "$id", "Groups": "$vpcSecurityGroupIds"}),
        ),
        EC2_TAGS,
    ),
    reads=(
        # EC2 tells of an instance for an hour after it is gone.
        Read(
            "instance",
            Call("describe_instances", {"InstanceIds": ["$id"]}),
            at="Reservations[0].Instances[?State.Name != 'shutting-down' && State.Name != 'terminated'] | [0]",
        ),
        Read(
            "root",
            Call("describe_volumes", filters({"attachment.instance-id": "$id", "attachment.device": _ROOT_DEVICE})),
            at="Volumes[0]",
        ),
    ),
    outputs={
        "arn": Text("arn:{partition}:ec2:{region}:{account}:instance/{id}"),
        "instanceState": "instance.State.Name",
        "primaryNetworkInterfaceId": f"{_FIRST_INTERFACE}.NetworkInterfaceId",
        "privateDns": "instance.PrivateDnsName",
        "publicDns": "instance.PublicDnsName",
        "publicIp": "instance.PublicIpAddress",
    },
    delete=(Call("terminate_instances", {"InstanceIds": ["$id"]}),),
    gone=("InvalidInstanceID.NotFound",),
    ready="instance.State.Name == 'running'",
)

TYPES: Final = (INSTANCE,)
