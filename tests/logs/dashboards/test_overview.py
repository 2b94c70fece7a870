from dataclasses import replace

import pytest

from logs.dashboards.grid import place
from logs.dashboards.metrics import MetricLine
from logs.dashboards.overview import Overview
from logs.dashboards.widgets import AlarmStatus, Graph, LogQuery, LogView, Note, TaggedMetrics
from logs.detections.benchmark.profiles import SECURITY_HUB
from logs.detections.catalog import catalog
from logs.detections.detection import LogSource
from logs.detections.own.watched import EXAMPLE
from logs.flow_records.record_format import DEFAULT, RecordFormat
from logs.insights.fields import unknown_fields

DETECTIONS = catalog(SECURITY_HUB, EXAMPLE, DEFAULT).detections
TRAIL, TRAFFIC, ERRORS = "/monitoring/dev/audit-logs", "/monitoring/dev/traffic-logs", "/monitoring/dev/errors"
FULL = Overview(
    name="monitoring-dev",
    tag=("Monitoring", "monitoring-dev"),
    alarms={"By severity": ["arn:1", "arn:2"], "All": [f"arn:{number}" for number in range(7)]},
    detections=DETECTIONS,
    log_groups={LogSource.TRAIL: TRAIL, LogSource.FLOW_LOG: TRAFFIC},
    record_format=DEFAULT,
    further_log_groups=[ERRORS],
    subscribed_log_groups=[TRAIL],
    delivery_streams=["monitoring-dev-audit-stream"],
    topics=["monitoring-dev-alerts"],
    rules=["monitoring-dev-root-sign-in"],
    dead_letter_queues=["monitoring-dev-detections"],
)
BARE = Overview(
    name="monitoring-dev",
    tag=("Monitoring", "monitoring-dev"),
    alarms={},
    detections=[],
    log_groups={},
    record_format=DEFAULT,
)


def titles(overview: Overview) -> list[str]:
    """What one reads from the top to the bottom."""
    found: list[str] = []
    for placed in place(overview.rows):
        widget = placed.widget
        found.append(widget.markdown.splitlines()[0] if isinstance(widget, Note) else getattr(widget, "title", ""))
    return found


def metrics(overview: Overview) -> list[MetricLine]:
    graphs = [placed.widget for placed in place(overview.rows) if isinstance(placed.widget, Graph)]
    return [metric for graph in graphs for metric in graph.metrics]


def test_all_that_there_is_from_what_is_wrong_to_what_it_costs() -> None:
    assert titles(FULL) == [
        "# monitoring-dev",
        "By severity",
        "All",
        "## What was found in the logs",
        "Found: critical",
        "Found: high",
        "Found: medium",
        "Found: low",
        "## Sign-ins and failed calls",
        "Sign-ins to the console",
        "Failed calls over time",
        "Failed calls by error and action",
        "## Traffic",
        "Bytes accepted and rejected",
        "Who talks most",
        "What is rejected, by port",
        "## Delivery",
        "Events that arrive",
        "Seconds until Firehose delivers",
        "Events that subscriptions lost",
        "Alerts that did not arrive",
        "## What costs: bytes taken in",
        "Bytes by the hour",
        "Bytes of a day",
        "## What has the tag",
        "Instances",
    ]


def test_what_is_not_there_has_no_widget() -> None:
    assert titles(BARE) == ["# monitoring-dev", "## What has the tag", "Instances"]
    assert metrics(BARE) == []


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        (["action", "bytes"], ["Bytes accepted and rejected"]),
        (["srcaddr", "dstaddr", "bytes", "packets"], ["Who talks most"]),
        (["srcaddr", "dstport", "protocol", "action"], ["What is rejected, by port"]),
        (["interface-id"], []),
    ],
)
def test_traffic_is_shown_as_far_as_the_records_say_it(fields: list[str], shown: list[str]) -> None:
    overview = replace(FULL, record_format=RecordFormat.of_names(fields))
    queries = [one.widget for one in place(overview.rows) if isinstance(one.widget, LogQuery)]
    assert [query.title for query in queries if query.log_group == TRAFFIC] == shown
    assert ("## Traffic" in titles(overview)) == bool(shown)


def test_every_detection_is_on_exactly_one_graph_of_its_severity() -> None:
    graphs = {graph.title: graph for placed in place(FULL.rows) if isinstance(graph := placed.widget, Graph)}
    for severity in {detection.severity for detection in DETECTIONS}:
        lines = graphs[f"Found: {severity.value}"].metrics
        assert [(line.namespace, line.name, line.label, line.dimensions) for line in lines] == [
            ("LogMetrics", f"monitoring-dev-{detection.id}", detection.title, {})
            for detection in DETECTIONS
            if detection.severity is severity
        ]


def test_metrics_are_of_what_the_stack_has_and_as_aws_documents_them() -> None:
    found = [metric for metric in metrics(FULL) if metric.namespace != "LogMetrics"]
    assert {(metric.namespace, metric.name, *metric.dimensions, metric.statistic) for metric in found} == {
        ("AWS/Logs", "IncomingLogEvents", "LogGroupName", "Sum"),
        ("AWS/Logs", "IncomingBytes", "LogGroupName", "Sum"),
        ("AWS/Logs", "DeliveryErrors", "LogGroupName", "Sum"),
        ("AWS/Logs", "DeliveryThrottling", "LogGroupName", "Sum"),
        ("AWS/Firehose", "DeliveryToS3.DataFreshness", "DeliveryStreamName", "Maximum"),
        ("AWS/Firehose", "IncomingBytes", "DeliveryStreamName", "Sum"),
        ("AWS/SNS", "NumberOfNotificationsFailed", "TopicName", "Sum"),
        ("AWS/Events", "FailedInvocations", "RuleName", "Sum"),
        ("AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", "Maximum"),
    }
    assert {value for metric in found for value in metric.dimensions.values()} == {
        TRAIL,
        TRAFFIC,
        ERRORS,
        "monitoring-dev-audit-stream",
        "monitoring-dev-alerts",
        "monitoring-dev-root-sign-in",
        "monitoring-dev-detections",
    }


def test_queries_ask_the_right_log_group_for_what_it_has() -> None:
    queries = [one.widget for one in place(FULL.rows) if isinstance(one.widget, LogQuery)]
    assert {query.title: unknown_fields(query.query) for query in queries if unknown_fields(query.query)} == {}
    assert {query.title for query in queries if FULL.log_groups[query.query.source] != query.log_group} == set()


def test_lines_are_drawn_only_of_queries_over_time() -> None:
    """CloudWatch Logs User Guide, "Visualize time series data": by bin, and by nothing else."""
    queries = [one.widget for one in place(FULL.rows) if isinstance(one.widget, LogQuery)]
    over_time = {query.title for query in queries if query.view is LogView.LINES}
    assert over_time == {"Failed calls over time", "Bytes accepted and rejected"}
    for query in queries:
        grouped = query.query.commands[-1].partition(" by ")[2]
        assert grouped.startswith("bin(") == (query.title in over_time), query.title


def test_more_alarms_than_a_widget_shows_are_on_two() -> None:
    overview = replace(BARE, alarms={"All": [f"arn:{number}" for number in range(130)]})
    widgets = [placed for placed in place(overview.rows) if isinstance(placed.widget, AlarmStatus)]
    assert [len(placed.widget.alarm_arns) for placed in widgets if isinstance(placed.widget, AlarmStatus)] == [100, 30]
    assert [placed.height for placed in widgets] == [36, 12]


def test_what_others_tag_is_shown() -> None:
    [tagged] = [one.widget for one in place(BARE.rows) if isinstance(one.widget, TaggedMetrics)]
    assert (tagged.tag, tagged.resource_type) == (("Monitoring", "monitoring-dev"), "AWS::EC2::Instance")
    assert [name for name, _ in tagged.statistics] == ["CPUUtilization", "NetworkOut", "StatusCheckFailed"]
