"""Kinesis Data Streams. Not handled: shardLevelMetrics, maxRecordSizeInKib and warmThroughputMibPs.

An import takes the ARN, which is the id; the official provider's takes the name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sandbox.provider.codecs import TAG_LIST, Codec, plain_object
from sandbox.provider.declaration import (
    AutoName,
    Call,
    Change,
    Input,
    Presence,
    Procedure,
    Read,
    Setting,
    TagChange,
    Tags,
)
from sandbox.provider.resource_type import REGION, ResourceType
from sandbox.provider.template import Scope, Text

if TYPE_CHECKING:
    from sandbox.provider.aws import Aws

_ARN: Final = Text("arn:{partition}:kinesis:{region}:{account}:stream/{name}")
_NAME: Final = {"StreamName": "$name"}

# What a stream keeps unless told otherwise, in hours ("CreateStream" in the Kinesis API reference).
_RETENTION_HOURS: Final = 24


def _set_retention(aws: Aws, scope: Scope) -> None:
    """Make the stream `$name` keep records for `$retentionPeriod` hours."""
    wanted, region = scope["retentionPeriod"], scope[REGION]
    stream = {"StreamName": scope["name"]}
    found = aws.call("kinesis", "describe_stream_summary", stream, region)["StreamDescriptionSummary"]
    if wanted != found["RetentionPeriodHours"]:
        direction = "increase" if wanted > found["RetentionPeriodHours"] else "decrease"
        request = {**stream, "RetentionPeriodHours": wanted}
        aws.call("kinesis", f"{direction}_stream_retention_period", request, region)


def _encryption(kind: str) -> str | None:
    return None if kind == "NONE" else kind


STREAM: Final = ResourceType(
    type="aws:kinesis/stream:Stream",
    service="kinesis",
    id=_ARN,
    inputs={
        "name": Input("stream.StreamName", change=Change.REPLACES, name=AutoName(128)),
        "streamModeDetails": Input(
            "stream.StreamModeDetails", plain_object({"streamMode": "StreamMode"}), presence=Presence.AWS_CHOOSES
        ),
        # Of an on-demand stream AWS chooses it, and tells what it chose.
        "shardCount": Input("(stream.StreamModeDetails.StreamMode != 'ON_DEMAND' && stream.OpenShardCount) || `null`"),
        "retentionPeriod": Input("stream.RetentionPeriodHours", default=_RETENTION_HOURS),
        "encryptionType": Input(
            "stream.EncryptionType", Codec(encode=_encryption), default="NONE", choices=("NONE", "KMS")
        ),
        "kmsKeyId": Input("stream.KeyId"),
        "enforceConsumerDeletion": Input(default=False),
    },
    tags=Tags("tags", Codec(decode=TAG_LIST.decode)),  # a map in requests, a list in responses
    create=Call("create_stream", {**_NAME, "ShardCount": "$shardCount", "StreamModeDetails": "$streamModeDetails"}),
    settings=(
        Setting(
            ("streamModeDetails",),
            put=Call("update_stream_mode", {"StreamARN": "$id", "StreamModeDetails": "$streamModeDetails"}),
        ),
        Setting(
            ("shardCount",),
            put=Call(
                "update_shard_count",
                {**_NAME, "TargetShardCount": "$shardCount", "ScalingType": "UNIFORM_SCALING"},
                when="shardCount",
            ),
        ),
        Setting(
            ("retentionPeriod",),
            put=Procedure(
                _set_retention,
                sends=(
                    Call("increase_stream_retention_period", {**_NAME, "RetentionPeriodHours": "$retentionPeriod"}),
                ),
            ),
        ),
        Setting(
            ("encryptionType", "kmsKeyId"),
            put=Call("start_stream_encryption", {**_NAME, "EncryptionType": "$encryptionType", "KeyId": "$kmsKeyId"}),
            clear=Call("stop_stream_encryption", {**_NAME, "EncryptionType": "KMS", "KeyId": "$old.kmsKeyId"}),
        ),
        TagChange(
            add=Call("add_tags_to_stream", {**_NAME, "Tags": "$tags_added"}),
            remove=Call("remove_tags_from_stream", {**_NAME, "TagKeys": "$removed_keys"}),
        ),
    ),
    reads=(
        Read("stream", Call("describe_stream_summary", _NAME), at="StreamDescriptionSummary"),
        Read("tags", Call("list_tags_for_stream", {**_NAME, "Limit": 50}), at="Tags"),
    ),
    outputs={"arn": _ARN},
    delete=(Call("delete_stream", {**_NAME, "EnforceConsumerDeletion": "$enforceConsumerDeletion"}),),
    gone=("ResourceNotFoundException",),
    ready="stream.StreamStatus == 'ACTIVE'",
)

TYPES: Final = (STREAM,)
