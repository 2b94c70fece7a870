import json
from dataclasses import replace

import pulumi
import pytest

from components.alerts import (
    ALERT_PUBLISHERS,
    AlertTopic,
    AlertTopicArgs,
    EmailSubscription,
    HttpsSubscription,
    QueueSubscription,
    Subscription,
)
from components.deletion import LogDeletion
from components.encryption import TopicEncryption
from components.naming import Naming
from components.notifications import topic_policy
from tests.support.linter import findings
from tests.support.recorder import Recording, record

TOPIC = "arn:aws:sns:us-east-1:123456789012:acme-dev-alerts"
KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
QUEUE = "arn:aws:sqs:us-east-1:123456789012:pager"
EVERY_KIND: tuple[Subscription, ...] = (
    EmailSubscription("ops@example.com"),
    QueueSubscription(QUEUE),
    HttpsSubscription("https://example.com/a-secret"),
)
PARTITIONS = pytest.mark.parametrize(
    ("partition", "region"), [("aws", "us-east-1"), ("aws-us-gov", "us-gov-west-1"), ("aws-cn", "cn-north-1")]
)


def topic(
    naming: Naming,
    *subscriptions: Subscription,
    deletion: str = "delete",
    key_arn: str | None = None,
    preview: bool = True,
) -> Recording:
    def program() -> None:
        args: AlertTopicArgs = {"naming": naming, "subscriptions": subscriptions}
        if key_arn is not None:
            args["key_arn"] = key_arn
        decision = LogDeletion.named("retain" if deletion == "retain" else "delete")
        made = AlertTopic("alerts", args, opts=decision.options())
        pulumi.export("name", made.topic_name)
        pulumi.export("arn", made.topic_arn)
        pulumi.CustomResource("aws:test:Taker", "taker", {"taken": made.topic_arn})

    return record(program, preview=preview)


@PARTITIONS
def test_alarms_and_rules_may_publish(naming: Naming, partition: str, region: str) -> None:
    there = replace(naming, partition=partition, region=region)
    arn = f"arn:{partition}:sns:{region}:123456789012:alerts"
    text = topic_policy(there, "alerts", ALERT_PUBLISHERS)
    assert json.loads(text)["Statement"] == [
        {
            "Sid": "CloudWatchAlarms",
            "Effect": "Allow",
            "Principal": {"Service": "cloudwatch.amazonaws.com"},
            "Action": "SNS:Publish",
            "Resource": arn,
            "Condition": {
                "StringEquals": {"aws:SourceAccount": "123456789012"},
                "ArnLike": {"aws:SourceArn": f"arn:{partition}:cloudwatch:{region}:123456789012:alarm:*"},
            },
        },
        {
            "Sid": "EventBridgeRules",
            "Effect": "Allow",
            "Principal": {"Service": "events.amazonaws.com"},
            "Action": "SNS:Publish",
            "Resource": arn,
        },
        {
            "Sid": "DenyInsecureTransport",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "SNS:Publish",
            "Resource": arn,
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        },
    ]
    assert findings(text) == []


@PARTITIONS
def test_alarms_and_rules_may_use_the_topics_key(naming: Naming, partition: str, region: str) -> None:
    there = replace(naming, partition=partition, region=region)
    assert TopicEncryption(ALERT_PUBLISHERS).key_statements(there) == [
        {
            "Sid": "CloudWatchAlarmsKey",
            "Effect": "Allow",
            "Principal": {"Service": "cloudwatch.amazonaws.com"},
            "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
            "Resource": "*",
            "Condition": {
                "StringEquals": {"aws:SourceAccount": "123456789012"},
                "ArnLike": {"aws:SourceArn": f"arn:{partition}:cloudwatch:{region}:123456789012:alarm:*"},
            },
        },
        {
            "Sid": "EventBridgeRulesKey",
            "Effect": "Allow",
            "Principal": {"Service": "events.amazonaws.com"},
            "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
            "Resource": "*",
        },
    ]


@pytest.mark.parametrize(("given", "encryption"), [(None, {}), (KEY, {"kmsMasterKeyId": KEY})])
def test_a_topic_its_policy_and_its_subscriptions(
    naming: Naming, given: str | None, encryption: dict[str, str]
) -> None:
    recording = topic(naming, *EVERY_KIND, key_arn=given)
    made = [one for one in recording.registrations if one.name not in ("alerts", "taker")]
    assert {(one.type, one.name, one.parent): one.inputs for one in made} == {
        ("aws:sns/topic:Topic", "alerts-topic", "alerts"): {
            "name": "acme-dev-alerts",
            "tags": {**naming.tags, "Name": "acme-dev-alerts"},
            **encryption,
        },
        ("aws:sns/topicPolicy:TopicPolicy", "alerts-topic-policy", "alerts"): {
            "arn": TOPIC,
            "policy": topic_policy(naming, "acme-dev-alerts", ALERT_PUBLISHERS),
        },
        ("aws:sns/topicSubscription:TopicSubscription", "alerts-email-af3c8254-subscription", "alerts"): {
            "topic": TOPIC,
            "protocol": "email",
            "endpoint": "ops@example.com",
        },
        ("aws:sns/topicSubscription:TopicSubscription", "alerts-sqs-e36c6a6a-subscription", "alerts"): {
            "topic": TOPIC,
            "protocol": "sqs",
            "endpoint": QUEUE,
        },
        ("aws:sns/topicSubscription:TopicSubscription", "alerts-https-2a7d6c58-subscription", "alerts"): {
            "topic": TOPIC,
            "protocol": "https",
            "endpoint": "https://example.com/a-secret",
        },
    }


def test_one_who_is_named_twice_is_told_once(naming: Naming) -> None:
    recording = topic(naming, EmailSubscription("a@example.com"), EmailSubscription("a@example.com"))
    assert len(recording.of_type("aws:sns/topicSubscription:TopicSubscription")) == 1


def test_an_address_that_could_be_overheard_is_refused() -> None:
    with pytest.raises(ValueError, match=r'^"http://example.com" is not an address for alerts: it has to begin with'):
        HttpsSubscription("http://example.com")


def test_whatever_takes_the_topic_waits_for_its_policy(naming: Naming) -> None:
    recording = topic(naming, *EVERY_KIND)
    takers = [
        *recording.of_type("aws:test:Taker"),
        *recording.of_type("aws:sns/topicSubscription:TopicSubscription"),
    ]
    assert [one.dependencies for one in takers] == [{"alerts-topic-policy"}] * 4


def test_outputs_are_known_at_first_preview(naming: Naming) -> None:
    assert topic(naming).outputs == {"name": "acme-dev-alerts", "arn": TOPIC}


@pytest.mark.parametrize("deletion", ["retain", "delete"])
def test_the_whole_topic_is_kept_or_deleted(naming: Naming, deletion: str) -> None:
    recording = topic(naming, *EVERY_KIND, deletion=deletion)
    ours = [one for one in recording.registrations if one.name != "taker"]
    kept = deletion == "retain"
    assert len(ours) == 6
    assert {(one.request.protect, one.request.retainOnDelete) for one in ours} == {(kept, kept)}
