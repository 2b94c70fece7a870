"""What each detector that looks at one change says, and that it keeps quiet of what is harmless."""

from typing import Any

import pytest

from ops.review.detectors import findings_in
from ops.review.detectors.subject import (
    BUCKET,
    COMPOSITE_ALARM,
    DATA_STREAM,
    DELIVERY_STREAM,
    EVENT_RULE,
    EVENT_TARGET,
    FLOW_LOG,
    KEY,
    LOG_GROUP,
    LOG_SUBSCRIPTION,
    METRIC_ALARM,
    METRIC_FILTER,
    SLACK_CHAT,
    SUBSCRIPTION,
    TEAMS_CHAT,
    TOPIC,
    TRAIL,
)
from ops.review.findings import Level
from tests.ops.review.previews import deleted, details, preview_of, replaced, same, step, told, updated

LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
OBJECT_LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"
VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"
PUBLIC_ACCESS = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"
LOGGING = "aws:s3/bucketLogging:BucketLogging"
GROUP = {"name": "/logs"}
ALARM = {"name": "root", "alarmActions": ["arn:t"], "comparisonOperator": "GreaterThanOrEqualToThreshold"}
ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"
BARRED = {"guardrailPolicyArns": ["arn:aws:iam::aws:policy/AWSDenyAll"], "userAuthorizationRequired": True}
CHAT = {"configurationName": "alerts", "snsTopicArns": ["arn:alerts"], **BARRED}
BLOCKED = dict.fromkeys(("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"), True)


def expiring(days: int, **more: Any) -> dict[str, Any]:
    return {"bucket": "b", "rules": [{"id": "logs", "status": "Enabled", "expiration": {"days": days}, **more}]}


def locked(mode: str, **period: int) -> dict[str, Any]:
    return {"bucket": "b", "rule": {"defaultRetention": {"mode": mode, **period}}}


def retaining(days: int | None) -> dict[str, Any]:
    return GROUP if days is None else {**GROUP, "retentionInDays": days}


DANGEROUS: list[tuple[dict[str, Any], list[str]]] = [
    (deleted(LOG_GROUP, GROUP), ["log group /logs is deleted"]),
    (deleted(BUCKET, {"bucket": "b"}), ["bucket b is deleted"]),
    (deleted("aws:s3/bucketV2:BucketV2", {"bucket": "b"}), ["bucket b is deleted"]),
    (deleted(TRAIL, {"name": "audit"}), ["trail audit is deleted"]),
    (deleted(DELIVERY_STREAM, {"name": "d"}), ["delivery stream d is deleted"]),
    (deleted(DATA_STREAM, {"name": "s"}), ["data stream s is deleted"]),
    (deleted(KEY, {}, old_state={"id": "1f2e"}), ["key 1f2e is deleted"]),
    (
        replaced(TRAIL, {"name": "audit"}, {"name": "other"}, replaceReasons=["name"]),
        ["trail audit is replaced: the old one is deleted (because of name)"],
    ),
    (replaced(LOG_GROUP, GROUP, {"name": "/new"}), ["log group /logs is replaced: the old one is deleted"]),
    (
        updated(LOG_GROUP, GROUP, GROUP, old_state={"protect": True}),
        ["log group /logs is no longer protected"],
    ),
    # The engine calls it the same when nothing but the options change.
    (same(KEY, {}, old_state={"protect": True, "id": "1f2e"}), ["key 1f2e is no longer protected"]),
    (same(TRAIL, {"name": "t"}, old_state={"retainOnDelete": True}), ["trail t is no longer retained"]),
    (
        updated(BUCKET, {"bucket": "b", "forceDestroy": False}, {"bucket": "b", "forceDestroy": True}),
        ["bucket b may be deleted with all that is in it (forceDestroy)"],
    ),
    (
        updated(LOG_GROUP, retaining(365), retaining(30)),
        ["log group /logs keeps events for 30 days instead of 365 days"],
    ),
    (updated(LOG_GROUP, retaining(None), retaining(1)), ["log group /logs keeps events for 1 day instead of ever"]),
    (updated(LOG_GROUP, retaining(0), retaining(90)), ["log group /logs keeps events for 90 days instead of ever"]),
    (
        updated(DATA_STREAM, {"name": "s", "retentionPeriod": 168}, {"name": "s"}),
        ["data stream s keeps records for 24 hours instead of 168"],
    ),
    (
        updated(LIFECYCLE, expiring(365), expiring(30)),
        ["lifecycle of bucket b keeps objects for 30 days instead of 365 days"],
    ),
    (
        updated(LIFECYCLE, expiring(9), expiring(9, noncurrentVersionExpiration={"noncurrentDays": 1})),
        ["lifecycle of bucket b keeps former versions for 1 day instead of ever"],
    ),
    (
        updated(OBJECT_LOCK, locked("COMPLIANCE", years=1), locked("GOVERNANCE", days=30)),
        [
            "Object Lock of bucket b holds for 30 days instead of 365 days",
            "Object Lock of bucket b is governance instead of compliance",
        ],
    ),
    (deleted(OBJECT_LOCK, locked("GOVERNANCE", days=30)), ["Object Lock of bucket b is removed"]),
    (
        updated(
            VERSIONING,
            {"bucket": "b", "versioningConfiguration": {"status": "Enabled"}},
            {"bucket": "b", "versioningConfiguration": {"status": "Suspended"}},
        ),
        ["versioning of bucket b is suspended"],
    ),
    (
        updated(TRAIL, {"name": "t"}, {"name": "t", "enableLogging": False}),
        ["trail t records nothing from then on"],
    ),
    (
        updated(
            TRAIL,
            {"name": "t", "enableLogFileValidation": True, "isMultiRegionTrail": True},
            {"name": "t", "includeGlobalServiceEvents": False},
        ),
        [
            "trail t no longer proves that its log files are as it wrote them",
            "trail t no longer records other Regions than its own",
            "trail t no longer records IAM, STS and CloudFront",
        ],
    ),
    (
        updated(TRAIL, {"name": "t", "cloudWatchLogsGroupArn": "arn:g:*", "kmsKeyId": "k"}, {"name": "t"}),
        [
            "trail t no longer delivers to CloudWatch Logs: no alarm sees its events",
            "trail t no longer encrypts its log files with a key of the stack",
        ],
    ),
    (
        updated(TRAIL, {"name": "t", "eventSelectors": [{"readWriteType": "All"}]}, {"name": "t"}),
        ["trail t records other events than before (eventSelectors)"],
    ),
    (
        replaced(FLOW_LOG, {"trafficType": "ALL"}, {"trafficType": "REJECT"}, old_state={"id": "fl-1"}),
        ["flow log fl-1 no longer records traffic of the kind ACCEPT"],
    ),
    (deleted(METRIC_ALARM, ALARM), ["alarm root is removed"]),
    (deleted(COMPOSITE_ALARM, {"alarmName": "all"}), ["composite alarm all is removed"]),
    (deleted(METRIC_FILTER, {"name": "f"}), ["metric filter f is removed"]),
    (
        updated(METRIC_ALARM, ALARM, {**ALARM, "actionsEnabled": False}),
        ["alarm root is silenced: its actions are disabled"],
    ),
    (updated(METRIC_ALARM, ALARM, {**ALARM, "alarmActions": []}), ["alarm root no longer notifies arn:t"]),
    (
        updated(METRIC_ALARM, {**ALARM, "threshold": 1}, {**ALARM, "threshold": 5}),
        ["alarm root has the threshold 5 instead of 1"],
    ),
    (
        updated(
            METRIC_ALARM,
            {**ALARM, "threshold": 5, "comparisonOperator": "LessThanThreshold"},
            {**ALARM, "threshold": 1, "comparisonOperator": "LessThanThreshold"},
        ),
        ["alarm root has the threshold 1 instead of 5"],
    ),
    (
        updated(METRIC_ALARM, {**ALARM, "evaluationPeriods": 1}, {**ALARM, "evaluationPeriods": 3}),
        ["alarm root waits longer: evaluationPeriods is 3 instead of 1"],
    ),
    (
        updated(METRIC_ALARM, {**ALARM, "treatMissingData": "breaching"}, ALARM),
        ["alarm root stays quiet without data (treatMissingData: missing)"],
    ),
    (
        updated(COMPOSITE_ALARM, {"alarmName": "all"}, {"alarmName": "all", "actionsSuppressor": {"alarm": "m"}}),
        ['composite alarm all is silent while another alarm is on: {"alarm": "m"}'],
    ),
    (
        updated(METRIC_FILTER, {"name": "f", "pattern": "{ $.a = 1 }"}, {"name": "f", "pattern": "{ $.a = 2 }"}),
        ["metric filter f counts other events than before (pattern)"],
    ),
    (deleted(TOPIC, {"name": "alerts"}), ["topic alerts is removed"]),
    (deleted(SUBSCRIPTION, {"endpoint": "a@example.com"}), ["subscription a@example.com is removed"]),
    (deleted(EVENT_RULE, {"name": "root"}), ["event rule root is removed"]),
    (deleted(EVENT_TARGET, {"arn": "arn:t"}), ["event target arn:t is removed"]),
    (deleted(LOG_SUBSCRIPTION, {"name": "s"}), ["log subscription s is removed"]),
    (updated(EVENT_RULE, {"name": "r"}, {"name": "r", "state": "DISABLED"}), ["event rule r is disabled"]),
    (updated(EVENT_RULE, {"name": "r"}, {"name": "r", "isEnabled": False}), ["event rule r is disabled"]),
    (
        updated(SUBSCRIPTION, {"endpoint": "e"}, {"endpoint": "e", "filterPolicy": "{}"}),
        ["subscription e lets other messages through than before (filterPolicy)"],
    ),
    (
        updated(EVENT_RULE, {"name": "r", "eventPattern": "{}"}, {"name": "r", "eventPattern": '{"a":["b"]}'}),
        ["event rule r lets other messages through than before (eventPattern)"],
    ),
    (deleted(SLACK_CHAT, CHAT), ["chat alerts is removed"]),
    (deleted(TEAMS_CHAT, CHAT), ["chat alerts is removed"]),
    (
        updated(SLACK_CHAT, CHAT, {**CHAT, "snsTopicArns": ["arn:other"]}),
        ["chat alerts no longer shows what arn:alerts says"],
    ),
    (
        updated(TEAMS_CHAT, CHAT, {"configurationName": "alerts", **BARRED}),
        ["chat alerts no longer shows what arn:alerts says"],
    ),
    (
        updated(SLACK_CHAT, CHAT, {**CHAT, "guardrailPolicyArns": [ADMINISTRATOR]}),
        [f"chat alerts lets people act from the chat: its guardrail is {ADMINISTRATOR}"],
    ),
    (
        updated(SLACK_CHAT, CHAT, {**CHAT, "guardrailPolicyArns": []}),
        ["chat alerts lets people act from the chat: its guardrail is none, which is AdministratorAccess"],
    ),
    (
        updated(SLACK_CHAT, CHAT, {**CHAT, "userAuthorizationRequired": False}),
        ["chat alerts lets people act with the channel's role, without one of their own"],
    ),
    (deleted(PUBLIC_ACCESS, {"bucket": "b", **BLOCKED}), ["public access block of bucket b is removed"]),
    (
        updated(PUBLIC_ACCESS, {"bucket": "b", **BLOCKED}, {"bucket": "b", **BLOCKED, "blockPublicPolicy": False}),
        ["public access block of bucket b is partly off: blockPublicPolicy"],
    ),
    (deleted(LOGGING, {"bucket": "b"}), ["access logging of bucket b is removed"]),
    (updated(KEY, {}, {"isEnabled": False}, old_state={"id": "1f2e"}), ["key 1f2e is disabled"]),
    (
        updated(LOG_GROUP, {**GROUP, "kmsKeyId": "k"}, GROUP),
        ["log group /logs is no longer encrypted with a key of the stack"],
    ),
]
NOTICES: list[tuple[dict[str, Any], list[str]]] = [
    (
        deleted(LOG_GROUP, GROUP, old_state={"retainOnDelete": True}),
        ["log group /logs leaves the stack and stays in the account"],
    ),
    (
        updated(METRIC_ALARM, {**ALARM, "threshold": 5}, {**ALARM, "threshold": 1}),
        ["alarm root has the threshold 1 instead of 5"],
    ),
    (
        updated(METRIC_ALARM, {**ALARM, "metricName": "a"}, {**ALARM, "metricName": "b"}),
        ["alarm root looks at something else: metricName is b, before a"],
    ),
    (
        updated(TRAIL, {"name": "t", "s3BucketName": "a"}, {"name": "t", "s3BucketName": "b"}),
        ["trail t delivers elsewhere: b, before a"],
    ),
    (
        replaced(FLOW_LOG, {"logFormat": "${start} ${end}"}, {"logFormat": "${start}"}, old_state={"id": "fl-1"}),
        ["flow log fl-1 no longer records the fields end"],
    ),
    (
        replaced(FLOW_LOG, {"maxAggregationInterval": 60}, {"maxAggregationInterval": 600}, old_state={"id": "fl-1"}),
        ["flow log fl-1 sums up 600 seconds in a record instead of 60"],
    ),
    (replaced(SUBSCRIPTION, {"endpoint": "e"}, {"endpoint": "e"}), ["subscription e is replaced"]),
    (replaced(SLACK_CHAT, CHAT, CHAT), ["chat alerts is replaced"]),
    (
        updated(SUBSCRIPTION, {"endpoint": "e", "filterPolicy": "{}"}, {"endpoint": "e"}),
        ["subscription e lets all messages through, before only {}"],
    ),
    (
        updated(KEY, {"enableKeyRotation": True}, {"enableKeyRotation": False}, old_state={"id": "1f2e"}),
        ["key 1f2e no longer rotates"],
    ),
]
QUIET: list[dict[str, Any]] = [
    updated(LOG_GROUP, retaining(30), retaining(365)),
    updated(LOG_GROUP, retaining(30), retaining(0)),
    updated(LOG_GROUP, retaining(30), retaining(None)),
    same(LOG_GROUP, retaining(1)),
    same(KEY, {}, old_state={"protect": True}, new_state={"protect": True}),
    step("create", LOG_GROUP, new=retaining(1)),
    step("create", METRIC_ALARM, new={**ALARM, "actionsEnabled": False}),
    updated(LIFECYCLE, expiring(30), expiring(365)),
    updated(LIFECYCLE, expiring(30), {"bucket": "b", "rules": [{"status": "Disabled", "expiration": {"days": 1}}]}),
    updated(OBJECT_LOCK, locked("GOVERNANCE", days=30), locked("COMPLIANCE", years=1)),
    updated(TRAIL, {"name": "t"}, {"name": "t", "enableLogging": True, "kmsKeyId": "k"}),
    updated(METRIC_ALARM, ALARM, {**ALARM, "alarmActions": ["arn:t", "arn:u"]}),
    updated(EVENT_RULE, {"name": "r", "state": "DISABLED"}, {"name": "r", "state": "ENABLED"}),
    updated(PUBLIC_ACCESS, {"bucket": "b"}, {"bucket": "b", **BLOCKED}),
    # What the provider fills in and the program does not state is the same before and after.
    updated(TRAIL, {"name": "t"}, {"name": "t"}, old_state={"outputs": {"includeGlobalServiceEvents": True}}),
    deleted("aws:ec2/subnet:Subnet", {}),
]


@pytest.mark.parametrize(("change", "expected"), DANGEROUS)
def test_what_is_dangerous_is_said(change: dict[str, Any], expected: list[str]) -> None:
    assert told(findings_in(preview_of(change)), Level.DANGEROUS) == expected


@pytest.mark.parametrize(("change", "expected"), NOTICES)
def test_what_is_worth_a_look_is_said_and_not_called_dangerous(change: dict[str, Any], expected: list[str]) -> None:
    findings = findings_in(preview_of(change))

    assert told(findings, Level.NOTICE) == expected
    assert told(findings, Level.DANGEROUS) == []


@pytest.mark.parametrize("change", QUIET)
def test_what_is_harmless_is_not_said(change: dict[str, Any]) -> None:
    assert findings_in(preview_of(change)) == ()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            deleted(BUCKET, {"bucket": "b", "forceDestroy": True}),
            ["Every object in it is deleted with it, in all versions (forceDestroy)"],
        ),
        (
            deleted(BUCKET, {"bucket": "b"}, old_state={"protect": True}),
            [
                "The update fails if an object is in it: empty it first, or let the stack forget it",
                "It is protected: the update stops here, unless the protection is lifted first",
            ],
        ),
        (
            deleted(KEY, {"deletionWindowInDays": 7}),
            [
                "What it encrypted can't be read any more once AWS has deleted it, 7 days later; until then, "
                "`aws kms cancel-key-deletion` takes it back"
            ],
        ),
        (
            replaced(SUBSCRIPTION, {"endpoint": "e"}, {"endpoint": "e", "protocol": "email"}),
            ["It gets nothing until someone confirms it again"],
        ),
        (
            updated(METRIC_ALARM, ALARM, {**ALARM, "alarmActions": []}),
            ["It has no action left: no one hears of it"],
        ),
    ],
)
def test_what_follows_from_it_is_said(change: dict[str, Any], expected: list[str]) -> None:
    assert details(findings_in(preview_of(change))) == expected


def test_what_is_dangerous_comes_first() -> None:
    findings = findings_in(
        preview_of(
            updated(KEY, {"enableKeyRotation": True}, {"enableKeyRotation": False}, "key"),
            deleted(LOG_GROUP, GROUP, "group"),
        )
    )

    assert [finding.level for finding in findings] == [Level.DANGEROUS, Level.NOTICE]
