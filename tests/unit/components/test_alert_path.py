"""The alert path holds: whatever publishes, is let in by the topic and by the topic's key."""

from collections.abc import Callable, Sequence
from typing import ClassVar

import pytest

import components.alerts.topic
import components.events.detections
from components.alarms import AlertsPer, DeliveryAlarms, DetectionAlarms
from components.alerts import ALERT_PUBLISHERS, AlarmPublisher, AlertTopic, AlertTopicArgs, EventPublisher
from components.documents import Conditions, Document
from components.encryption import LogKey, TopicEncryption
from components.events import DetectionEvents
from components.events.policies import dead_letter_policy, log_group_policy
from components.naming import Naming
from components.notifications import Publisher, TrailPublisher
from logs.detections.detection import LogSource
from tests.support.alert_path import broken_links
from tests.support.recorder import record
from tests.support.watched_faults import STOPPED

TOPIC = "arn:aws:sns:us-east-1:123456789012:acme-dev-alerts"
GROUP = "arn:aws:logs:us-east-1:123456789012:log-group:/aws/events/acme/dev/urgent"
QUEUE = "arn:aws:sqs:us-east-1:123456789012:acme-dev-urgent-undelivered"
RULE_TARGETS = ("urgent-stopped-log-target", "urgent-stopped-topic-target")


def alerts(
    naming: Naming, *, key_users: Sequence[Publisher] | None = ALERT_PUBLISHERS, per: AlertsPer = "severity"
) -> Callable[[], None]:
    def program() -> None:
        args: AlertTopicArgs = {"naming": naming, "subscriptions": []}
        if key_users is not None:
            users = [TopicEncryption(tuple(key_users))]
            args["key_arn"] = LogKey("alerts", {"naming": naming, "users": users}).key_arn
        topic = AlertTopic("alerts", args).topic_arn
        DetectionAlarms(
            "detections",
            {
                "naming": naming,
                "detections": [STOPPED],
                "log_groups": {LogSource.TRAIL: "/acme/dev/audit-logs"},
                "topic_arn": topic,
                "alerts_per": per,
            },
        )
        DeliveryAlarms("delivery", {"naming": naming, "topic_arn": topic})
        DetectionEvents("urgent", {"naming": naming, "detections": [STOPPED], "topic_arn": topic, "retention_days": 30})

    return program


def alarms(per: AlertsPer) -> tuple[str, ...]:
    made = {"severity": "detections-critical-composite", "detection": "detections-stopped-alarm"}
    return ("delivery-alerts-lost-alarm", made[per], "urgent-undelivered-alarm")


@pytest.mark.parametrize("per", ["severity", "detection"])
@pytest.mark.parametrize("key_users", [ALERT_PUBLISHERS, None], ids=["with a key", "without"])
def test_every_alert_gets_there(naming: Naming, key_users: Sequence[Publisher] | None, per: AlertsPer) -> None:
    assert broken_links(record(alerts(naming, key_users=key_users, per=per)), naming) == []


def unusable_key(naming: Naming, *users: Publisher) -> list[str]:
    return broken_links(record(alerts(naming, key_users=users)), naming)


def refused(names: Sequence[str], service: str, *actions: str, to: str) -> list[str]:
    return [f"{name}: {service}.amazonaws.com may not {action} {to}" for name in names for action in actions]


KEY_ACTIONS = ("kms:Decrypt", "kms:GenerateDataKey")


def test_a_key_that_cloudwatch_cannot_use(naming: Naming) -> None:
    expected = refused(alarms("severity"), "cloudwatch", *KEY_ACTIONS, to=f"for {TOPIC}")
    assert unusable_key(naming, EventPublisher()) == expected


def test_a_key_that_eventbridge_cannot_use(naming: Naming) -> None:
    expected = refused(RULE_TARGETS[1:], "events", *KEY_ACTIONS, to=f"for {TOPIC}")
    assert unusable_key(naming, AlarmPublisher()) == expected


class HeldEvents(EventPublisher):
    """EventBridge, held to what it doesn't say."""

    sid: ClassVar[str] = "Held"

    def conditions(self, naming: Naming) -> Conditions:
        return {"StringEquals": {"aws:SourceAccount": naming.account}}


def test_a_condition_that_eventbridge_cannot_meet(naming: Naming, monkeypatch: pytest.MonkeyPatch) -> None:
    held = (AlarmPublisher(), HeldEvents())
    monkeypatch.setattr(components.alerts.topic, "ALERT_PUBLISHERS", held)
    assert unusable_key(naming, *held) == [
        *refused(RULE_TARGETS[1:], "events", "SNS:Publish", to=f"at {TOPIC}"),
        *refused(RULE_TARGETS[1:], "events", *KEY_ACTIONS, to=f"for {TOPIC}"),
    ]


def test_a_topic_that_lets_in_someone_else(naming: Naming, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(components.alerts.topic, "ALERT_PUBLISHERS", (TrailPublisher("t"),))
    assert unusable_key(naming, *ALERT_PUBLISHERS) == sorted(
        [
            *refused(alarms("severity"), "cloudwatch", "SNS:Publish", to=f"at {TOPIC}"),
            *refused(RULE_TARGETS[1:], "events", "SNS:Publish", to=f"at {TOPIC}"),
        ]
    )


def for_other_rules(naming: Naming, queue: str, _: Sequence[str]) -> Document:
    return dead_letter_policy(naming, queue, ["other"])


def for_another_group(naming: Naming, _: str) -> Document:
    return log_group_policy(naming, "/aws/events/other")


def test_a_queue_for_other_rules_and_a_policy_for_another_group(
    naming: Naming, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(components.events.detections, "dead_letter_policy", for_other_rules)
    monkeypatch.setattr(components.events.detections, "log_group_policy", for_another_group)
    assert broken_links(record(alerts(naming)), naming) == sorted(
        [
            *refused(RULE_TARGETS[:1], "events", "logs:CreateLogStream", "logs:PutLogEvents", to=f"at {GROUP}"),
            *refused(RULE_TARGETS, "events", "sqs:SendMessage", to=f"at {QUEUE}"),
        ]
    )


def test_a_topic_that_is_not_there(naming: Naming) -> None:
    def program() -> None:
        DeliveryAlarms("delivery", {"naming": naming, "topic_arn": f"{TOPIC}2"})

    assert broken_links(record(program), naming) == [f"delivery-alerts-lost-alarm: there is no {TOPIC}2"]
