"""EventBridge, on the default bus.

Not handled: other buses; eventRule's deprecated isEnabled, and namePrefix; eventTarget's forceDestroy and what only
some targets take (appsync, batch, ecs, http, kinesis, redshift, run command, SageMaker). The official provider imports
a target by `RULE/TARGET`, but does not use that as its id; here it is.
"""

from __future__ import annotations

from typing import Final

from sandbox.provider.codecs import PLAIN, Codec, plain_object
from sandbox.provider.declaration import (
    AutoName,
    Call,
    Change,
    Input,
    Presence,
    Read,
    Setting,
    TagChange,
    Tags,
)
from sandbox.provider.resource_type import ResourceType
from sandbox.provider.template import Text
from sandbox.provider.text_codecs import JSON_TEXT

_DEFAULT_BUS: Final = "default"
_GONE: Final = ("ResourceNotFoundException",)
_FAILURE: Final = "FailedEntries[0].{Code: ErrorCode, Message: ErrorMessage}"


def _bus(read: str = "") -> Input:
    return Input(read, change=Change.REPLACES, default=_DEFAULT_BUS, choices=(_DEFAULT_BUS,))


# What PutRule takes; it replaces the whole rule.
_RULE: Final = {
    "description": "Description",
    "eventPattern": "EventPattern",
    "roleArn": "RoleArn",
    "scheduleExpression": "ScheduleExpression",
    "state": "State",
}
_RULE_REQUEST: Final = {
    "Name": "$name",
    "EventBusName": "$eventBusName",
    **{member: f"${name}" for name, member in _RULE.items()},
}
_RULE_ARN: Final = Text("arn:{partition}:events:{region}:{account}:rule/{id}")
_NAMED_RULE: Final = {"Name": "$id", "EventBusName": "$eventBusName"}

EVENT_RULE: Final = ResourceType(
    type="aws:cloudwatch/eventRule:EventRule",
    service="events",
    id=Text("{name}"),
    inputs={
        "name": Input("rule.Name", change=Change.REPLACES, name=AutoName(64)),
        "eventBusName": _bus("rule.EventBusName"),
        "description": Input("rule.Description"),
        "eventPattern": Input("rule.EventPattern", JSON_TEXT),
        "roleArn": Input("rule.RoleArn"),
        "scheduleExpression": Input("rule.ScheduleExpression"),
        "state": Input("rule.State", default="ENABLED"),
        "forceDestroy": Input(default=False),
    },
    tags=Tags("tags"),
    create=Call("put_rule", {**_RULE_REQUEST, "Tags": "$tags"}),
    settings=(
        Setting(tuple(_RULE), put=Call("put_rule", _RULE_REQUEST)),
        TagChange(
            add=Call("tag_resource", {"ResourceARN": _RULE_ARN, "Tags": "$tags_added"}),
            remove=Call("untag_resource", {"ResourceARN": _RULE_ARN, "TagKeys": "$removed_keys"}),
        ),
    ),
    reads=(
        Read("rule", Call("describe_rule", _NAMED_RULE)),
        Read("tags", Call("list_tags_for_resource", {"ResourceARN": _RULE_ARN}), at="Tags"),
    ),
    outputs={"arn": "rule.Arn"},
    delete=(Call("delete_rule", {**_NAMED_RULE, "Force": "$forceDestroy"}),),
    gone=_GONE,
)

_TARGET_CODECS: Final = {
    "deadLetterConfig": plain_object({"arn": "Arn"}),
    "inputTransformer": plain_object({"inputPaths": "InputPathsMap", "inputTemplate": "InputTemplate"}),
    "retryPolicy": plain_object(
        {"maximumEventAgeInSeconds": "MaximumEventAgeInSeconds", "maximumRetryAttempts": "MaximumRetryAttempts"}
    ),
    "sqsTarget": plain_object({"messageGroupId": "MessageGroupId"}),
}
_TARGET: Final[dict[str, tuple[str, Codec]]] = {
    "arn": ("Arn", PLAIN),
    "roleArn": ("RoleArn", PLAIN),
    "input": ("Input", PLAIN),
    "inputPath": ("InputPath", PLAIN),
    "inputTransformer": ("InputTransformer", _TARGET_CODECS["inputTransformer"]),
    "deadLetterConfig": ("DeadLetterConfig", _TARGET_CODECS["deadLetterConfig"]),
    "retryPolicy": ("RetryPolicy", _TARGET_CODECS["retryPolicy"]),
    "sqsTarget": ("SqsParameters", _TARGET_CODECS["sqsTarget"]),
}
_PUT_TARGET: Final = Call(
    "put_targets",
    {
        "Rule": "$rule",
        "EventBusName": "$eventBusName",
        "Targets": [{"Id": "$targetId", **{member: f"${name}" for name, (member, _) in _TARGET.items()}}],
    },
    failure=_FAILURE,
)

EVENT_TARGET: Final = ResourceType(
    type="aws:cloudwatch/eventTarget:EventTarget",
    service="events",
    id=Text("{rule}/{targetId}"),
    inputs={
        "rule": Input(change=Change.REPLACES, presence=Presence.REQUIRED),
        "targetId": Input(change=Change.REPLACES, name=AutoName(64)),
        "eventBusName": _bus(),
        **{
            name: Input(f"target.{member}", codec, presence=Presence.REQUIRED if name == "arn" else Presence.OPTIONAL)
            for name, (member, codec) in _TARGET.items()
        },
    },
    create=_PUT_TARGET,
    settings=(Setting(tuple(_TARGET), put=_PUT_TARGET),),
    reads=(
        Read(
            "target",
            Call("list_targets_by_rule", {"Rule": "$rule", "EventBusName": "$eventBusName"}),
            at=Text("Targets[?Id=='{targetId}'] | [0]"),
        ),
    ),
    delete=(
        Call(
            "remove_targets",
            {"Rule": "$rule", "EventBusName": "$eventBusName", "Ids": ["$targetId"]},
            failure=_FAILURE,
        ),
    ),
    gone=_GONE,
)

TYPES: Final = (EVENT_RULE, EVENT_TARGET)
