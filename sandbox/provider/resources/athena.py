"""Athena.

Not handled of workgroup's configuration: everything for Spark, managed query results, S3 access grants, Identity
Center, and engineVersion.effectiveEngineVersion, which AWS alone sets.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sandbox.provider.codecs import PLAIN, Codec, object_of, plain_object, standard
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
from sandbox.provider.values import UNKNOWN, Properties, Value

_RESULTS: Final = object_of(
    {
        "outputLocation": ("OutputLocation", PLAIN),
        "expectedBucketOwner": ("ExpectedBucketOwner", PLAIN),
        "encryptionConfiguration": (
            "EncryptionConfiguration",
            plain_object({"encryptionOption": "EncryptionOption", "kmsKeyArn": "KmsKey"}),
        ),
        "aclConfiguration": ("AclConfiguration", plain_object({"s3AclOption": "S3AclOption"})),
    }
)
_CONFIGURATION: Final = object_of(
    {
        "bytesScannedCutoffPerQuery": ("BytesScannedCutoffPerQuery", PLAIN),
        "enableMinimumEncryptionConfiguration": ("EnableMinimumEncryptionConfiguration", PLAIN),
        "enforceWorkgroupConfiguration": ("EnforceWorkGroupConfiguration", standard(True)),
        "engineVersion": (
            "EngineVersion",
            object_of({"selectedEngineVersion": ("SelectedEngineVersion", standard("AUTO"))}),
        ),
        "publishCloudwatchMetricsEnabled": ("PublishCloudWatchMetricsEnabled", standard(True)),
        "requesterPaysEnabled": ("RequesterPaysEnabled", PLAIN),
        "resultConfiguration": ("ResultConfiguration", _RESULTS),
    }
)

# Athena's own default for the metrics is off, pulumi-aws's is on.
_SENT_ALWAYS: Final = {"enforceWorkgroupConfiguration": True, "publishCloudwatchMetricsEnabled": True}


def _encode(value: Properties) -> Properties:
    return _CONFIGURATION.encode({**_SENT_ALWAYS, **{key: item for key, item in value.items() if item is not None}})


# What an update that no longer says it must take back ("WorkGroupConfigurationUpdates" in the Athena API reference).
_TAKEN_BACK: Final[Properties] = {
    "BytesScannedCutoffPerQuery": {"RemoveBytesScannedCutoffPerQuery": True},
    "EnableMinimumEncryptionConfiguration": {"EnableMinimumEncryptionConfiguration": False},
    "EngineVersion": {"EngineVersion": {"SelectedEngineVersion": "AUTO"}},
    "RequesterPaysEnabled": {"RequesterPaysEnabled": False},
}


def configuration_updates(new: Value, old: Value) -> Value:
    """Return the `ConfigurationUpdates` that make one `WorkGroupConfiguration` of another."""
    if new is None or new is UNKNOWN:
        return new
    before: Properties = {} if old is None or old is UNKNOWN else old
    updates: Properties = {name: item for name, item in new.items() if name != "ResultConfiguration"}
    for name in sorted(set(before) & set(_TAKEN_BACK) - set(new)):
        updates |= _TAKEN_BACK[name]
    results = _result_updates(new.get("ResultConfiguration"), before.get("ResultConfiguration"))
    return {**updates, "ResultConfigurationUpdates": results} if results else updates


def _result_updates(new: Value, old: Value) -> Value:
    if new is UNKNOWN:
        return UNKNOWN
    before: Properties = {} if old is None or old is UNKNOWN else old
    after: Properties = new or {}
    return {**after, **{f"Remove{name}": True for name in sorted(set(before) - set(after))}}


def _encode_state(state: str) -> str | None:
    return None if state == "ENABLED" else state


_ARN: Final = Text("arn:{partition}:athena:{region}:{account}:workgroup/{name}")
_GONE: Final = ("InvalidRequestException",)

WORKGROUP: Final = ResourceType(
    type="aws:athena/workgroup:Workgroup",
    service="athena",
    id=Text("{name}"),
    inputs={
        "name": Input("group.Name", change=Change.REPLACES, name=AutoName(128)),
        "description": Input("group.Description"),
        "configuration": Input(
            "group.Configuration", replace(_CONFIGURATION, encode=_encode), presence=Presence.AWS_CHOOSES
        ),
        "state": Input("group.State", Codec(encode=_encode_state), default="ENABLED", choices=("ENABLED", "DISABLED")),
        "forceDestroy": Input(default=False),
    },
    tags=Tags("tags"),
    create=Call(
        "create_work_group",
        {"Name": "$name", "Description": "$description", "Configuration": "$configuration", "Tags": "$tags"},
    ),
    settings=(
        Setting(
            ("description",),
            put=Call("update_work_group", {"WorkGroup": "$name", "Description": or_cleared("description")}),
        ),
        Setting(
            ("configuration",),
            put=Call(
                "update_work_group",
                {
                    "WorkGroup": "$name",
                    "ConfigurationUpdates": Derived(("configuration", "old.configuration"), configuration_updates),
                },
            ),
        ),
        Setting(
            ("state",),
            put=Call("update_work_group", {"WorkGroup": "$name", "State": "$state"}),
            clear=Call("update_work_group", {"WorkGroup": "$name", "State": "ENABLED"}),
        ),
        TagChange(
            add=Call("tag_resource", {"ResourceARN": _ARN, "Tags": "$tags_added"}),
            remove=Call("untag_resource", {"ResourceARN": _ARN, "TagKeys": "$removed_keys"}),
        ),
    ),
    reads=(
        Read("group", Call("get_work_group", {"WorkGroup": "$name"}), at="WorkGroup"),
        # moto says of what has no tags that it does not exist.
        Read("tags", Call("list_tags_for_resource", {"ResourceARN": _ARN}), at="Tags", absent=_GONE),
    ),
    outputs={"arn": _ARN},
    delete=(Call("delete_work_group", {"WorkGroup": "$name", "RecursiveDeleteOption": "$forceDestroy"}),),
    gone=_GONE,
)

NAMED_QUERY: Final = ResourceType(
    type="aws:athena/namedQuery:NamedQuery",
    service="athena",
    id=FromResponse("NamedQueryId"),
    inputs={
        "name": Input("query.Name", change=Change.REPLACES, name=AutoName(128)),
        "database": Input("query.Database", change=Change.REPLACES, presence=Presence.REQUIRED),
        "query": Input("query.QueryString", change=Change.REPLACES, presence=Presence.REQUIRED),
        "workgroup": Input("query.WorkGroup", change=Change.REPLACES, default="primary"),
        "description": Input("query.Description", change=Change.REPLACES),
    },
    create=Call(
        "create_named_query",
        {
            "Name": "$name",
            "Database": "$database",
            "QueryString": "$query",
            "WorkGroup": "$workgroup",
            "Description": "$description",
        },
    ),
    reads=(Read("query", Call("get_named_query", {"NamedQueryId": "$id"}), at="NamedQuery"),),
    delete=(Call("delete_named_query", {"NamedQueryId": "$id"}),),
    gone=_GONE,
)

TYPES: Final = (WORKGROUP, NAMED_QUERY)
