"""KMS. Not handled: key's isEnabled, multiRegion, rotationPeriodInDays and key stores; alias's namePrefix."""

from __future__ import annotations

from typing import Final

from sandbox.provider.codecs import JSON_DOCUMENT, Codec, tag_list
from sandbox.provider.declaration import (
    AutoName,
    Call,
    Change,
    FromResponse,
    Input,
    Output,
    Presence,
    Read,
    Setting,
    TagChange,
    Tags,
)
from sandbox.provider.resource_type import ResourceType
from sandbox.provider.template import Text, or_cleared

# "ScheduleKeyDeletion" in the KMS API reference; AWS's model of the API allows more than the service.
_WAITING_DAYS: Final = tuple(range(7, 31))
_POLICY_NAME: Final = "default"  # the only one there can be

KEY: Final = ResourceType(
    type="aws:kms/key:Key",
    service="kms",
    id=FromResponse("KeyMetadata.KeyId"),
    inputs={
        "description": Input("key.Description", presence=Presence.AWS_CHOOSES),
        "keyUsage": Input("key.KeyUsage", change=Change.REPLACES, default="ENCRYPT_DECRYPT"),
        "customerMasterKeySpec": Input("key.KeySpec", change=Change.REPLACES, default="SYMMETRIC_DEFAULT"),
        "policy": Input("policy", JSON_DOCUMENT, presence=Presence.AWS_CHOOSES),
        "bypassPolicyLockoutSafetyCheck": Input(default=False),
        "deletionWindowInDays": Input(choices=_WAITING_DAYS),
        "enableKeyRotation": Input("rotates", default=False),
    },
    tags=Tags("tags", tag_list("TagKey", "TagValue")),
    create=Call(
        "create_key",
        {
            "Description": "$description",
            "KeyUsage": "$keyUsage",
            "KeySpec": "$customerMasterKeySpec",
            "Policy": "$policy",
            "BypassPolicyLockoutSafetyCheck": "$bypassPolicyLockoutSafetyCheck",
            "Tags": "$tags",
        },
    ),
    settings=(
        Setting(
            ("description",),
            put=Call("update_key_description", {"KeyId": "$id", "Description": or_cleared("description")}),
        ),
        Setting(
            ("policy",),
            put=Call(
                "put_key_policy",
                {
                    "KeyId": "$id",
                    "PolicyName": _POLICY_NAME,
                    "Policy": "$policy",
                    "BypassPolicyLockoutSafetyCheck": "$bypassPolicyLockoutSafetyCheck",
                },
            ),
        ),
        Setting(
            ("enableKeyRotation",),
            put=Call("enable_key_rotation", {"KeyId": "$id"}),
            clear=Call("disable_key_rotation", {"KeyId": "$id"}),
        ),
        TagChange(
            add=Call("tag_resource", {"KeyId": "$id", "Tags": "$tags_added"}),
            remove=Call("untag_resource", {"KeyId": "$id", "TagKeys": "$removed_keys"}),
        ),
    ),
    reads=(
        # AWS deletes no key at once; one that waits for its deletion can't be used any more, so it counts as gone.
        Read(
            "key",
            Call("describe_key", {"KeyId": "$id"}),
            at="[KeyMetadata][?KeyState != 'PendingDeletion'] | [0]",
        ),
        Read("policy", Call("get_key_policy", {"KeyId": "$id", "PolicyName": _POLICY_NAME}), at="Policy"),
        Read(
            "rotates",
            Call("get_key_rotation_status", {"KeyId": "$id"}),
            at="KeyRotationEnabled",
            absent=("UnsupportedOperationException",),  # an asymmetric key
        ),
        Read("tags", Call("list_resource_tags", {"KeyId": "$id"}), at="Tags"),
    ),
    outputs={"arn": "key.Arn", "keyId": "key.KeyId"},
    delete=(Call("schedule_key_deletion", {"KeyId": "$id", "PendingWindowInDays": "$deletionWindowInDays"}),),
    # KMS does not schedule a deletion twice.
    gone=("NotFoundException", "KMSInvalidStateException"),
)


def _key_id(key: str) -> str:
    """Return a key's id, of its id or its ARN."""
    return key.rpartition(":key/")[2]


def _same_key(one: str, other: str) -> bool:
    return _key_id(one) == _key_id(other)


def _alias_of(name: str) -> str:
    return f"alias/{name}"


ALIAS: Final = ResourceType(
    type="aws:kms/alias:Alias",
    service="kms",
    id=Text("{name}"),
    inputs={
        "name": Input(change=Change.REPLACES, name=AutoName(256, _alias_of)),
        "targetKeyId": Input("key.KeyId", Codec(same=_same_key), presence=Presence.REQUIRED),
    },
    create=Call("create_alias", {"AliasName": "$name", "TargetKeyId": "$targetKeyId"}),
    settings=(
        Setting(("targetKeyId",), put=Call("update_alias", {"AliasName": "$id", "TargetKeyId": "$targetKeyId"})),
    ),
    reads=(Read("key", Call("describe_key", {"KeyId": "$id"}), at="KeyMetadata"),),
    outputs={
        "arn": Text("arn:{partition}:kms:{region}:{account}:{id}"),
        "targetKeyArn": Output("key.Arn", follows=("targetKeyId",)),
    },
    delete=(Call("delete_alias", {"AliasName": "$id"}),),
    gone=("NotFoundException",),
)

TYPES: Final = (KEY, ALIAS)
