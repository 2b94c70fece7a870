import json
from typing import Any

import pytest

from components.naming import Naming
from logs.dashboards.grid import dashboard_body
from logs.dashboards.overview import Overview
from logs.detections.benchmark.profiles import PROFILES
from logs.detections.catalog import catalog
from logs.detections.detection import LogSource
from logs.detections.own.watched import EXAMPLE
from logs.flow_records.record_format import DEFAULT
from ops.verify.check import Status
from ops.verify.dashboard import Shown, check_dashboard, shown_by

NAMING = Naming("monitoring", "dev", "aws", "123456789012", "us-east-1")


def body(*metrics: list[Any]) -> dict[str, Any]:
    return {"widgets": [{"type": "metric", "properties": {"metrics": [*metrics]}}]}


def test_all_that_the_stacks_dashboard_names_can_be_looked_for() -> None:
    detections = catalog(PROFILES["security-hub"], EXAMPLE, DEFAULT).detections
    overview = Overview(
        name=NAMING.dashboard(),
        tag=("Monitoring", "monitoring-dev"),
        alarms={"Detections": [NAMING.alarm_arn("monitoring-dev-high")]},
        detections=detections,
        log_groups={LogSource.TRAIL: "/trail", LogSource.FLOW_LOG: "/flow"},
        record_format=DEFAULT,
        further_log_groups=["/errors"],
        subscribed_log_groups=["/trail"],
        delivery_streams=["stream"],
        topics=["topic"],
        rules=["rule"],
        dead_letter_queues=["queue"],
    )
    metrics = [detection.metric(NAMING.dashboard()) for detection in detections]

    assert shown_by(json.loads(dashboard_body(overview.rows, "us-east-1"))) == Shown(
        log_groups=frozenset({"/trail", "/flow", "/errors"}),
        delivery_streams=frozenset({"stream"}),
        topics=frozenset({"topic"}),
        rules=frozenset({"rule"}),
        queues=frozenset({"queue"}),
        alarms=frozenset({"monitoring-dev-high"}),
        metrics=frozenset(f"{metric.namespace} {metric.name}" for metric in metrics),
    )


LINES: list[Any] = [
    ([[]], Shown()),
    ([["AWS/EC2", "CPUUtilization", "InstanceId", "i-1"]], Shown(others=frozenset({"AWS/EC2"}))),
    ([["AWS/Logs", "IncomingBytes"]], Shown(others=frozenset({"AWS/Logs"}))),
    (
        [["AWS/Logs", "IncomingBytes", "LogGroupName", "a"], [".", "IncomingLogEvents", ".", "."], ["...", "b"]],
        Shown(log_groups=frozenset({"a", "b"})),
    ),
    ([[{"expression": "m1 * 2"}], ["Custom", "One", {"stat": "Sum"}]], Shown(metrics=frozenset({"Custom One"}))),
]


@pytest.mark.parametrize(("metrics", "shown"), LINES)
def test_metrics_are_read_as_cloudwatch_reads_them(metrics: list[list[Any]], shown: Shown) -> None:
    assert shown_by(body(*metrics)) == shown


def test_a_body_with_no_widgets_or_unknown_ones_shows_nothing() -> None:
    assert shown_by({}) == Shown()
    assert shown_by({"widgets": [{"type": "new"}, {}]}) == Shown()


def test_what_is_not_there_is_named_and_what_was_not_looked_for_is_said() -> None:
    exists, resolved = check_dashboard("d", body(["AWS/EC2", "CPUUtilization"]), ("alarm a", "queue q"))

    assert (exists.status, exists.detail) == (Status.OK, "1 widgets")
    assert (resolved.status, resolved.detail) == (Status.FAILED, "not there: alarm a, queue q; not looked for: AWS/EC2")
