"""CloudWatch Logs.

Not handled: logGroup's namePrefix, skipDestroy and deletionProtectionEnabled; logSubscriptionFilter's
applyOnTransformedLogs and emitSystemFields. The official provider imports a stream by `GROUP:STREAM` and a filter by
`GROUP|FILTER`, but does not use that as their ids; here they are.
"""

from __future__ import annotations

from typing import Final

from sandbox.provider.codecs import TAG_MAP
from sandbox.provider.declaration import AutoName, Call, Change, Input, Presence, Read, Setting, TagChange, Tags
from sandbox.provider.resource_type import ResourceType
from sandbox.provider.template import Text

# "PutRetentionPolicy" in the CloudWatch Logs API reference; 0 is pulumi-aws's "never expire".
_RETENTION_DAYS: Final = (
    *(0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731),
    *(1096, 1827, 2192, 2557, 2922, 3288, 3653),
)
_GONE: Final = ("ResourceNotFoundException",)
_ARN: Final = Text("arn:{partition}:logs:{region}:{account}:log-group:{id}")

LOG_GROUP: Final = ResourceType(
    type="aws:cloudwatch/logGroup:LogGroup",
    service="logs",
    id=Text("{name}"),
    inputs={
        "name": Input("group.logGroupName", change=Change.REPLACES, name=AutoName(512)),
        "retentionInDays": Input("group.retentionInDays", choices=_RETENTION_DAYS, default=0),
        "kmsKeyId": Input("group.kmsKeyId"),
        "logGroupClass": Input("group.logGroupClass", change=Change.REPLACES, presence=Presence.AWS_CHOOSES),
    },
    tags=Tags("tags", TAG_MAP),
    create=Call(
        "create_log_group",
        {"logGroupName": "$name", "kmsKeyId": "$kmsKeyId", "logGroupClass": "$logGroupClass", "tags": "$tags"},
    ),
    settings=(
        Setting(
            ("retentionInDays",),
            put=Call("put_retention_policy", {"logGroupName": "$id", "retentionInDays": "$retentionInDays"}),
            clear=Call("delete_retention_policy", {"logGroupName": "$id"}),
        ),
        Setting(
            ("kmsKeyId",),
            put=Call("associate_kms_key", {"logGroupName": "$id", "kmsKeyId": "$kmsKeyId"}),
            clear=Call("disassociate_kms_key", {"logGroupName": "$id"}),
        ),
        TagChange(
            add=Call("tag_resource", {"resourceArn": _ARN, "tags": "$tags_added"}),
            remove=Call("untag_resource", {"resourceArn": _ARN, "tagKeys": "$removed_keys"}),
        ),
    ),
    reads=(
        Read(
            "group",
            Call("describe_log_groups", {"logGroupNamePrefix": "$id"}),
            at=Text("logGroups[?logGroupName=='{id}'] | [0]"),
        ),
        Read("tags", Call("list_tags_for_resource", {"resourceArn": _ARN}), at="tags"),
    ),
    outputs={"arn": _ARN},
    delete=(Call("delete_log_group", {"logGroupName": "$id"}),),
    gone=_GONE,
)

LOG_STREAM: Final = ResourceType(
    type="aws:cloudwatch/logStream:LogStream",
    service="logs",
    id=Text("{logGroupName}:{name}"),
    inputs={
        "logGroupName": Input(change=Change.REPLACES, presence=Presence.REQUIRED),
        "name": Input(change=Change.REPLACES, name=AutoName(512)),
    },
    create=Call("create_log_stream", {"logGroupName": "$logGroupName", "logStreamName": "$name"}),
    reads=(
        Read(
            "stream",
            Call("describe_log_streams", {"logGroupName": "$logGroupName", "logStreamNamePrefix": "$name"}),
            at=Text("logStreams[?logStreamName=='{name}'] | [0]"),
        ),
    ),
    outputs={"arn": Text("arn:{partition}:logs:{region}:{account}:log-group:{logGroupName}:log-stream:{name}")},
    delete=(Call("delete_log_stream", {"logGroupName": "$logGroupName", "logStreamName": "$name"}),),
    gone=_GONE,
)

_PUT_FILTER: Final = Call(
    "put_subscription_filter",
    {
        "logGroupName": "$logGroup",
        "filterName": "$name",
        "filterPattern": "$filterPattern",
        "destinationArn": "$destinationArn",
        "roleArn": "$roleArn",
        "distribution": "$distribution",
    },
)

LOG_SUBSCRIPTION_FILTER: Final = ResourceType(
    type="aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
    service="logs",
    id=Text("{logGroup}|{name}"),
    inputs={
        "logGroup": Input(change=Change.REPLACES, presence=Presence.REQUIRED),
        "name": Input(change=Change.REPLACES, name=AutoName(512)),
        "destinationArn": Input("filter.destinationArn", change=Change.REPLACES, presence=Presence.REQUIRED),
        "filterPattern": Input("filter.filterPattern", presence=Presence.REQUIRED),
        "roleArn": Input("filter.roleArn", presence=Presence.AWS_CHOOSES),
        "distribution": Input("filter.distribution", default="ByLogStream"),
    },
    create=_PUT_FILTER,
    settings=(Setting(("filterPattern", "roleArn", "distribution"), put=_PUT_FILTER),),
    reads=(
        Read(
            "filter",
            Call("describe_subscription_filters", {"logGroupName": "$logGroup", "filterNamePrefix": "$name"}),
            at=Text("subscriptionFilters[?filterName=='{name}'] | [0]"),
        ),
    ),
    delete=(Call("delete_subscription_filter", {"logGroupName": "$logGroup", "filterName": "$name"}),),
    gone=_GONE,
)

TYPES: Final = (LOG_GROUP, LOG_STREAM, LOG_SUBSCRIPTION_FILTER)
