"""What can be asked about alarms, metrics and dashboards."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from pydantic import JsonValue

from ops.aws.calls import read
from ops.facts import Reading
from ops.watch_facts import Alarm, Point, StreamMetrics

if TYPE_CHECKING:
    from mypy_boto3_cloudwatch import CloudWatchClient
    from mypy_boto3_cloudwatch.type_defs import CompositeAlarmTypeDef, MetricAlarmTypeDef, MetricDataQueryTypeDef

# CloudWatch API reference, DescribeAlarms.
_MOST_NAMES: Final = 100
_PERIOD: Final = 300
# Firehose developer guide, "Monitor Amazon Data Firehose using CloudWatch metrics".
_STREAM_METRICS: Final = {
    "succeeded": ("DeliveryToS3.Success", "Average"),
    "delivered": ("DeliveryToS3.Records", "Sum"),
    "age": ("DeliveryToS3.DataFreshness", "Maximum"),
}


@dataclass(frozen=True, kw_only=True)
class Watching:
    """The part of an `Account` that CloudWatch answers for."""

    cloudwatch: "CloudWatchClient"

    def alarms(self, names: Sequence[str]) -> Reading[dict[str, Alarm]]:
        """Those of the alarms that there are, by name."""

        def call() -> dict[str, Alarm]:
            found: dict[str, Alarm] = {}
            for some in _batches(names, _MOST_NAMES):
                pages = self.cloudwatch.get_paginator("describe_alarms").paginate(
                    AlarmNames=some, AlarmTypes=["MetricAlarm", "CompositeAlarm"]
                )
                for page in pages:
                    found |= {alarm.get("AlarmName", ""): _metric_alarm(alarm) for alarm in page["MetricAlarms"]}
                    found |= {alarm.get("AlarmName", ""): _composite(alarm) for alarm in page["CompositeAlarms"]}
            return found

        return read("cloudwatch:DescribeAlarms", call, {})

    def stream_metrics(self, name: str, since: datetime, until: datetime) -> Reading[StreamMetrics]:
        """What was measured of a delivery stream, by five minutes."""

        def call() -> StreamMetrics:
            pages = self.cloudwatch.get_paginator("get_metric_data").paginate(
                MetricDataQueries=[_query(key, name) for key in _STREAM_METRICS],
                StartTime=since,
                EndTime=until,
                ScanBy="TimestampDescending",
            )
            points: dict[str, list[Point]] = {key: [] for key in _STREAM_METRICS}
            for result in (result for page in pages for result in page["MetricDataResults"]):
                values = zip(result.get("Timestamps", []), result.get("Values", []), strict=True)
                points[result.get("Id", "")] += [Point(*value) for value in values]
            return StreamMetrics(**{key: tuple(values) for key, values in points.items()})

        return read("cloudwatch:GetMetricData", call, {})

    def dashboard(self, name: str) -> Reading[dict[str, JsonValue]]:
        """What is on the dashboard (CloudWatch API reference: Dashboard body structure and syntax)."""

        def call() -> dict[str, JsonValue]:
            return json.loads(self.cloudwatch.get_dashboard(DashboardName=name)["DashboardBody"])

        gone = "the dashboard does not exist"
        # The service's own model has the first, its answers the second.
        absent = {"DashboardNotFoundError": gone, "ResourceNotFound": gone}
        return read("cloudwatch:GetDashboard", call, absent)


def _query(key: str, stream: str) -> "MetricDataQueryTypeDef":
    metric, statistic = _STREAM_METRICS[key]
    return {
        "Id": key,
        "MetricStat": {
            "Metric": {
                "Namespace": "AWS/Firehose",
                "MetricName": metric,
                "Dimensions": [{"Name": "DeliveryStreamName", "Value": stream}],
            },
            "Period": _PERIOD,
            "Stat": statistic,
        },
    }


def _metric_alarm(alarm: "MetricAlarmTypeDef") -> Alarm:
    return Alarm(
        state=alarm.get("StateValue", ""),
        changed=_latest(alarm.get("StateUpdatedTimestamp"), alarm.get("AlarmConfigurationUpdatedTimestamp")),
        actions_enabled=alarm.get("ActionsEnabled", True),
        actions=frozenset(alarm.get("AlarmActions", [])),
        rule="",
        looks_back_seconds=alarm.get("Period", 0) * alarm.get("EvaluationPeriods", 0),
    )


def _composite(alarm: "CompositeAlarmTypeDef") -> Alarm:
    return Alarm(
        state=alarm.get("StateValue", ""),
        changed=_latest(alarm.get("StateUpdatedTimestamp"), alarm.get("AlarmConfigurationUpdatedTimestamp")),
        actions_enabled=alarm.get("ActionsEnabled", True),
        actions=frozenset(alarm.get("AlarmActions", [])),
        rule=alarm.get("AlarmRule", ""),
        looks_back_seconds=0,
    )


def _latest(*times: datetime | None) -> datetime | None:
    return max((time for time in times if time), default=None)


def _batches(names: Sequence[str], size: int) -> list[list[str]]:
    return [list(names[start : start + size]) for start in range(0, len(names), size)]
