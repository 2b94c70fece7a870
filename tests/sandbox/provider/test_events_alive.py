"""Events, as ministack brings them to life: from the bus, through a rule, to a topic's queue and a queue of its own."""

import json

import pytest

from sandbox.provider.aws import Aws
from sandbox.provider.values import Properties
from tests.sandbox.provider.account import depth, messages
from tests.sandbox.provider.client import Client
from tests.sandbox.provider.samples_queues import ALERTS_ARN, DEAD_LETTERS_ARN, queue_policy
from tests.sandbox.provider.test_alarms_alive import QUEUE, QUEUE_POLICY, SUBSCRIPTION, TOPIC

RULE = "aws:cloudwatch/eventRule:EventRule"
TARGET = "aws:cloudwatch/eventTarget:EventTarget"
GROUP = "aws:cloudwatch/logGroup:LogGroup"

STOPPED = json.dumps({"source": ["aws.cloudtrail"], "detail": {"eventName": ["StopLogging"]}})


@pytest.fixture
def rule(client: Client) -> str:
    return client.create(RULE, "rule", {"name": "stopped", "eventPattern": STOPPED}).id


def queue(client: Client, name: str = "alerts") -> Properties:
    return client.create(QUEUE, name, {"name": name}).state


def put(aws: Aws, *names: str) -> None:
    """Put events on the bus, as AWS alone can put them on its own."""
    kind = "AWS API Call via CloudTrail"
    events = [
        {"Source": "aws.cloudtrail", "DetailType": kind, "Detail": json.dumps({"eventName": name})} for name in names
    ]
    assert aws.call("events", "put_events", {"Entries": events})["FailedEntryCount"] == 0


def test_an_event_reaches_the_queue_of_its_rule_and_no_other_does(client: Client, aws: Aws, rule: str) -> None:
    queue(client)
    client.create(TARGET, "target", {"rule": rule, "arn": ALERTS_ARN})
    put(aws, "StartLogging", "StopLogging")
    (event,) = messages(aws, "alerts")
    assert (json.loads(event)["detail"], json.loads(event)["source"]) == (
        {"eventName": "StopLogging"},
        "aws.cloudtrail",
    )


def test_an_event_reaches_the_topic_in_the_words_of_its_target(client: Client, aws: Aws, rule: str) -> None:
    topic = client.create(TOPIC, "topic", {"name": "audit"}).id
    alerts = queue(client)
    client.create(QUEUE_POLICY, "policy", {"queueUrl": alerts["url"], "policy": queue_policy(ALERTS_ARN)})
    subscribed = {"topic": topic, "protocol": "sqs", "endpoint": ALERTS_ARN, "rawMessageDelivery": True}
    client.create(SUBSCRIPTION, "subscription", subscribed)
    transformer = {"inputPaths": {"name": "$.detail.eventName"}, "inputTemplate": '"<name> was called"'}
    client.create(TARGET, "target", {"rule": rule, "arn": topic, "inputTransformer": transformer})
    put(aws, "StopLogging")
    assert messages(aws, "alerts") == ['"StopLogging was called"']


def test_a_disabled_rule_sends_nothing(client: Client, aws: Aws) -> None:
    queue(client)
    for name, status in (("off", "DISABLED"), ("on", "ENABLED")):
        client.create(RULE, name, {"name": name, "eventPattern": STOPPED, "state": status})
        client.create(TARGET, name, {"rule": name, "arn": ALERTS_ARN, "input": json.dumps(name)})
    put(aws, "StopLogging")
    assert messages(aws, "alerts") == ['"on"']


def test_what_a_target_can_not_take_is_dropped_here_and_the_dead_letter_queue_stays_empty(
    client: Client, aws: Aws, rule: str
) -> None:
    """AWS would put it there; a sandbox that did would have to be told of here, and in the documentation."""
    dead_letters = queue(client, "dead-letters")
    queue(client)
    missing = ALERTS_ARN.replace("alerts", "missing")
    dead = {"rule": rule, "arn": missing, "deadLetterConfig": {"arn": DEAD_LETTERS_ARN}}
    client.create(TARGET, "broken", {**dead, "retryPolicy": {"maximumRetryAttempts": 0}})
    client.create(TARGET, "whole", {"rule": rule, "arn": ALERTS_ARN})
    put(aws, "StopLogging")
    assert len(messages(aws, "alerts")) == 1
    assert depth(aws, dead_letters["url"]) == 0


def test_a_log_group_is_a_target_that_gets_nothing_here(client: Client, aws: Aws, rule: str) -> None:
    """ministack has the events and moto the log groups; what is declared is kept, and nothing is delivered."""
    group = client.create(GROUP, "group", {"name": "/aws/events/monitoring"})
    queue(client)
    client.create(TARGET, "group", {"rule": rule, "targetId": "group", "arn": group.state["arn"]})
    client.create(TARGET, "queue", {"rule": rule, "targetId": "queue", "arn": ALERTS_ARN})
    put(aws, "StopLogging")
    assert len(messages(aws, "alerts")) == 1
    assert aws.call("logs", "describe_log_streams", {"logGroupName": group.id})["logStreams"] == []
    targets = aws.call("events", "list_targets_by_rule", {"Rule": rule})["Targets"]
    assert {target["Id"]: target["Arn"] for target in targets} == {"group": group.state["arn"], "queue": ALERTS_ARN}
