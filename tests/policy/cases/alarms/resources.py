"""What the cases of the rules on alarms are about: metric filters, alarms on their metrics, and who is told."""

from typing import Any

from pulumi.runtime.proto.resource_pb2 import RegisterResourceRequest

from tests.support.policy_server import registration

FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter"
ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm"
TOPIC = "aws:sns/topic:Topic"
TOPIC_ARN = "arn:aws:sns:us-east-1:123456789012:alerts"
ALERTS = registration(TOPIC, "alerts", name="alerts")
TARGET = registration("aws:cloudwatch/eventTarget:EventTarget", "target", rule="r", arn=TOPIC_ARN)
METRIC = {"namespace": "LogMetrics", "name": "root-use"}
WATCHING = {"namespace": "LogMetrics", "metricName": "root-use"}
QUERY = [{"id": "m1", "metric": WATCHING | {"period": 300, "stat": "Sum"}}, {"id": "e1", "expression": "m1 * 2"}]


def metric_filter(**inputs: Any) -> RegisterResourceRequest:
    given = {"metricTransformation": METRIC | {"value": "1"}, "logGroupName": "/logs", "pattern": "x"} | inputs
    return registration(FILTER, "filter", **given)


def alarm(name: str = "alarm", **inputs: Any) -> RegisterResourceRequest:
    return registration(ALARM, name, **({"name": name, "alarmActions": [TOPIC_ARN]} | WATCHING | inputs))


def composite(rule: str, name: str = "composite", **inputs: Any) -> RegisterResourceRequest:
    given = {"alarmName": name, "alarmRule": rule, "alarmActions": [TOPIC_ARN]} | inputs
    return registration(COMPOSITE, name, **given)


NATIVE_FILTER = registration(
    "aws-native:logs:MetricFilter",
    "filter",
    metricTransformations=[{"metricNamespace": "LogMetrics", "metricName": "root-use", "metricValue": "1"}],
)
NATIVE_ALARM = registration("aws-native:cloudwatch:Alarm", "alarm", alarmActions=[TOPIC_ARN], **WATCHING)
NATIVE_QUERY = registration(
    "aws-native:cloudwatch:Alarm", "alarm", metrics=[{"id": "m1", "metricStat": {"metric": WATCHING, "period": 300}}]
)

BY_USER = metric_filter(metricTransformation=METRIC | {"value": "1", "dimensions": {"User": "$.user"}})
NATIVE_BY_USER = registration(
    "aws-native:logs:MetricFilter",
    "filter",
    metricTransformations=[
        {
            "metricNamespace": "LogMetrics",
            "metricName": "root-use",
            "metricValue": "1",
            "dimensions": [{"key": "User", "value": "$.user"}],
        }
    ],
)
NATIVE_ROOT = registration(
    "aws-native:cloudwatch:Alarm",
    "alarm",
    alarmActions=[TOPIC_ARN],
    dimensions=[{"name": "User", "value": "root"}],
    **WATCHING,
)

COUNTED = metric_filter(metricTransformation=METRIC | {"value": "1", "unit": "Count"})
IN_COUNTS = alarm(
    namespace=None,
    metricName=None,
    metricQueries=[{"id": "m1", "metric": WATCHING | {"period": 300, "stat": "Sum", "unit": "Count"}}],
)
NATIVE_IN_COUNTS = registration(
    "aws-native:cloudwatch:Alarm",
    "alarm",
    metrics=[{"id": "m1", "metricStat": {"metric": WATCHING, "period": 300, "unit": "Count"}}],
)
