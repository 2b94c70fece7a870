"""SNS.

Not handled: topic's policy (topicPolicy is a type of its own), namePrefix, tracingConfig, signatureVersion,
archivePolicy, deliveryPolicy, what tells of deliveries (…FeedbackRoleArn), and FIFO topics.
"""

from __future__ import annotations

import json
from typing import Final

from sandbox.provider.codecs import JSON_DOCUMENT, Codec
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
from sandbox.provider.template import Derived, Text, or_cleared

_GONE: Final = ("NotFound", "NotFoundException")
_ATTRIBUTES: Final = Call("get_topic_attributes", {"TopicArn": "$id"})


def _name_of(arn: str) -> str:
    return arn.rpartition(":")[2]


def _attribute(member: str, name: str) -> Setting:
    request = {"TopicArn": "$id", "AttributeName": member, "AttributeValue": or_cleared(name)}
    return Setting((name,), put=Call("set_topic_attributes", request))


TOPIC: Final = ResourceType(
    type="aws:sns/topic:Topic",
    service="sns",
    id=FromResponse("TopicArn"),
    inputs={
        "name": Input("topic.TopicArn", Codec(decode=_name_of), change=Change.REPLACES, name=AutoName(256)),
        "displayName": Input("topic.DisplayName"),
        "kmsMasterKeyId": Input("topic.KmsMasterKeyId"),
    },
    tags=Tags("tags"),
    create=Call(
        "create_topic",
        {
            "Name": "$name",
            "Attributes": {"DisplayName": "$displayName", "KmsMasterKeyId": "$kmsMasterKeyId"},
            "Tags": "$tags",
        },
    ),
    settings=(
        _attribute("DisplayName", "displayName"),
        _attribute("KmsMasterKeyId", "kmsMasterKeyId"),
        TagChange(
            add=Call("tag_resource", {"ResourceArn": "$id", "Tags": "$tags_added"}),
            remove=Call("untag_resource", {"ResourceArn": "$id", "TagKeys": "$removed_keys"}),
        ),
    ),
    reads=(
        Read("topic", _ATTRIBUTES, at="Attributes"),
        Read("tags", Call("list_tags_for_resource", {"ResourceArn": "$id"}), at="Tags"),
    ),
    outputs={"arn": "topic.TopicArn", "owner": "topic.Owner"},
    delete=(Call("delete_topic", {"TopicArn": "$id"}),),
    gone=_GONE,
)

# What everyone in the topic's account may do by default ("CreateTopic" in the SNS API reference).
_OWNERS_ACTIONS: Final = (
    *("SNS:GetTopicAttributes", "SNS:SetTopicAttributes", "SNS:AddPermission", "SNS:RemovePermission"),
    *("SNS:DeleteTopic", "SNS:Subscribe", "SNS:ListSubscriptionsByTopic", "SNS:Publish"),
)


def _default_policy(arn: str, account: str) -> str:
    """Return the policy that a new topic has."""
    statement = {
        "Sid": "__default_statement_ID",
        "Effect": "Allow",
        "Principal": {"AWS": "*"},
        "Action": list(_OWNERS_ACTIONS),
        "Resource": arn,
        "Condition": {"StringEquals": {"AWS:SourceOwner": account}},
    }
    return json.dumps({"Version": "2008-10-17", "Id": "__default_policy_ID", "Statement": [statement]})


_POLICY: Final = {"TopicArn": "$arn", "AttributeName": "Policy", "AttributeValue": "$policy"}

TOPIC_POLICY: Final = ResourceType(
    type="aws:sns/topicPolicy:TopicPolicy",
    service="sns",
    id=Text("{arn}"),
    inputs={
        "arn": Input("topic.TopicArn", change=Change.REPLACES, presence=Presence.REQUIRED),
        "policy": Input("topic.Policy", JSON_DOCUMENT, presence=Presence.REQUIRED),
    },
    create=Call("set_topic_attributes", _POLICY),
    settings=(Setting(("policy",), put=Call("set_topic_attributes", _POLICY)),),
    reads=(Read("topic", _ATTRIBUTES, at="Attributes"),),
    outputs={"owner": "topic.Owner"},
    # A topic is never without a policy, so the default one is put back.
    delete=(Call("set_topic_attributes", {**_POLICY, "AttributeValue": Derived(("arn", "account"), _default_policy)}),),
    gone=_GONE,
)

TYPES: Final = (TOPIC, TOPIC_POLICY)
