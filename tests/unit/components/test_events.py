import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pulumi
import pytest

from components.deletion import LogDeletion
from components.encryption import LogGroupEncryption, key_policy
from components.events import DetectionEvents, DetectionEventsArgs, urgent
from components.events.announcement import PATHS, announcement
from components.events.detections import rule_pattern
from components.events.policies import dead_letter_policy, log_group_policy
from components.naming import Naming
from logs.detections.benchmark.profiles import PROFILES
from logs.detections.catalog import catalog
from logs.detections.detection import Detection
from logs.detections.own.watched import EXAMPLE
from logs.flow_records.record_format import DEFAULT
from sandbox.iam import Decision, Principal, Request, evaluate
from tests.support.linter import findings
from tests.support.recorder import Recording, record
from tests.support.unknowns import unknowns
from tests.support.watched_faults import DENIED, REJECTED, STOPPED

TOPIC = "arn:aws:sns:us-east-1:123456789012:acme-dev-alerts"
GROUP = "/aws/events/acme/dev/urgent"
GROUP_ARN = f"arn:aws:logs:us-east-1:123456789012:log-group:{GROUP}"
QUEUE = "arn:aws:sqs:us-east-1:123456789012:acme-dev-urgent-undelivered"
RULE = "arn:aws:events:us-east-1:123456789012:rule/acme-dev-"
KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
TARGETS = "aws:cloudwatch/eventTarget:EventTarget"
PARTITIONS = pytest.mark.parametrize(
    ("partition", "region"), [("aws", "us-east-1"), ("aws-us-gov", "us-gov-west-1"), ("aws-cn", "cn-north-1")]
)


def events(
    naming: Naming,
    detections: Sequence[Detection] = (STOPPED, DENIED),
    *,
    key_arn: str | None = None,
    deletion: LogDeletion | None = None,
) -> Recording:
    def program() -> None:
        args: DetectionEventsArgs = {
            "naming": naming,
            "detections": detections,
            "topic_arn": TOPIC,
            "retention_days": 90,
        }
        if key_arn is not None:
            args["key_arn"] = key_arn
        made = DetectionEvents("urgent", args, opts=(deletion or LogDeletion.named("delete")).options())
        pulumi.export("rules", made.rule_arns)
        pulumi.export("group", made.log_group_name)
        pulumi.export("retention", made.retention)
        pulumi.export("queue", made.dead_letter_queue_name)
        pulumi.export("alarms", made.alarm_arns)

    return record(program, preview=True)


def test_each_detection_has_a_rule(naming: Naming) -> None:
    recording = events(naming)
    assert {one.name: one.inputs for one in recording.of_type("aws:cloudwatch/eventRule:EventRule")} == {
        f"urgent-{one.id}-rule": {
            "name": f"acme-dev-{one.id}",
            "description": f"{one.title} ({one.severity.value})",
            "eventPattern": rule_pattern(one),
            "tags": {**naming.tags, "Name": f"acme-dev-{one.id}", "Severity": one.severity.value},
        }
        for one in (STOPPED, DENIED)
    }


def test_a_rule_tells_the_topic_and_keeps_the_event(naming: Naming) -> None:
    common = {
        "rule": "acme-dev-stopped",
        "retryPolicy": {"maximumEventAgeInSeconds": 3600, "maximumRetryAttempts": 20},
        "deadLetterConfig": {"arn": QUEUE},
    }
    message = announcement(naming, STOPPED)
    recording = events(naming, [STOPPED])
    assert {one.name: one.inputs for one in recording.of_type(TARGETS)} == {
        "urgent-stopped-topic-target": {
            **common,
            "targetId": "topic",
            "arn": TOPIC,
            "inputTransformer": {"inputPaths": dict(PATHS), "inputTemplate": message["input_template"]},
        },
        "urgent-stopped-log-target": {**common, "targetId": "log", "arn": GROUP_ARN},
    }


def test_a_target_waits_until_it_could_write(naming: Naming) -> None:
    recording = events(naming, [STOPPED])
    assert {one.name: one.dependencies for one in recording.of_type(TARGETS)} == {
        "urgent-stopped-topic-target": {"urgent-stopped-rule", "urgent-undelivered-queue", "urgent-group-policy"},
        "urgent-stopped-log-target": {
            "urgent-stopped-rule",
            "urgent-undelivered-queue",
            "urgent-group-policy",
            "urgent-group",
        },
    }


@pytest.mark.parametrize(("given", "encryption"), [(None, {}), (KEY, {"kmsKeyId": KEY})])
def test_where_events_are_kept(naming: Naming, given: str | None, encryption: dict[str, str]) -> None:
    recording = events(naming, [STOPPED], key_arn=given)
    assert recording.one("aws:cloudwatch/logGroup:LogGroup").inputs == {
        "name": GROUP,
        "retentionInDays": 90,
        "tags": {**naming.tags, "Name": GROUP},
        **encryption,
    }
    policy = recording.one("aws:cloudwatch/logResourcePolicy:LogResourcePolicy").inputs
    assert policy["policyName"] == "acme-dev-urgent"
    assert json.loads(policy["policyDocument"]) == log_group_policy(naming, GROUP)


@pytest.mark.parametrize("key_arn", [None, KEY])
def test_what_could_not_be_delivered_is_kept_whatever_happens_to_the_key(naming: Naming, key_arn: str | None) -> None:
    recording = events(naming, key_arn=key_arn)
    queue = recording.one("aws:sqs/queue:Queue").inputs
    policy = dead_letter_policy(naming, "acme-dev-urgent-undelivered", ["acme-dev-stopped", "acme-dev-denied"])
    assert {**queue, "policy": json.loads(queue["policy"])} == {
        "name": "acme-dev-urgent-undelivered",
        "messageRetentionSeconds": 1_209_600,
        "sqsManagedSseEnabled": True,
        "policy": policy,
        "tags": {**naming.tags, "Name": "acme-dev-urgent-undelivered"},
    }
    alarm = recording.one("aws:cloudwatch/metricAlarm:MetricAlarm", "urgent-undelivered-alarm").inputs
    assert {key: alarm[key] for key in ("name", "namespace", "metricName", "dimensions", "threshold")} == {
        "name": "acme-dev-urgent-undelivered",
        "namespace": "AWS/SQS",
        "metricName": "ApproximateNumberOfMessagesVisible",
        "dimensions": {"QueueName": "acme-dev-urgent-undelivered"},
        "threshold": 1,
    }
    assert (alarm["statistic"], alarm["comparisonOperator"], alarm["alarmActions"]) == (
        "Maximum",
        "GreaterThanOrEqualToThreshold",
        [TOPIC],
    )


def test_all_is_known_at_first_preview(naming: Naming) -> None:
    recording = events(naming)
    assert unknowns(recording) == set()
    assert recording.outputs == {
        "rules": {"stopped": f"{RULE}stopped", "denied": f"{RULE}denied"},
        "group": GROUP,
        "retention": {GROUP: 90},
        "queue": "acme-dev-urgent-undelivered",
        "alarms": {"undelivered": "arn:aws:cloudwatch:us-east-1:123456789012:alarm:acme-dev-urgent-undelivered"},
    }


@pytest.mark.parametrize("kept", [True, False])
def test_all_of_it_is_kept_or_deleted(naming: Naming, kept: bool) -> None:
    recording = events(naming, deletion=LogDeletion.named("retain" if kept else "delete"))
    assert len(recording.registrations) == 11
    assert {one.parent for one in recording.registrations[1:]} == {"urgent"}
    assert {(one.request.protect, one.request.retainOnDelete) for one in recording.registrations} == {(kept, kept)}


def test_the_pattern_is_that_of_the_detection() -> None:
    assert json.loads(rule_pattern(STOPPED))["detail"] == {
        "eventSource": ["cloudtrail.amazonaws.com"],
        "eventName": ["StopLogging"],
    }


@pytest.mark.parametrize(
    ("detection", "reason"),
    [
        (REJECTED, "EventBridge has CloudTrail's events, and no flow records"),
        (
            replace(STOPPED, pattern='{ $.a[0] = "x" }'),
            "$.a[0] is one element, and EventBridge looks at all of a list",
        ),
    ],
)
def test_what_eventbridge_cannot_express(detection: Detection, reason: str) -> None:
    with pytest.raises(pulumi.RunError) as raised:
        rule_pattern(detection)
    assert str(raised.value) == (
        f'The detection "{detection.id}" can\'t be a rule of EventBridge: {reason}. Leave it to its alarm.'
    )


def test_no_detections_are_no_rules(naming: Naming) -> None:
    with pytest.raises(pulumi.RunError, match=r'^DetectionEvents "urgent" has no detections, and so no rules: leave '):
        events(naming, [])


URGENT = [
    pytest.param(detection, id=f"{profile}-{detection.id}")
    for profile in PROFILES
    for detection in urgent(catalog(PROFILES[profile], EXAMPLE, DEFAULT).detections)
]


def test_only_what_cannot_wait_is_urgent() -> None:
    assert urgent([STOPPED, DENIED, REJECTED]) == [STOPPED]
    assert len(URGENT) >= 4 * len(PROFILES)


@pytest.mark.parametrize("detection", URGENT)
def test_rules_get_the_events_of_the_catalog(naming: Naming, detection: Detection) -> None:
    """What only reads, List or Get, goes to no rule in the state ENABLED (EventBridge API Reference, PutRule)."""
    assert rule_pattern(detection)
    assert len(naming.rule(detection.id)) <= 64
    assert len(f"{detection.title} ({detection.severity.value})") <= 512
    for sample in detection.matching:
        assert isinstance(sample.event, dict)
        assert sample.event["readOnly"] is False


def delivered(naming: Naming, detection: Detection, event: dict[str, Any]) -> dict[str, Any]:
    """The message, as EventBridge makes it of an event."""
    message = announcement(naming, detection)
    paths, text = message.get("input_paths"), str(message["input_template"])
    assert isinstance(paths, dict)
    for name, path in paths.items():
        value: Any = event
        for step in str(path).removeprefix("$.").split("."):
            value = value.get(step, "")
        text = text.replace(f"<{name}>", value)
    assert not re.search(r"<[^>]*>", text)
    return json.loads(text)


EVENT: dict[str, Any] = {
    "account": "123456789012",
    "region": "us-east-1",
    "time": "2026-03-01T09:00:00Z",
    "detail": {
        "eventName": "StopLogging",
        "userIdentity": {"arn": "arn:aws:iam::123456789012:user/ada"},
        "sourceIPAddress": "192.0.2.17",
        "eventID": "1569796a-0d47-4b70-b7a5-255cfb94a74b",
    },
}


def test_a_message_says_what_happened_and_what_to_do(naming: Naming) -> None:
    assert delivered(naming, STOPPED, EVENT) == {
        "version": "1.0",
        "source": "custom",
        "content": {
            "textType": "client-markdown",
            "title": "CRITICAL: The trail was stopped",
            "description": "StopLogging by arn:aws:iam::123456789012:user/ada from 192.0.2.17 at 2026-03-01T09:00:00Z "
            "in account 123456789012, us-east-1. Nothing is recorded.",
            "nextSteps": ["Start it."],
            "keywords": ["acme-dev", "critical", "stopped"],
        },
        "metadata": {"additionalContext": {"detection": "stopped", "eventId": "1569796a-0d47-4b70-b7a5-255cfb94a74b"}},
    }


def test_a_text_cannot_become_a_variable(naming: Naming) -> None:
    message = delivered(naming, replace(STOPPED, title='<who> says "no"', why="0 < 1"), EVENT)
    assert message["content"]["title"] == 'CRITICAL: <who> says "no"'
    assert message["content"]["description"].endswith("us-east-1. 0 < 1")


@pytest.mark.parametrize("detection", URGENT)
def test_messages_of_the_catalog_fit(naming: Naming, detection: Detection) -> None:
    """EventBridge API Reference, InputTransformer: 8192 characters."""
    assert len(str(announcement(naming, detection)["input_template"])) <= 8192
    assert delivered(naming, detection, EVENT)["content"]["nextSteps"] == [detection.remedy]


@PARTITIONS
def test_the_policies(naming: Naming, partition: str, region: str) -> None:
    there = replace(naming, partition=partition, region=region)
    group = f"arn:{partition}:logs:{region}:123456789012:log-group:/g:*"
    queue = f"arn:{partition}:sqs:{region}:123456789012:q"
    written = {"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"], "Resource": group}
    assert log_group_policy(there, "/g")["Statement"] == [
        {**written, "Sid": "EventBridgeWrites", "Principal": {"Service": "events.amazonaws.com"}},
        {**written, "Sid": "LogDeliveryWrites", "Principal": {"Service": "delivery.logs.amazonaws.com"}},
    ]
    assert dead_letter_policy(there, "q", ["a", "b"])["Statement"] == [
        {
            "Sid": "RulesSendUndelivered",
            "Effect": "Allow",
            "Principal": {"Service": "events.amazonaws.com"},
            "Action": "sqs:SendMessage",
            "Resource": queue,
            "Condition": {
                "ArnEquals": {
                    "aws:SourceArn": [
                        f"arn:{partition}:events:{region}:123456789012:rule/a",
                        f"arn:{partition}:events:{region}:123456789012:rule/b",
                    ]
                }
            },
        },
        {
            "Sid": "DenyInsecureTransport",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "sqs:*",
            "Resource": queue,
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        },
    ]
    for policy in (log_group_policy(there, "/g"), dead_letter_policy(there, "q", ["a", "b"])):
        assert findings(json.dumps(policy)) == []


def send(service: str = "events", action: str = "sqs:SendMessage", queue: str = QUEUE, **said: str) -> Request:
    context = {"rule": "aws:SourceArn", "tls": "aws:SecureTransport"}
    return Request(
        action,
        queue,
        Principal("Service", f"{service}.amazonaws.com"),
        {context[name]: (value,) for name, value in said.items()},
    )


@pytest.mark.parametrize(
    ("request_", "decision"),
    [
        (send(rule=f"{RULE}stopped", tls="true"), Decision.ALLOWED),
        (send(rule=f"{RULE}stopped", tls="false"), Decision.DENIED),
        (send(rule=f"{RULE}stopped2"), Decision.NOT_ALLOWED),
        (send(rule=f"{RULE}stopped".replace("123456789012", "210987654321")), Decision.NOT_ALLOWED),
        (send(), Decision.NOT_ALLOWED),
        (send("sns", rule=f"{RULE}stopped"), Decision.NOT_ALLOWED),
        (send(action="sqs:ReceiveMessage", rule=f"{RULE}stopped"), Decision.NOT_ALLOWED),
        (send(queue=f"{QUEUE}2", rule=f"{RULE}stopped"), Decision.NOT_ALLOWED),
    ],
)
def test_who_may_send_to_the_queue(naming: Naming, request_: Request, decision: Decision) -> None:
    policy = dead_letter_policy(naming, "acme-dev-urgent-undelivered", ["acme-dev-stopped"])
    assert evaluate(json.dumps(policy), request_) == decision


@pytest.mark.parametrize(
    ("service", "action", "resource", "decision"),
    [
        ("events", "logs:PutLogEvents", f"{GROUP_ARN}:log-stream:x", Decision.ALLOWED),
        ("delivery.logs", "logs:CreateLogStream", f"{GROUP_ARN}:log-stream:x", Decision.ALLOWED),
        ("events", "logs:PutLogEvents", f"{GROUP_ARN}2:log-stream:x", Decision.NOT_ALLOWED),
        ("events", "logs:DeleteLogStream", f"{GROUP_ARN}:log-stream:x", Decision.NOT_ALLOWED),
        ("sns", "logs:PutLogEvents", f"{GROUP_ARN}:log-stream:x", Decision.NOT_ALLOWED),
    ],
)
def test_who_may_write_to_the_log_group(
    naming: Naming, service: str, action: str, resource: str, decision: Decision
) -> None:
    policy = json.dumps(log_group_policy(naming, GROUP))
    assert evaluate(policy, Request(action, resource, Principal("Service", f"{service}.amazonaws.com"))) == decision


def test_the_key_of_the_logs_covers_the_log_group_of_events(naming: Naming) -> None:
    policy = key_policy(naming, [LogGroupEncryption((naming.event_log_group("urgent"),))])
    said = {"kms:EncryptionContext:aws:logs:arn": (GROUP_ARN,)}
    asked = Request("kms:GenerateDataKey", KEY, Principal("Service", "logs.us-east-1.amazonaws.com"), said)
    assert evaluate(policy, asked) == Decision.ALLOWED
