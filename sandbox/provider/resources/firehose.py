"""Data Firehose, to S3 only. Not handled: the other destinations and mskSourceConfiguration.

A change of dynamicPartitioningConfiguration.enabled is refused, where the official provider replaces the stream.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sandbox.provider.codecs import Codec, plain_object
from sandbox.provider.declaration import (
    AutoName,
    Call,
    Change,
    Input,
    Output,
    Presence,
    Procedure,
    Read,
    Setting,
    TagChange,
    Tags,
)
from sandbox.provider.resource_type import REGION, ResourceType
from sandbox.provider.resources.firehose_s3 import EXTENDED_S3, whole_update
from sandbox.provider.template import Derived, Scope, Text
from sandbox.provider.values import Properties, Value

if TYPE_CHECKING:
    from sandbox.provider.aws import Aws

_ARN: Final = Text("arn:{partition}:firehose:{region}:{account}:deliverystream/{name}")
_NAME: Final = {"DeliveryStreamName": "$name"}
_DESTINATION: Final = "stream.Destinations[0].ExtendedS3DestinationDescription"
_AWS_KEY: Final = "AWS_OWNED_CMK"


def _update_destination(aws: Aws, scope: Scope) -> None:
    """Give the stream `$name` the destination `$extendedS3Configuration`, over the version it has now."""
    request, region = {"DeliveryStreamName": scope["name"]}, scope[REGION]
    stream = aws.call("firehose", "describe_delivery_stream", request, region)["DeliveryStreamDescription"]
    change = {
        **request,
        "CurrentDeliveryStreamVersionId": stream["VersionId"],
        "DestinationId": stream["Destinations"][0]["DestinationId"],
        "ExtendedS3DestinationUpdate": whole_update(scope["extendedS3Configuration"]),
    }
    aws.call("firehose", "update_destination", change, region)


def _stream_type(source: Value) -> str:
    return "DirectPut" if source is None else "KinesisStreamAsSource"


def _encode_encryption(value: Properties) -> Properties | None:
    if not value.get("enabled"):
        return None
    return {"KeyType": value.get("keyType") or _AWS_KEY, **({"KeyARN": key} if (key := value.get("keyArn")) else {})}


def _decode_encryption(value: Properties) -> Properties | None:
    if value.get("Status") not in ("ENABLED", "ENABLING"):
        return None
    key = value.get("KeyARN")
    return {"enabled": True, "keyType": value["KeyType"], **({"keyArn": key} if key else {})}


def _meant(encryption: Properties) -> Properties:
    return {"keyType": _AWS_KEY, **encryption}


_ENCRYPTION: Final = Codec(
    _encode_encryption,
    _decode_encryption,
    same=lambda one, other: _meant(one) == _meant(other),
    members=plain_object({name: name for name in ("enabled", "keyType", "keyArn")}).members,
    means_none=lambda value: not value.get("enabled"),
)

DELIVERY_STREAM: Final = ResourceType(
    type="aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
    service="firehose",
    id=_ARN,
    inputs={
        "name": Input("stream.DeliveryStreamName", change=Change.REPLACES, name=AutoName(64)),
        "destination": Input(
            f"({_DESTINATION} && 'extended_s3') || `null`",
            change=Change.REPLACES,
            presence=Presence.REQUIRED,
            choices=("extended_s3",),
        ),
        "extendedS3Configuration": Input(_DESTINATION, EXTENDED_S3),
        "kinesisSourceConfiguration": Input(
            "stream.Source.KinesisStreamSourceDescription",
            plain_object({"kinesisStreamArn": "KinesisStreamARN", "roleArn": "RoleARN"}),
            change=Change.REPLACES,
        ),
        "serverSideEncryption": Input("stream.DeliveryStreamEncryptionConfiguration", _ENCRYPTION),
    },
    tags=Tags("tags"),
    create=Call(
        "create_delivery_stream",
        {
            **_NAME,
            "DeliveryStreamType": Derived(("kinesisSourceConfiguration",), _stream_type),
            "KinesisStreamSourceConfiguration": "$kinesisSourceConfiguration",
            "ExtendedS3DestinationConfiguration": "$extendedS3Configuration",
            "Tags": "$tags",
        },
    ),
    settings=(
        Setting(
            ("extendedS3Configuration",),
            put=Procedure(
                _update_destination,
                sends=(
                    Call(
                        "update_destination",
                        {
                            **_NAME,
                            "CurrentDeliveryStreamVersionId": "1",  # the account tells both when it is sent
                            "DestinationId": "destinationId-000000000001",
                            "ExtendedS3DestinationUpdate": Derived(("extendedS3Configuration",), whole_update),
                        },
                    ),
                ),
            ),
        ),
        Setting(
            ("serverSideEncryption",),
            put=Call(
                "start_delivery_stream_encryption",
                {**_NAME, "DeliveryStreamEncryptionConfigurationInput": "$serverSideEncryption"},
            ),
            clear=Call("stop_delivery_stream_encryption", _NAME),
        ),
        TagChange(
            add=Call("tag_delivery_stream", {**_NAME, "Tags": "$tags_added"}),
            remove=Call("untag_delivery_stream", {**_NAME, "TagKeys": "$removed_keys"}),
        ),
    ),
    reads=(
        Read("stream", Call("describe_delivery_stream", _NAME), at="DeliveryStreamDescription"),
        Read("tags", Call("list_tags_for_delivery_stream", {**_NAME, "Limit": 50}), at="Tags"),
    ),
    outputs={
        "arn": _ARN,
        "destinationId": "stream.Destinations[0].DestinationId",
        "versionId": Output("stream.VersionId", follows=("extendedS3Configuration",)),
    },
    delete=(Call("delete_delivery_stream", _NAME),),
    gone=("ResourceNotFoundException",),
    ready=(
        "stream.DeliveryStreamStatus == 'ACTIVE'"
        " && !contains(['ENABLING', 'DISABLING'], stream.DeliveryStreamEncryptionConfiguration.Status || 'NONE')"
    ),
)

TYPES: Final = (DELIVERY_STREAM,)
