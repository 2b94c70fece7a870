"""Alerts in a deployed stack: from a metric and from an event to a person's queue.

The emulators deliver alarms, topics and queues. They deliver no event to a log group and none to a dead-letter queue:
what is declared of those is read back (docs/sandbox.md lists it).
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from components.baseline.detections import stack_detections
from components.events import urgent
from logs.detections.detection import Detection
from logs.detections.sample import Sample, TrailEvent
from tests.engine.conftest import Checkout
from tests.engine.updates import Stack
from tests.support.cloud import Cloud
from tests.support.configuration import settings_of
from tests.support.linter import naming_in

pytestmark = pytest.mark.engine

ACCOUNT = "123456789012"
QUEUE = f"arn:aws:sqs:us-east-1:{ACCOUNT}:pager"
TOPIC = f"arn:aws:sns:us-east-1:{ACCOUNT}:monitoring-dev-alerts"
CRITICAL = "monitoring-dev-detections-critical"
DETECTIONS = stack_detections(settings_of("dev"), naming_in(Cloud(), "monitoring"))
COUNTED = [one for one in DETECTIONS if one.severity.value == "critical"]
URGENT = urgent(DETECTIONS)


@pytest.fixture(scope="module")
def account(checkout: Checkout) -> Iterator[Checkout]:
    """The stack dev, whose alerts go to a queue of others, too."""
    assert checkout.make("env").returncode == 0
    url = checkout.client("sqs").create_queue(QueueName="pager", Attributes={"Policy": json.dumps(LETS_SNS_IN)})[
        "QueueUrl"
    ]
    Stack(checkout).configure({"alertQueues": [QUEUE]})
    up = checkout.make("up")
    assert up.returncode == 0, up.stdout + up.stderr
    yield checkout
    checkout.client("sqs").delete_queue(QueueUrl=url)
    down = checkout.make("down")
    assert down.returncode == 0, down.stdout + down.stderr


LETS_SNS_IN = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "Alerts",
            "Effect": "Allow",
            "Principal": {"Service": "sns.amazonaws.com"},
            "Action": "sqs:SendMessage",
            "Resource": QUEUE,
            "Condition": {"ArnEquals": {"aws:SourceArn": TOPIC}},
        }
    ],
}


def told(account: Checkout) -> list[dict[str, Any]]:
    """What SNS has told the queue since it was last asked, with an end that the test itself publishes."""
    account.client("sns").publish(TopicArn=TOPIC, Message='"the end"')
    sqs, found = account.client("sqs"), list[dict[str, Any]]()
    url = sqs.get_queue_url(QueueName="pager")["QueueUrl"]
    while True:
        received = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=5).get("Messages", [])
        assert received, f"the queue never got the end, but {found}"
        for message in received:
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
            found.append(json.loads(message["Body"]))
        if any(one["Message"] == '"the end"' for one in found):
            return [one for one in found if one["Message"] != '"the end"']


def count(account: Checkout, detection: Detection, matches: float) -> None:
    """What its metric filter writes for a minute in which so many events matched."""
    metric = detection.metric("monitoring-dev")
    account.client("cloudwatch").put_metric_data(
        Namespace=metric.namespace,
        MetricData=[{"MetricName": metric.name, "Value": matches, "Timestamp": datetime.now(UTC)}],
    )


def states(account: Checkout) -> dict[str, str]:
    found = account.client("cloudwatch").describe_alarms(AlarmTypes=["MetricAlarm", "CompositeAlarm"])
    alarms = (*found["MetricAlarms"], *found["CompositeAlarms"])
    return {one["AlarmName"].removeprefix("monitoring-dev-"): one["StateValue"] for one in alarms}


def test_the_metric_of_each_detection_turns_its_alarm_and_the_composite_and_one_message_is_sent(
    account: Checkout,
) -> None:
    cloudwatch, off = account.client("cloudwatch"), dict.fromkeys((one.id for one in COUNTED), "OK")
    for detection in COUNTED:
        count(account, detection, 0)
    assert off.items() <= states(account).items()
    assert (states(account)["detections-critical"], told(account)) == ("OK", [])

    first, *others = COUNTED
    count(account, first, first.alarm.threshold)
    assert states(account).items() >= {**off, first.id: "ALARM", "detections-critical": "ALARM"}.items()
    [message] = told(account)
    said = json.loads(message["Message"])
    assert (message["TopicArn"], said["AlarmName"], said["NewStateValue"]) == (TOPIC, CRITICAL, "ALARM")
    assert "say which, what can come of it and what to do" in said["AlarmDescription"]

    for detection in others:
        count(account, detection, detection.alarm.threshold)
    assert states(account).items() >= {**dict.fromkeys(off, "ALARM"), "detections-critical": "ALARM"}.items()
    assert told(account) == [], "who was told of the first isn't told of those that follow"

    for detection in COUNTED:
        cloudwatch.set_alarm_state(AlarmName=f"monitoring-dev-{detection.id}", StateValue="OK", StateReason="over")
    assert states(account)["detections-critical"] == "OK"
    assert told(account) == []


def test_what_only_just_does_not_reach_the_threshold_tells_nobody(account: Checkout) -> None:
    [detection] = [one for one in COUNTED if one.id == "root-use"]
    cloudwatch = account.client("cloudwatch")
    [alarm] = cloudwatch.describe_alarms(AlarmNames=["monitoring-dev-root-use"])["MetricAlarms"]
    assert (alarm["Statistic"], alarm["ComparisonOperator"], alarm["Threshold"]) == (
        "Sum",
        "GreaterThanOrEqualToThreshold",
        detection.alarm.threshold,
    )
    assert (alarm["ActionsEnabled"], alarm["AlarmActions"]) == (True, [])


def test_alarms_about_delivery_tell_by_themselves(account: Checkout) -> None:
    cloudwatch = account.client("cloudwatch")
    for name in ("delivery-alerts-lost", "urgent-detections-undelivered", "delivery-trail-silent"):
        for state in ("OK", "ALARM"):
            cloudwatch.set_alarm_state(AlarmName=f"monitoring-dev-{name}", StateValue=state, StateReason="a test")
        [message] = told(account)
        assert json.loads(message["Message"])["AlarmName"] == f"monitoring-dev-{name}"
        cloudwatch.set_alarm_state(AlarmName=f"monitoring-dev-{name}", StateValue="OK", StateReason="a test")


def put(account: Checkout, event: TrailEvent | str) -> None:
    """Put an event of the trail on the bus, as AWS alone puts it there."""
    written: dict[str, Any] = json.loads(json.dumps(event))
    service = written["eventSource"].partition(".")[0]
    kind = "AWS Console Sign In" if written["eventName"] == "ConsoleLogin" else "AWS API Call"
    entry = {"Source": f"aws.{service}", "DetailType": f"{kind} via CloudTrail", "Detail": json.dumps(event)}
    assert account.client("events").put_events(Entries=[entry])["FailedEntryCount"] == 0


@pytest.mark.parametrize(
    ("detection", "sample"),
    [pytest.param(one, sample, id=f"{one.id}: {sample.what}") for one in URGENT for sample in one.matching],
)
def test_an_urgent_event_is_told_at_once(account: Checkout, detection: Detection, sample: Sample) -> None:
    put(account, sample.event)
    [message] = told(account)
    said = json.loads(message["Message"])
    assert said["metadata"]["additionalContext"]["detection"] == detection.id
    assert said["content"]["title"] == f"{detection.severity.value.upper()}: {detection.title}"
    assert isinstance(sample.event, dict)
    assert str(sample.event["eventName"]) in said["content"]["description"]


def test_what_only_looks_like_it_is_not_told(account: Checkout) -> None:
    for detection in URGENT:
        for sample in detection.near_misses:
            put(account, sample.event)
    assert told(account) == []


def test_where_else_an_urgent_event_goes_as_declared(account: Checkout) -> None:
    """AWS delivers to the log group, and to the queue what it could not deliver. Here both stay empty."""
    events, group = account.client("events"), "/aws/events/monitoring/dev/urgent-detections"
    queue = f"arn:aws:sqs:us-east-1:{ACCOUNT}:monitoring-dev-urgent-detections-undelivered"
    rules = {one["Name"]: one["State"] for one in events.list_rules()["Rules"]}
    assert rules == dict.fromkeys((f"monitoring-dev-{one.id}" for one in URGENT), "ENABLED")
    for rule in rules:
        targets = {one["Id"]: one for one in events.list_targets_by_rule(Rule=rule)["Targets"]}
        assert {id_: one["Arn"] for id_, one in targets.items()} == {
            "topic": TOPIC,
            "log": f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:{group}",
        }
        for target in targets.values():
            assert target["DeadLetterConfig"] == {"Arn": queue}
            assert target["RetryPolicy"] == {"MaximumRetryAttempts": 20, "MaximumEventAgeInSeconds": 3600}
    [policy] = account.client("logs").describe_resource_policies()["resourcePolicies"]
    statements = json.loads(policy["policyDocument"])["Statement"]
    assert {one["Principal"]["Service"] for one in statements} == {
        "events.amazonaws.com",
        "delivery.logs.amazonaws.com",
    }
    assert {one["Resource"] for one in statements} == {f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:{group}:*"}
    sqs = account.client("sqs")
    url = sqs.get_queue_url(QueueName=queue.rpartition(":")[2])["QueueUrl"]
    allowed, denied = json.loads(
        sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["Policy"])["Attributes"]["Policy"]
    )["Statement"]
    assert allowed["Principal"] == {"Service": "events.amazonaws.com"}
    assert sorted(allowed["Condition"]["ArnEquals"]["aws:SourceArn"]) == sorted(
        f"arn:aws:events:us-east-1:{ACCOUNT}:rule/{rule}" for rule in rules
    )
    assert (denied["Effect"], denied["Condition"]) == ("Deny", {"Bool": {"aws:SecureTransport": "false"}})


def test_dashboard_queries_and_group_are_there(account: Checkout) -> None:
    outputs = json.loads(account.pulumi("stack", "output", "--json").stdout)["views"]
    body = account.client("cloudwatch").get_dashboard(DashboardName=outputs["dashboardName"])["DashboardBody"]
    assert {one["type"] for one in json.loads(body)["widgets"]} == {"text", "alarm", "metric", "log", "explorer"}
    saved = account.client("logs").describe_query_definitions()["queryDefinitions"]
    assert sorted(one["name"] for one in saved) == sorted(outputs["savedQueries"])
    groups = account.client("resource-groups")
    query = json.loads(groups.get_group_query(GroupName="monitoring-dev")["GroupQuery"]["ResourceQuery"]["Query"])
    assert query["TagFilters"] == [{"Key": "Monitoring", "Values": ["monitoring-dev"]}]
    tagged = account.client("resourcegroupstaggingapi").get_resources(TagFilters=query["TagFilters"])
    arns = {one["ResourceARN"] for one in tagged["ResourceTagMappingList"]}
    assert any(":vpc/" in arn for arn in arns), arns
