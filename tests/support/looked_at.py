"""What dashboards, saved queries and alarms look at, and whether a program has it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from components.naming import Naming
from components.settings import Settings
from logs.detections.detection import LogSource
from logs.insights.fields import unknown_fields
from logs.insights.query import InsightsQuery
from tests.support.recorder import UNKNOWN, Recording

_METRICS = {
    ("AWS/EC2", "CPUUtilization"): "InstanceId",
    ("AWS/EC2", "NetworkOut"): "InstanceId",
    ("AWS/EC2", "StatusCheckFailed"): "InstanceId",
    ("AWS/Events", "FailedInvocations"): "RuleName",
    ("AWS/Firehose", "DeliveryToS3.DataFreshness"): "DeliveryStreamName",
    ("AWS/Firehose", "IncomingBytes"): "DeliveryStreamName",
    ("AWS/Logs", "DeliveryErrors"): "LogGroupName",
    ("AWS/Logs", "DeliveryThrottling"): "LogGroupName",
    ("AWS/Logs", "IncomingBytes"): "LogGroupName",
    ("AWS/Logs", "IncomingLogEvents"): "LogGroupName",
    ("AWS/SNS", "NumberOfNotificationsFailed"): "TopicName",
    ("AWS/SQS", "ApproximateNumberOfMessagesVisible"): "QueueName",
}
"""Metrics that AWS writes, to their one dimension (the services' guides, "CloudWatch metrics")."""


@dataclass(frozen=True)
class _There:
    """What a program has that can be looked at."""

    counted: frozenset[tuple[str, str]]
    """Namespace and name of each metric of a metric filter."""
    named: Mapping[str, frozenset[str]]
    """A dimension to the names of all that has it."""
    sources: Mapping[str, LogSource]
    """The log groups of the trail and of flow logs, to what is in them."""
    alarm_arns: frozenset[str]
    record_fields: tuple[str, ...]
    """What a flow record has, in its order, as queries call it."""


def unfounded(recording: Recording, naming: Naming, settings: Settings) -> list[str]:
    """What is looked at and isn't there, as sentences; empty where all of it is.

    Args:
        recording: A program that was run or previewed.
        naming: The program's.
        settings: The program's.
    """
    there = _there(recording, naming, settings)
    return [
        *(
            problem
            for one in recording.of_type("aws:cloudwatch/dashboard:Dashboard")
            for problem in _shown(one.inputs, there)
        ),
        *(
            problem
            for one in recording.of_type("aws:cloudwatch/queryDefinition:QueryDefinition")
            for problem in _saved(one.inputs, there)
        ),
        *(
            problem
            for one in recording.of_type("aws:cloudwatch/metricAlarm:MetricAlarm")
            for problem in _alarmed(one.inputs, there)
        ),
        *(
            problem
            for one in recording.of_type("aws:cloudwatch/logMetricFilter:LogMetricFilter")
            for problem in _filtered(one.inputs, there)
        ),
    ]


def _there(recording: Recording, naming: Naming, settings: Settings) -> _There:
    def named(type_: str, key: str = "name") -> set[str]:
        return {one.inputs[key] for one in recording.of_type(type_)}

    filters = [
        one.inputs["metricTransformation"]
        for one in recording.of_type("aws:cloudwatch/logMetricFilter:LogMetricFilter")
    ]
    trail_group = (
        recording.one("aws:cloudtrail/trail:Trail").inputs["cloudWatchLogsGroupArn"].removesuffix(":*").split(":")[-1]
    )
    flow_logs = [one.inputs for one in recording.of_type("aws:ec2/flowLog:FlowLog")]
    to_groups = {
        one["logDestination"].split(":")[-1] for one in flow_logs if one["logDestinationType"] == "cloud-watch-logs"
    }
    to_streams = {
        one["logDestination"].rpartition("/")[2]
        for one in flow_logs
        if one["logDestinationType"] == "kinesis-data-firehose"
    }
    # Without a network there are no flow logs, and yet there may be a log group for them.
    group = recording.outputs.get("flowLogGroup", "")
    traffic_groups = to_groups or ({group} - {""})
    adopted_stream = {settings.existing_delivery_stream} - {""}
    return _There(
        frozenset((one["namespace"], one["name"]) for one in filters),
        {
            "DeliveryStreamName": frozenset(
                named("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream") | to_streams | adopted_stream
            ),
            "InstanceId": frozenset({*settings.watched_instances, UNKNOWN}),
            "LogGroupName": frozenset({*named("aws:cloudwatch/logGroup:LogGroup"), trail_group, *traffic_groups}),
            "QueueName": frozenset(named("aws:sqs/queue:Queue")),
            "RuleName": frozenset(named("aws:cloudwatch/eventRule:EventRule")),
            "TopicName": frozenset(named("aws:sns/topic:Topic")),
        },
        {trail_group: LogSource.TRAIL, **dict.fromkeys(traffic_groups, LogSource.FLOW_LOG)},
        frozenset(
            map(
                naming.alarm_arn,
                named("aws:cloudwatch/metricAlarm:MetricAlarm")
                | named("aws:cloudwatch/compositeAlarm:CompositeAlarm", "alarmName"),
            )
        ),
        tuple(
            field.strip("${}").replace("-", "_")
            for field in (flow_logs[0]["logFormat"] if flow_logs else settings.flow_log_format.log_format).split()
        ),
    )


def _shown(dashboard: Mapping[str, Any], there: _There) -> Iterator[str]:
    for widget in json.loads(dashboard["dashboardBody"])["widgets"]:
        properties = widget["properties"]
        match widget["type"]:
            case "alarm":
                yield from (f"dashboard: no alarm {arn}" for arn in properties["alarms"] if arn not in there.alarm_arns)
            case "metric":
                for namespace, name, *rest in properties["metrics"]:
                    dimensions = dict(zip(rest[:-1:2], rest[1:-1:2], strict=True))
                    yield from _missing_metric("dashboard", namespace, name, dimensions, there)
            case "log":
                source, _, query = properties["query"].partition(" | ")
                yield from _missing_fields("dashboard", source[len("SOURCE '") : -1], query.split("\n| "), there)
            case "explorer":
                metrics = [("AWS/EC2", one["metricName"]) for one in properties["metrics"]]
                yield from (f"dashboard: no metric {one}" for one in metrics if one not in _METRICS)
            case other:
                if other != "text":
                    yield f"dashboard: what is a widget of the type {other}?"


def _saved(query: Mapping[str, Any], there: _There) -> Iterator[str]:
    _, *commands = query["queryString"].replace("\n", "\n| ", 1).split("\n| ")
    for group in query["logGroupNames"]:
        yield from _missing_fields(query["name"], group, commands, there)


def _alarmed(alarm: Mapping[str, Any], there: _There) -> Iterator[str]:
    yield from _missing_metric(
        alarm["name"], alarm["namespace"], alarm["metricName"], alarm.get("dimensions", {}), there
    )


def _filtered(metric_filter: Mapping[str, Any], there: _There) -> Iterator[str]:
    name, group, pattern = metric_filter["name"], metric_filter["logGroupName"], metric_filter["pattern"]
    source = there.sources.get(group)
    if source is None:
        yield f"{name}: no log group {group}"
    elif source is LogSource.FLOW_LOG and pattern != UNKNOWN:
        places = tuple(place.strip().partition("=")[0] for place in pattern.strip("[]").split(","))
        if places != there.record_fields:
            yield f"{name}: a record isn't {', '.join(places)}"


def _missing_metric(who: str, namespace: str, name: str, dimensions: Mapping[str, str], there: _There) -> Iterator[str]:
    if (namespace, name) in there.counted and not dimensions:
        return
    dimension = _METRICS.get((namespace, name))
    if dimension is None or set(dimensions) != {dimension}:
        yield f"{who}: no metric {namespace} {name} of {sorted(dimensions)}"
    elif dimensions[dimension] not in there.named[dimension]:
        yield f"{who}: nothing is called {dimension} {dimensions[dimension]}"


def _missing_fields(who: str, group: str, commands: Iterable[str], there: _There) -> Iterator[str]:
    source = there.sources.get(group)
    if source is None:
        yield f"{who}: no log group {group}"
        return
    commands = tuple(commands)
    unknown = unknown_fields(InsightsQuery(who, "", source, commands))
    if unknown:
        yield f"{who}: no event of {group} has {', '.join(unknown)}"
    for command in commands:
        if source is LogSource.FLOW_LOG and command.startswith("parse @message "):
            names = tuple(command.rpartition(" as ")[2].replace("`", "").split(", "))
            if names != there.record_fields:
                yield f"{who}: a record isn't {', '.join(names)}"
