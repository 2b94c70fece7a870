import json
from dataclasses import replace

import pulumi
import pytest

from components.alerts import AlarmPublisher, EventPublisher
from components.deletion import LogDeletion
from components.naming import Naming
from components.notifications import Publisher, TrailPublisher, TrailTopic, TrailTopicArgs, topic_policy
from sandbox.iam import Decision, Principal, Request, evaluate
from tests.support.recorder import Recording, record

PARTITIONS = pytest.mark.parametrize(
    ("partition", "region"), [("aws", "us-east-1"), ("aws-us-gov", "us-gov-west-1"), ("aws-cn", "cn-north-1")]
)
TOPIC = "arn:aws:sns:us-east-1:123456789012:acme-dev-audit"
KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"


def topic(naming: Naming, deletion: LogDeletion, *, preview: bool = True, key_arn: str | None = None) -> Recording:
    def program() -> None:
        args: TrailTopicArgs = {"naming": naming, "trail": "t"}
        made = TrailTopic("audit", args if key_arn is None else {**args, "key_arn": key_arn}, opts=deletion.options())
        pulumi.export("name", made.topic_name)
        pulumi.export("arn", made.topic_arn)

    return record(program, preview=preview)


@PARTITIONS
def test_the_policy_is_the_one_that_aws_documents(naming: Naming, partition: str, region: str) -> None:
    there = replace(naming, partition=partition, region=region)
    arn = f"arn:{partition}:sns:{region}:123456789012:audit"
    assert json.loads(topic_policy(there, "audit", [TrailPublisher("t")])) == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "AWSCloudTrailSNSPolicy20131101",
                "Effect": "Allow",
                "Principal": {"Service": "cloudtrail.amazonaws.com"},
                "Action": "SNS:Publish",
                "Resource": arn,
                "Condition": {
                    "StringEquals": {"aws:SourceArn": f"arn:{partition}:cloudtrail:{region}:123456789012:trail/t"}
                },
            },
            {
                "Sid": "DenyInsecureTransport",
                "Effect": "Deny",
                "Principal": "*",
                "Action": "SNS:Publish",
                "Resource": arn,
                "Condition": {"Bool": {"aws:SecureTransport": "false"}},
            },
        ],
    }


def publish(service: str, *, topic: str = TOPIC, action: str = "SNS:Publish", **context: str) -> Request:
    names = {"arn": "aws:SourceArn", "account": "aws:SourceAccount", "tls": "aws:SecureTransport"}
    said = {"tls": "true", **context}
    return Request(
        action,
        topic,
        Principal("Service", f"{service}.amazonaws.com"),
        {names[name]: (value,) for name, value in said.items()},
    )


TRAIL = "arn:aws:cloudtrail:us-east-1:123456789012:trail/"
ALARM = "arn:aws:cloudwatch:us-east-1:123456789012:alarm:"


@pytest.mark.parametrize(
    ("publisher", "request_", "decision"),
    [
        (TrailPublisher("t"), publish("cloudtrail", arn=f"{TRAIL}t"), Decision.ALLOWED),
        (TrailPublisher("t"), publish("cloudtrail", arn=f"{TRAIL}t", tls="false"), Decision.DENIED),
        (TrailPublisher("t"), publish("cloudtrail", arn=f"{TRAIL}t2"), Decision.NOT_ALLOWED),
        (TrailPublisher("t"), publish("cloudtrail"), Decision.NOT_ALLOWED),
        (
            TrailPublisher("t"),
            publish("cloudtrail", arn=f"{TRAIL}t".replace("123456789012", "210987654321")),
            Decision.NOT_ALLOWED,
        ),
        (TrailPublisher("t"), publish("cloudtrail", arn=f"{TRAIL}t", topic=f"{TOPIC}2"), Decision.NOT_ALLOWED),
        (TrailPublisher("t"), publish("cloudtrail", arn=f"{TRAIL}t", action="SNS:Subscribe"), Decision.NOT_ALLOWED),
        (TrailPublisher("t"), publish("events", arn=f"{TRAIL}t"), Decision.NOT_ALLOWED),
        (AlarmPublisher(), publish("cloudwatch", arn=f"{ALARM}a", account="123456789012"), Decision.ALLOWED),
        (AlarmPublisher(), publish("cloudwatch", arn=f"{ALARM}a", account="210987654321"), Decision.NOT_ALLOWED),
        (EventPublisher(), publish("events"), Decision.ALLOWED),
        (EventPublisher(), publish("events", tls="false"), Decision.DENIED),
    ],
)
def test_who_may_publish(naming: Naming, publisher: Publisher, request_: Request, decision: Decision) -> None:
    assert evaluate(topic_policy(naming, "acme-dev-audit", [publisher]), request_) == decision


def test_a_service_that_says_nothing_has_no_empty_condition(naming: Naming) -> None:
    statement = json.loads(topic_policy(naming, "audit", [EventPublisher()]))["Statement"][0]
    assert set(statement) == {"Sid", "Effect", "Principal", "Action", "Resource"}


@pytest.mark.parametrize(("given", "encryption"), [(None, {}), (KEY, {"kmsMasterKeyId": KEY})])
def test_a_topic_and_its_policy(naming: Naming, given: str | None, encryption: dict[str, str]) -> None:
    recording = topic(naming, LogDeletion.named("retain"), key_arn=given)
    assert [(one.type, one.name, one.parent, one.inputs) for one in recording.registrations[1:]] == [
        (
            "aws:sns/topic:Topic",
            "audit-topic",
            "audit",
            {"name": "acme-dev-audit", "tags": {**naming.tags, "Name": "acme-dev-audit"}, **encryption},
        ),
        (
            "aws:sns/topicPolicy:TopicPolicy",
            "audit-topic-policy",
            "audit",
            {"arn": TOPIC, "policy": topic_policy(naming, "acme-dev-audit", [TrailPublisher("t")])},
        ),
    ]
    assert recording.registrations[2].dependencies == {"audit-topic"}


@pytest.mark.parametrize("kept", [True, False])
def test_the_whole_topic_is_kept_or_deleted(naming: Naming, kept: bool) -> None:
    recording = topic(naming, LogDeletion.named("retain" if kept else "delete"))
    assert len(recording.registrations) == 3
    assert {(one.request.protect, one.request.retainOnDelete) for one in recording.registrations} == {(kept, kept)}


def test_outputs_are_known_at_first_preview(naming: Naming) -> None:
    assert topic(naming, LogDeletion.named("delete")).outputs == {"name": "acme-dev-audit", "arn": TOPIC}


def test_what_takes_the_topic_waits_for_its_policy(naming: Naming) -> None:
    def program() -> None:
        made = TrailTopic("audit", {"naming": naming, "trail": "t"})
        for output in ("topic_name", "topic_arn"):
            pulumi.CustomResource("aws:test:Taker", output, {"taken": getattr(made, output)})

    recording = record(program)
    assert [one.dependencies for one in recording.of_type("aws:test:Taker")] == [{"audit-topic-policy"}] * 2
