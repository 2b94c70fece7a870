import re
from collections.abc import Callable

import pytest

from logs.dashboards.metrics import MetricLine, incoming_bytes
from logs.dashboards.widgets import (
    AlarmStatus,
    Graph,
    GraphView,
    LogQuery,
    LogView,
    TaggedMetrics,
    Widget,
)
from logs.detections.detection import LogSource
from logs.insights.query import InsightsQuery

ALARM = "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:monitoring-dev-root-use"
QUERY = InsightsQuery("q", "A query.", LogSource.TRAIL, ('filter eventName = "X"', "stats count(*) as n by bin(5m)"))


@pytest.mark.parametrize(
    ("widget", "type_", "properties"),
    [
        (
            AlarmStatus("Severity", [ALARM]),
            "alarm",
            {"title": "Severity", "alarms": [ALARM], "sortBy": "stateUpdatedTimestamp"},
        ),
        (
            Graph("Bytes", [incoming_bytes("/g")]),
            "metric",
            {
                "title": "Bytes",
                "region": "eu-west-1",
                "metrics": [["AWS/Logs", "IncomingBytes", "LogGroupName", "/g", {"label": "/g", "stat": "Sum"}]],
                "period": 300,
                "view": "timeSeries",
                "stacked": False,
            },
        ),
        (
            Graph("Ours", [MetricLine("LogMetrics", "found", "Found")], GraphView.NUMBERS, 3600),
            "metric",
            {
                "title": "Ours",
                "region": "eu-west-1",
                "metrics": [["LogMetrics", "found", {"label": "Found", "stat": "Sum"}]],
                "period": 3600,
                "view": "singleValue",
            },
        ),
        (
            LogQuery("Calls", "/g", QUERY, LogView.LINES),
            "log",
            {
                "title": "Calls",
                "region": "eu-west-1",
                "query": "SOURCE '/g' | filter eventName = \"X\"\n| stats count(*) as n by bin(5m)",
                "view": "timeSeries",
                "stacked": False,
            },
        ),
        (
            TaggedMetrics(
                "All", "AWS::EC2::Instance", [("CPUUtilization", "Average")], ("Monitoring", "monitoring-dev")
            ),
            "explorer",
            {
                "title": "All",
                "region": "eu-west-1",
                "metrics": [{"metricName": "CPUUtilization", "resourceType": "AWS::EC2::Instance", "stat": "Average"}],
                "labels": [{"key": "Monitoring", "value": "monitoring-dev"}],
                "widgetOptions": {
                    "legend": {"position": "bottom"},
                    "view": "timeSeries",
                    "stacked": False,
                    "rowsPerPage": 1,
                    "widgetsPerRow": 1,
                },
                "period": 300,
            },
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_widget_as_cloudwatch_takes_it(widget: Widget, type_: str, properties: dict[str, object]) -> None:
    assert (widget.type, widget.properties("eu-west-1")) == (type_, properties)


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: AlarmStatus("None", []), 'The widget "None" has 0 alarms: it has to have 1 to 100.'),
        (lambda: AlarmStatus("All", [ALARM] * 101), 'The widget "All" has 101 alarms: it has to have 1 to 100.'),
        (lambda: Graph("None", []), 'The graph "None" has 0 metrics: it has to have 1 to 500.'),
        (
            lambda: Graph("Odd", [incoming_bytes("/g")], period_seconds=90),
            'The graph "Odd" has a period of 90 seconds: it has to be a multiple of 60, 86400 at most.',
        ),
        (
            lambda: Graph("Long", [incoming_bytes("/g")], period_seconds=86460),
            'The graph "Long" has a period of 86460 seconds: it has to be a multiple of 60, 86400 at most.',
        ),
    ],
)
def test_what_cloudwatch_would_refuse_is_refused(make: Callable[[], Widget], problem: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(problem)}$"):
        make()
