"""What can be on a dashboard: CloudWatch API Reference, "Dashboard body structure and syntax"."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar, Protocol

from logs.dashboards.metrics import MetricLine
from logs.insights.query import InsightsQuery

MAX_ALARMS = 100
"""Alarms that one widget shows."""
MAX_METRICS = 500
"""Metrics of one graph."""
_MINUTE, _DAY = 60, 86400


class Widget(Protocol):
    """One thing to look at."""

    type: ClassVar[str]
    """What CloudWatch calls it."""

    def properties(self, region: str) -> dict[str, object]:
        """What CloudWatch has to know of it."""
        ...


class LogView(Enum):
    """How a query's result is shown."""

    TABLE = "table"
    LINES = "timeSeries"
    """Only of a query whose `stats` are by `bin`."""
    BARS = "bar"


class GraphView(Enum):
    """How metrics are shown."""

    LINES = "lines"
    AREAS = "areas"
    """One upon the other: their sum shows."""
    NUMBERS = "numbers"
    """The number of the newest period."""


_GRAPH_VIEWS: dict[GraphView, dict[str, object]] = {
    GraphView.LINES: {"view": "timeSeries", "stacked": False},
    GraphView.AREAS: {"view": "timeSeries", "stacked": True},
    GraphView.NUMBERS: {"view": "singleValue"},
}


@dataclass(frozen=True)
class Note:
    """Words."""

    markdown: str
    """In Markdown."""
    type: ClassVar[str] = "text"

    def properties(self, region: str) -> dict[str, object]:  # noqa: ARG002 - words are of no Region
        """The words, without a frame."""
        return {"markdown": self.markdown, "background": "transparent"}


@dataclass(frozen=True)
class AlarmStatus:
    """The state of alarms, those that went off last first."""

    title: str
    """What they have in common."""
    alarm_arns: Sequence[str]
    """Their ARNs: 1 to 100."""
    type: ClassVar[str] = "alarm"

    def __post_init__(self) -> None:
        if not 1 <= len(self.alarm_arns) <= MAX_ALARMS:
            raise ValueError(
                f'The widget "{self.title}" has {len(self.alarm_arns)} alarms: it has to have 1 to {MAX_ALARMS}.'
            )

    def properties(self, region: str) -> dict[str, object]:  # noqa: ARG002 - an ARN has its Region
        """The alarms, in an order that shows what is wrong."""
        return {"title": self.title, "alarms": list(self.alarm_arns), "sortBy": "stateUpdatedTimestamp"}


@dataclass(frozen=True)
class Graph:
    """Metrics over time, or their newest values."""

    title: str
    """What they show."""
    metrics: Sequence[MetricLine]
    """At least one."""
    view: GraphView = GraphView.LINES
    """How they are shown."""
    period_seconds: int = 300
    """What one point stands for: a multiple of 60, a day at most."""
    type: ClassVar[str] = "metric"

    def __post_init__(self) -> None:
        if not 1 <= len(self.metrics) <= MAX_METRICS:
            raise ValueError(
                f'The graph "{self.title}" has {len(self.metrics)} metrics: it has to have 1 to {MAX_METRICS}.'
            )
        if self.period_seconds % _MINUTE or not _MINUTE <= self.period_seconds <= _DAY:
            raise ValueError(
                f'The graph "{self.title}" has a period of {self.period_seconds} seconds: '
                f"it has to be a multiple of {_MINUTE}, {_DAY} at most."
            )

    def properties(self, region: str) -> dict[str, object]:
        """The metrics of the Region."""
        return {
            "title": self.title,
            "region": region,
            "metrics": [metric.source for metric in self.metrics],
            "period": self.period_seconds,
            **_GRAPH_VIEWS[self.view],
        }


@dataclass(frozen=True)
class LogQuery:
    """What a query finds in a log group. It runs, and is paid for, whenever somebody looks."""

    title: str
    """What it finds."""
    log_group: str
    """Where it looks."""
    query: InsightsQuery
    """What it looks for."""
    view: LogView = LogView.TABLE
    """How it is shown."""
    type: ClassVar[str] = "log"

    def properties(self, region: str) -> dict[str, object]:
        """The query over the log group of the Region."""
        return {
            "title": self.title,
            "region": region,
            "query": f"SOURCE '{self.log_group}' | {self.query.text}",
            "view": self.view.value,
            "stacked": False,
        }


@dataclass(frozen=True)
class TaggedMetrics:
    """Metrics of every resource that has a tag, also of those that get it later. CloudWatch calls it an explorer."""

    title: str
    """What they show."""
    resource_type: str
    """Of what, as CloudFormation calls it: `AWS::EC2::Instance`."""
    statistics: Sequence[tuple[str, str]]
    """The metrics' names, each with what is shown of a period."""
    tag: tuple[str, str]
    """The tag's key and its value."""
    type: ClassVar[str] = "explorer"

    def properties(self, region: str) -> dict[str, object]:
        """A graph for each of the metrics, with a line for each of the resources."""
        key, value = self.tag
        return {
            "title": self.title,
            "region": region,
            "metrics": [
                {"metricName": name, "resourceType": self.resource_type, "stat": statistic}
                for name, statistic in self.statistics
            ],
            "labels": [{"key": key, "value": value}],
            "widgetOptions": {
                "legend": {"position": "bottom"},
                "view": "timeSeries",
                "stacked": False,
                "rowsPerPage": 1,
                "widgetsPerRow": len(self.statistics),
            },
            "period": 300,
        }
