"""What CloudWatch refuses of alarms, with AWS's codes and messages."""

from typing import Any

import pytest

from sandbox.provider.aws import Aws
from tests.sandbox.provider.account import refusal
from tests.sandbox.provider.sample import ACCOUNT, TOPIC_ARN

ALARM: dict[str, Any] = {
    "AlarmName": "watched",
    "Namespace": "LogMetrics",
    "MetricName": "root-activity",
    "Statistic": "Sum",
    "Period": 300,
    "EvaluationPeriods": 1,
    "Threshold": 1.0,
    "ComparisonOperator": "GreaterThanThreshold",
}
OF_MATH: dict[str, Any] = {
    "AlarmName": "math",
    "EvaluationPeriods": 1,
    "Threshold": 1.0,
    "ComparisonOperator": "GreaterThanThreshold",
}
STAT = {"Metric": {"Namespace": "LogMetrics", "MetricName": "m"}, "Period": 300, "Stat": "Sum"}


def put(aws: Aws, base: dict[str, Any], **changes: Any) -> str | None:
    request = {name: value for name, value in {**base, **changes}.items() if value is not None}
    refused = refusal(aws, "cloudwatch", "put_metric_alarm", request)
    return refused and refused.removeprefix("PutMetricAlarm: ValidationError: ")


ACTIONS = [
    TOPIC_ARN,
    f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:notify",
    f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:notify:live",
    "arn:aws:automate:us-east-1:ec2:recover",
    f"arn:aws:autoscaling:us-east-1:{ACCOUNT}:scalingPolicy:x:autoScalingGroupName/a:policyName/b",
    f"arn:aws:ssm:us-east-1:{ACCOUNT}:opsitem:1",
    f"arn:aws:ssm-incidents::{ACCOUNT}:response-plan/critical",
]
NO_ACTIONS = ["audit", f"arn:aws:sqs:us-east-1:{ACCOUNT}:alerts", "arn:aws:sns:us-east-1:12:audit", f"{TOPIC_ARN}:sub"]


def test_actions_that_there_are(aws: Aws) -> None:
    for member in ("AlarmActions", "OKActions", "InsufficientDataActions"):
        refused = [put(aws, ALARM, **{member: [action]}) for action in ACTIONS]
        assert refused == [None] * len(ACTIONS)


@pytest.mark.parametrize("action", NO_ACTIONS)
@pytest.mark.parametrize("member", ["AlarmActions", "OKActions", "InsufficientDataActions"])
def test_actions_that_there_are_not(aws: Aws, member: str, action: str) -> None:
    assert put(aws, ALARM, **{member: [TOPIC_ARN, action]}) == f"Invalid arn syntax: {action}"
    request = {"AlarmName": "all", "AlarmRule": "TRUE", member: [action]}
    expected = f"PutCompositeAlarm: ValidationError: Invalid arn syntax: {action}"
    assert refusal(aws, "cloudwatch", "put_composite_alarm", request) == expected


def test_a_topic_of_another_region(aws: Aws) -> None:
    topic = TOPIC_ARN.replace("us-east-1", "eu-west-1")
    expected = "Invalid region eu-west-1 specified. Only us-east-1 is supported."
    assert put(aws, ALARM, AlarmActions=[topic]) == expected


MATH = [{"Id": "m", "MetricStat": STAT, "ReturnData": False}, {"Id": "e", "Expression": "m * 2"}]
BAND = {"Id": "b", "Expression": "ANOMALY_DETECTION_BAND(m, 2)"}
RETURNING = "Exactly one element of the metrics list should return data."
METRICS: list[tuple[dict[str, Any], dict[str, Any], str | None]] = [
    (ALARM, {}, None),
    (ALARM, {"Statistic": None, "ExtendedStatistic": "p99"}, None),
    (ALARM, {"Period": None}, "Period must be set, or Metrics"),
    (ALARM, {"MetricName": None, "Namespace": None}, "MetricName, Namespace must be set, or Metrics"),
    (ALARM, {"Statistic": None}, "Exactly one of Statistic and ExtendedStatistic must be set"),
    (ALARM, {"ExtendedStatistic": "p99"}, "Exactly one of Statistic and ExtendedStatistic must be set"),
    (ALARM, {"Threshold": None}, "Threshold must be set"),
    (OF_MATH, {"Metrics": MATH}, None),
    (ALARM, {"Metrics": MATH}, "Metrics can't be set together with MetricName, Namespace, Period, Statistic"),
    (OF_MATH, {"Metrics": MATH[:1]}, RETURNING),
    (OF_MATH, {"Metrics": [{"Id": "m", "MetricStat": STAT}, MATH[1]]}, RETURNING),
    (OF_MATH, {"Metrics": [{"Id": "m", "MetricStat": STAT}, BAND], "ThresholdMetricId": "b", "Threshold": None}, None),
    (OF_MATH, {"Metrics": [MATH[0], BAND], "ThresholdMetricId": "b", "Threshold": None}, RETURNING),
    (OF_MATH, {"Metrics": [{"Id": "m"}]}, "The metric m needs either an expression or a metric."),
    (OF_MATH, {"Metrics": [{**MATH[1], "MetricStat": STAT}]}, "The metric e needs either an expression or a metric."),
]


@pytest.mark.parametrize(("base", "changes", "expected"), METRICS)
def test_what_an_alarm_watches(aws: Aws, base: dict[str, Any], changes: dict[str, Any], expected: str | None) -> None:
    assert put(aws, base, **changes) == expected


ODD = "Period must be 10, 20, 30 or a multiple of 60, and is {}"
DAY = "Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400)."
WEEK = "Metrics cannot be checked across more than a week (EvaluationPeriods * Period must be <= 604800)."


@pytest.mark.parametrize(
    ("period", "count", "expected"),
    [
        (10, 1, None),
        (20, 1, None),
        (30, 1, None),
        (60, 1_440, None),
        (40, 1, ODD.format(40)),
        (61, 1, ODD.format(61)),
        (60, 1_441, DAY),
        (3_600, 168, None),
        (3_600, 169, WEEK),
    ],
)
def test_periods(aws: Aws, period: int, count: int, expected: str | None) -> None:
    assert put(aws, ALARM, Period=period, EvaluationPeriods=count) == expected
    of_math = [{"Id": "m", "MetricStat": {**STAT, "Period": period}}]
    assert put(aws, OF_MATH, Metrics=of_math, EvaluationPeriods=count) == expected


def test_no_more_periods_have_to_breach_than_are_looked_at(aws: Aws) -> None:
    assert put(aws, ALARM, EvaluationPeriods=2, DatapointsToAlarm=2) is None
    expected = "DatapointsToAlarm is 3; at most EvaluationPeriods, 2, is allowed"
    assert put(aws, ALARM, EvaluationPeriods=2, DatapointsToAlarm=3) == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("ALARM(watched) AND NOT OK('watched'", "Error in AlarmRule"),
        ("ALARM watched", "Error in AlarmRule"),
        ("", "Error in AlarmRule"),
        ("ALARM(watched) OR ALARM(other)", "alarm:other] in the alarm rule do not exist"),
    ],
)
def test_the_rule_of_a_composite_alarm(aws: Aws, rule: str, expected: str) -> None:
    assert put(aws, ALARM) is None
    refused = refusal(aws, "cloudwatch", "put_composite_alarm", {"AlarmName": "all", "AlarmRule": rule or "()"})
    assert refused is not None
    assert refused.startswith("PutCompositeAlarm: ValidationError: ")
    assert expected in refused
    whole = {"AlarmName": "all", "AlarmRule": 'ALARM("watched") AND NOT (OK(watched) OR INSUFFICIENT_DATA(watched))'}
    assert refusal(aws, "cloudwatch", "put_composite_alarm", whole) is None
