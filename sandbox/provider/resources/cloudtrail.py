"""CloudTrail. Not handled: nothing of pulumi-aws's Trail is left out."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sandbox.provider.codecs import PLAIN, list_of, object_of, plain_object
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
from sandbox.provider.template import or_cleared
from sandbox.provider.values import Properties

# What a trail selects without selectors ("CreateTrail" in the CloudTrail API reference: all management events).
_DEFAULT_SELECTOR: Final = {"ReadWriteType": "All", "IncludeManagementEvents": True}

_SELECTORS: Final = list_of(
    object_of(
        {
            "readWriteType": ("ReadWriteType", PLAIN),
            "includeManagementEvents": ("IncludeManagementEvents", PLAIN),
            "excludeManagementEventSources": ("ExcludeManagementEventSources", PLAIN),
            "dataResources": ("DataResources", list_of(plain_object({"type": "Type", "values": "Values"}))),
        }
    )
)


def _is_default(selectors: list[Properties]) -> bool:
    return _SELECTORS.equal(selectors, _SELECTORS.from_aws([_DEFAULT_SELECTOR]))


# CloudTrail answers with the default selector for a trail that has none ("GetEventSelectors" in the API reference).
_EVENT_SELECTORS: Final = replace(_SELECTORS, means_none=_is_default)
_FIELD_SELECTORS: Final = list_of(
    plain_object(
        {
            "field": "Field",
            "equals": "Equals",
            "notEquals": "NotEquals",
            "startsWiths": "StartsWith",
            "notStartsWiths": "NotStartsWith",
            "endsWiths": "EndsWith",
            "notEndsWiths": "NotEndsWith",
        }
    )
)
_ADVANCED_SELECTORS: Final = list_of(
    object_of({"name": ("Name", PLAIN), "fieldSelectors": ("FieldSelectors", _FIELD_SELECTORS)})
)

# What both CreateTrail and UpdateTrail take, and which of it an update can take away.
_KEPT: Final = {
    "S3BucketName": "s3BucketName",
    "IncludeGlobalServiceEvents": "includeGlobalServiceEvents",
    "IsMultiRegionTrail": "isMultiRegionTrail",
    "EnableLogFileValidation": "enableLogFileValidation",
    "IsOrganizationTrail": "isOrganizationTrail",
}
_REMOVABLE: Final = {
    "S3KeyPrefix": "s3KeyPrefix",
    "SnsTopicName": "snsTopicName",
    "CloudWatchLogsLogGroupArn": "cloudWatchLogsGroupArn",
    "CloudWatchLogsRoleArn": "cloudWatchLogsRoleArn",
    "KmsKeyId": "kmsKeyId",
}
_SETTINGS: Final = {member: f"${name}" for member, name in {**_KEPT, **_REMOVABLE}.items()}
_CHANGES: Final = {**_SETTINGS, **{member: or_cleared(name) for member, name in _REMOVABLE.items()}}

TRAIL: Final = ResourceType(
    type="aws:cloudtrail/trail:Trail",
    service="cloudtrail",
    id=FromResponse("TrailARN"),
    inputs={
        "name": Input("trail.Name", change=Change.REPLACES, name=AutoName(128)),
        "s3BucketName": Input("trail.S3BucketName", presence=Presence.REQUIRED),
        "s3KeyPrefix": Input("trail.S3KeyPrefix"),
        "snsTopicName": Input("trail.SnsTopicName"),
        "includeGlobalServiceEvents": Input("trail.IncludeGlobalServiceEvents", default=True),
        "isMultiRegionTrail": Input("trail.IsMultiRegionTrail", default=False),
        "enableLogFileValidation": Input("trail.LogFileValidationEnabled", default=False),
        "cloudWatchLogsGroupArn": Input("trail.CloudWatchLogsLogGroupArn"),
        "cloudWatchLogsRoleArn": Input("trail.CloudWatchLogsRoleArn"),
        "kmsKeyId": Input("trail.KmsKeyId"),
        "isOrganizationTrail": Input("trail.IsOrganizationTrail", default=False),
        "enableLogging": Input("status.IsLogging", default=True),
        "eventSelectors": Input("selectors.EventSelectors", _EVENT_SELECTORS),
        "advancedEventSelectors": Input("selectors.AdvancedEventSelectors", _ADVANCED_SELECTORS),
        "insightSelectors": Input("insights.InsightSelectors", list_of(plain_object({"insightType": "InsightType"}))),
    },
    tags=Tags("tags"),
    create=Call("create_trail", {"Name": "$name", **_SETTINGS, "TagsList": "$tags"}),
    settings=(
        Setting(
            (*_KEPT.values(), *_REMOVABLE.values()),
            put=Call("update_trail", {"Name": "$id", **_CHANGES}),
        ),
        Setting(
            ("enableLogging",), put=Call("start_logging", {"Name": "$id"}), clear=Call("stop_logging", {"Name": "$id"})
        ),
        Setting(
            ("eventSelectors", "advancedEventSelectors"),
            put=Call(
                "put_event_selectors",
                {
                    "TrailName": "$id",
                    "EventSelectors": "$eventSelectors",
                    "AdvancedEventSelectors": "$advancedEventSelectors",
                },
            ),
            clear=Call("put_event_selectors", {"TrailName": "$id", "EventSelectors": [_DEFAULT_SELECTOR]}),
        ),
        Setting(
            ("insightSelectors",),
            put=Call("put_insight_selectors", {"TrailName": "$id", "InsightSelectors": "$insightSelectors"}),
            clear=Call("put_insight_selectors", {"TrailName": "$id", "InsightSelectors": []}),
        ),
        TagChange(
            add=Call("add_tags", {"ResourceId": "$id", "TagsList": "$tags_added"}),
            remove=Call("remove_tags", {"ResourceId": "$id", "TagsList": "$removed_tags"}),
        ),
    ),
    reads=(
        Read("trail", Call("get_trail", {"Name": "$id"}), at="Trail"),
        Read("status", Call("get_trail_status", {"Name": "$id"})),
        Read("selectors", Call("get_event_selectors", {"TrailName": "$id"})),
        Read(
            "insights",
            Call("get_insight_selectors", {"TrailName": "$id"}),
            absent=("InsightNotEnabledException",),
        ),
        Read("tags", Call("list_tags", {"ResourceIdList": ["$id"]}), at="ResourceTagList[0].TagsList"),
    ),
    outputs={
        "arn": "trail.TrailARN",
        "homeRegion": "trail.HomeRegion",
        "snsTopicArn": Output("trail.SnsTopicARN", follows=("snsTopicName",)),
    },
    delete=(Call("delete_trail", {"Name": "$name"}),),  # moto knows it by its name alone
    gone=("TrailNotFoundException",),
)

TYPES: Final = (TRAIL,)
