"""SQS. Not handled: FIFO queues (and what only they have), and namePrefix."""

from __future__ import annotations

from typing import Final

from sandbox.provider.codecs import JSON_DOCUMENT, PLAIN, TAG_MAP, Codec
from sandbox.provider.declaration import (
    AutoName,
    Call,
    Change,
    FromResponse,
    Input,
    Presence,
    Read,
    Setting,
    TagChange,
    Tags,
)
from sandbox.provider.resource_type import ResourceType
from sandbox.provider.template import Text, or_cleared
from sandbox.provider.text_codecs import FLAG_TEXT, JSON_TEXT, NUMBER_TEXT

_GONE: Final = ("AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist")
_ATTRIBUTES: Final = Read(
    "queue", Call("get_queue_attributes", {"QueueUrl": "$id", "AttributeNames": ["All"]}), at="Attributes"
)


def _name_of(arn: str) -> str:
    return arn.rpartition(":")[2]


# By pulumi-aws's name: AWS's, how it is written, and its value when left out (pulumi-aws's; None: AWS chooses).
_SETTINGS: Final[dict[str, tuple[str, Codec, int | None]]] = {
    "delaySeconds": ("DelaySeconds", NUMBER_TEXT, 0),
    "kmsDataKeyReusePeriodSeconds": ("KmsDataKeyReusePeriodSeconds", NUMBER_TEXT, None),
    "maxMessageSize": ("MaximumMessageSize", NUMBER_TEXT, 262_144),
    "messageRetentionSeconds": ("MessageRetentionPeriod", NUMBER_TEXT, 345_600),
    "policy": ("Policy", JSON_DOCUMENT, None),
    "receiveWaitTimeSeconds": ("ReceiveMessageWaitTimeSeconds", NUMBER_TEXT, 0),
    "redriveAllowPolicy": ("RedriveAllowPolicy", JSON_TEXT, None),
    "redrivePolicy": ("RedrivePolicy", JSON_TEXT, None),
    "sqsManagedSseEnabled": ("SqsManagedSseEnabled", FLAG_TEXT, None),
    "visibilityTimeoutSeconds": ("VisibilityTimeout", NUMBER_TEXT, 30),
}
_KEY: Final = {"kmsMasterKeyId": ("KmsMasterKeyId", PLAIN, None)}


def _setting(name: str, member: str) -> Setting:
    request = {"QueueUrl": "$id", "Attributes": {member: or_cleared(name)}}
    return Setting((name,), put=Call("set_queue_attributes", request))


QUEUE: Final = ResourceType(
    type="aws:sqs/queue:Queue",
    service="sqs",
    id=FromResponse("QueueUrl"),
    inputs={
        "name": Input("queue.QueueArn", Codec(decode=_name_of), change=Change.REPLACES, name=AutoName(80)),
        "kmsMasterKeyId": Input("queue.KmsMasterKeyId"),
        **{
            name: Input(
                f"queue.{member}",
                codec,
                default=default,
                presence=Presence.AWS_CHOOSES if default is None else Presence.OPTIONAL,
            )
            for name, (member, codec, default) in _SETTINGS.items()
        },
    },
    tags=Tags("tags", TAG_MAP),
    create=Call(
        "create_queue",
        {
            "QueueName": "$name",
            "Attributes": {member: f"${name}" for name, (member, _, _) in {**_SETTINGS, **_KEY}.items()},
            "tags": "$tags",
        },
    ),
    settings=(
        *(_setting(name, member) for name, (member, _, _) in {**_SETTINGS, **_KEY}.items()),
        TagChange(
            add=Call("tag_queue", {"QueueUrl": "$id", "Tags": "$tags_added"}),
            remove=Call("untag_queue", {"QueueUrl": "$id", "TagKeys": "$removed_keys"}),
        ),
    ),
    reads=(_ATTRIBUTES, Read("tags", Call("list_queue_tags", {"QueueUrl": "$id"}), at="Tags")),
    outputs={"arn": "queue.QueueArn", "url": Text("{id}")},
    delete=(Call("delete_queue", {"QueueUrl": "$id"}),),
    gone=_GONE,
)

_PUT_POLICY: Final = Call("set_queue_attributes", {"QueueUrl": "$queueUrl", "Attributes": {"Policy": "$policy"}})

QUEUE_POLICY: Final = ResourceType(
    type="aws:sqs/queuePolicy:QueuePolicy",
    service="sqs",
    id=Text("{queueUrl}"),
    inputs={
        "queueUrl": Input(change=Change.REPLACES, presence=Presence.REQUIRED),
        "policy": Input("policy", JSON_DOCUMENT, presence=Presence.REQUIRED),
    },
    create=_PUT_POLICY,
    settings=(Setting(("policy",), put=_PUT_POLICY),),
    reads=(
        Read(
            "policy",
            Call("get_queue_attributes", {"QueueUrl": "$queueUrl", "AttributeNames": ["Policy"]}),
            at="Attributes.Policy",
        ),
    ),
    delete=(Call("set_queue_attributes", {"QueueUrl": "$queueUrl", "Attributes": {"Policy": ""}}),),
    gone=_GONE,
)

TYPES: Final = (QUEUE, QUEUE_POLICY)
