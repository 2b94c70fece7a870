"""Alarms, as ministack brings them to life: from a metric, through the composite alarm and the topic, to a queue."""

import json
import time
from typing import Any

import pytest

from sandbox.provider.aws import Aws
from sandbox.provider.values import Properties
from tests.sandbox.provider.account import messages
from tests.sandbox.provider.client import Client
from tests.sandbox.provider.samples_queues import ALERTS_ARN, queue_policy

TOPIC = "aws:sns/topic:Topic"
QUEUE = "aws:sqs/queue:Queue"
QUEUE_POLICY = "aws:sqs/queuePolicy:QueuePolicy"
SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription"
ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm"

WATCHED: Properties = {
    "name": "root-activity",
    "namespace": "LogMetrics",
    "metricName": "root-activity",
    "statistic": "Sum",
    "period": 300,
    "evaluationPeriods": 1,
    "threshold": 1,
    "comparisonOperator": "GreaterThanOrEqualToThreshold",
    "treatMissingData": "notBreaching",
}


@pytest.fixture
def topic(client: Client) -> str:
    """A topic with a queue behind it."""
    topic = client.create(TOPIC, "topic", {"name": "audit"}).id
    queue = client.create(QUEUE, "queue", {"name": "alerts"})
    client.create(QUEUE_POLICY, "policy", {"queueUrl": queue.id, "policy": queue_policy(ALERTS_ARN)})
    client.create(SUBSCRIPTION, "subscription", {"topic": topic, "protocol": "sqs", "endpoint": queue.state["arn"]})
    return topic


def measure(aws: Aws, value: float, dimensions: dict[str, str] | None = None, age_s: float = 0) -> None:
    datum: dict[str, Any] = {
        "MetricName": "root-activity",
        "Value": value,
        "Timestamp": time.time() - age_s,
        "Dimensions": [{"Name": name, "Value": text} for name, text in (dimensions or {}).items()],
    }
    aws.call("cloudwatch", "put_metric_data", {"Namespace": "LogMetrics", "MetricData": [datum]})


def state(aws: Aws, name: str = "root-activity") -> str:
    request = {"AlarmNames": [name], "AlarmTypes": ["MetricAlarm", "CompositeAlarm"]}
    found = aws.call("cloudwatch", "describe_alarms", request)
    (alarm,) = [*found["MetricAlarms"], *found["CompositeAlarms"]]
    return alarm["StateValue"]


def notification(body: str) -> Properties:
    """Return what an alarm's message says, out of SNS's envelope."""
    return json.loads(json.loads(body)["Message"])


def test_a_metric_over_its_threshold_sends_one_page(client: Client, aws: Aws, topic: str) -> None:
    client.create(ALARM, "one", WATCHED)
    client.create(ALARM, "two", {**WATCHED, "name": "again"})
    rule = 'ALARM("root-activity") OR ALARM("again")'
    client.create(COMPOSITE, "page", {"alarmName": "critical", "alarmRule": rule, "alarmActions": [topic]})
    assert (state(aws), state(aws, "critical")) == ("INSUFFICIENT_DATA", "OK")
    measure(aws, 1)
    assert (state(aws), state(aws, "again"), state(aws, "critical")) == ("ALARM", "ALARM", "ALARM")
    (page,) = messages(aws, "alerts")
    said = notification(page)
    assert (said["AlarmName"], said["OldStateValue"], said["NewStateValue"]) == ("critical", "OK", "ALARM")


def test_an_alarm_tells_when_it_is_over(client: Client, aws: Aws, topic: str) -> None:
    client.create(ALARM, "alarm", {**WATCHED, "alarmActions": [topic], "okActions": [topic]})
    aws.call("cloudwatch", "set_alarm_state", {"AlarmName": "root-activity", "StateValue": "ALARM", "StateReason": "x"})
    measure(aws, 0)
    said = [notification(body)["NewStateValue"] for body in messages(aws, "alerts", count=2)]
    assert (state(aws), sorted(said)) == ("OK", ["ALARM", "OK"])


def test_an_alarm_whose_actions_are_off_tells_nothing(client: Client, aws: Aws, topic: str) -> None:
    client.create(ALARM, "alarm", {**WATCHED, "alarmActions": [topic], "actionsEnabled": False})
    measure(aws, 1)
    assert state(aws) == "ALARM"
    aws.call("sns", "publish", {"TopicArn": topic, "Message": "the end"})
    (only,) = messages(aws, "alerts")
    assert json.loads(only)["Message"] == "the end"


@pytest.mark.parametrize(
    ("declared", "measured", "expected"),
    [
        ({"User": "root"}, {"User": "root"}, "ALARM"),
        ({"User": "root"}, {"User": "other"}, "INSUFFICIENT_DATA"),
        ({"User": "root"}, {}, "INSUFFICIENT_DATA"),
        (None, {"User": "root"}, "INSUFFICIENT_DATA"),
    ],
)
def test_an_alarm_watches_the_metric_of_its_own_dimensions(
    client: Client, aws: Aws, declared: dict[str, str] | None, measured: dict[str, str], expected: str
) -> None:
    client.create(ALARM, "alarm", {**WATCHED, "dimensions": declared})
    measure(aws, 1, measured)
    assert state(aws) == expected


def test_so_many_periods_have_to_breach(client: Client, aws: Aws) -> None:
    client.create(ALARM, "alarm", {**WATCHED, "period": 60, "evaluationPeriods": 3, "datapointsToAlarm": 2})
    measure(aws, 5, age_s=90)
    assert state(aws) == "OK"
    measure(aws, 1)
    assert state(aws) == "ALARM"


def test_an_alarm_on_metric_math_is_kept_whole_and_never_evaluated(client: Client, aws: Aws) -> None:
    metric = {"namespace": "LogMetrics", "metricName": "root-activity", "period": 60, "stat": "Sum"}
    queries = [{"id": "m", "metric": metric}, {"id": "e", "expression": "m * 2", "returnData": True}]
    plain = {name: WATCHED[name] for name in ("name", "evaluationPeriods", "threshold", "comparisonOperator")}
    made = client.create(ALARM, "alarm", {**plain, "metricQueries": queries})
    measure(aws, 9)
    assert state(aws) == "INSUFFICIENT_DATA"
    (alarm,) = aws.call("cloudwatch", "describe_alarms", {"AlarmNames": [made.id]})["MetricAlarms"]
    assert {"MetricName", "Statistic", "Period"} & set(alarm) == set()
    assert [(query["Id"], query["ReturnData"]) for query in alarm["Metrics"]] == [("m", False), ("e", True)]


def test_an_alarm_that_a_composite_alarm_is_made_of_can_not_go_first(aws: Aws, client: Client) -> None:
    client.create(ALARM, "alarm", WATCHED)
    composite = client.create(COMPOSITE, "page", {"alarmName": "critical", "alarmRule": "ALARM(root-activity)"})
    with pytest.raises(Exception, match="there are composite alarm"):
        aws.call("cloudwatch", "delete_alarms", {"AlarmNames": ["root-activity"]})
    client.delete(composite)
    aws.call("cloudwatch", "delete_alarms", {"AlarmNames": ["root-activity"]})
