"""What is on a stack's dashboard, from what is wrong now to what it costs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from logs.dashboards.grid import COLUMNS, Cell, Row, evenly
from logs.dashboards.metrics import (
    MetricLine,
    detected,
    failed_alerts,
    failed_invocations,
    incoming_bytes,
    incoming_events,
    stream_age,
    stream_bytes,
    subscription_failures,
    waiting_messages,
)
from logs.dashboards.widgets import (
    MAX_ALARMS,
    AlarmStatus,
    Graph,
    GraphView,
    LogQuery,
    LogView,
    Note,
    TaggedMetrics,
    Widget,
)
from logs.detections.detection import Detection, LogSource, Severity
from logs.flow_records.record_format import RecordFormat
from logs.insights.flow_log_queries import REJECTED_BY_PORT, TOP_TALKERS, TRAFFIC_OVER_TIME
from logs.insights.trail_queries import ERRORS_BY_CALL, ERRORS_OVER_TIME, SIGN_INS

_DAY = 86400
_INSTANCE_METRICS = (("CPUUtilization", "Average"), ("NetworkOut", "Sum"), ("StatusCheckFailed", "Maximum"))


@dataclass(frozen=True, kw_only=True)
class Overview:
    """What a stack has that can be looked at. What is left out here has no widget."""

    name: str
    """What the stack's names, and so its metrics', begin with: `monitoring-dev`."""
    tag: tuple[str, str]
    """The tag of all that is watched together: key and value."""
    alarms: Mapping[str, Sequence[str]]
    """A heading to ARNs of alarms, in the order of what one wants to see first."""
    detections: Sequence[Detection]
    """The detections that have metrics."""
    log_groups: Mapping[LogSource, str]
    """The names of the log groups that detections and queries look through."""
    record_format: RecordFormat
    """What flow logs write to their log group."""
    further_log_groups: Sequence[str] = ()
    """Names of log groups that cost, too."""
    subscribed_log_groups: Sequence[str] = ()
    """Names of log groups whose events are passed on to a stream."""
    delivery_streams: Sequence[str] = ()
    """Names of Firehose streams."""
    topics: Sequence[str] = ()
    """Names of topics that alerts go to."""
    rules: Sequence[str] = ()
    """Names of EventBridge rules that alert."""
    dead_letter_queues: Sequence[str] = ()
    """Names of queues of what could not be delivered."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """The dashboard's rows."""
        return (
            *self._introduction(),
            *self._alarms(),
            *self._detections(),
            *self._sign_ins_and_errors(),
            *self._traffic(),
            *self._delivery(),
            *self._costs(),
            *self._tagged(),
        )

    def _introduction(self) -> Iterator[Row]:
        key, value = self.tag
        words = (
            f"# {self.name}\n"
            "Pulumi made this dashboard, and makes it again: change the program, not the dashboard. "
            f"Whatever has the tag `{key}` = `{value}` is watched here, too. "
            "The tables read logs whenever they are shown: a shorter time range costs less."
        )
        yield evenly(3, [Note(words)])

    def _alarms(self) -> Iterator[Row]:
        widgets = [
            AlarmStatus(heading, arns[start : start + MAX_ALARMS])
            for heading, arns in self.alarms.items()
            for start in range(0, len(arns), MAX_ALARMS)
        ]
        for widget in widgets:
            # An alarm is a tile; six are beside each other.
            yield evenly(2 + 2 * -(-len(widget.alarm_arns) // 6), [widget])

    def _detections(self) -> Iterator[Row]:
        """A graph for each severity that there is, from the worst."""
        order = list(Severity)
        ranked = sorted(self.detections, key=lambda detection: order.index(detection.severity))
        graphs = [
            Graph(f"Found: {severity.value}", [detected(one, self.name) for one in found])
            for severity, found in groupby(ranked, lambda detection: detection.severity)
        ]
        if graphs:
            yield _heading("What was found in the logs")
            yield evenly(8, graphs)

    def _sign_ins_and_errors(self) -> Iterator[Row]:
        group = self.log_groups.get(LogSource.TRAIL)
        if group is None:
            return
        yield _heading("Sign-ins and failed calls")
        yield evenly(7, [LogQuery("Sign-ins to the console", group, SIGN_INS)])
        yield Row(
            7,
            [
                Cell(8, LogQuery("Failed calls over time", group, ERRORS_OVER_TIME, LogView.LINES)),
                Cell(16, LogQuery("Failed calls by error and action", group, ERRORS_BY_CALL)),
            ],
        )

    def _traffic(self) -> Iterator[Row]:
        group = self.log_groups.get(LogSource.FLOW_LOG)
        columns = {field.column for field in self.record_format.fields}
        shown = (
            (TRAFFIC_OVER_TIME, "Bytes accepted and rejected", LogView.LINES),
            (TOP_TALKERS, "Who talks most", LogView.TABLE),
            (REJECTED_BY_PORT, "What is rejected, by port", LogView.TABLE),
        )
        widgets = [
            LogQuery(title, group, template.of(self.record_format), view)
            for template, title, view in shown
            if group is not None and template.columns <= columns
        ]
        if widgets:
            yield _heading("Traffic")
            yield evenly(8, widgets)

    def _delivery(self) -> Iterator[Row]:
        """Whether logs arrive, and alerts."""
        groups = [*self.log_groups.values(), *self.further_log_groups]
        failures = [metric for group in self.subscribed_log_groups for metric in subscription_failures(group)]
        alerts = [
            *(failed_alerts(topic) for topic in self.topics),
            *(failed_invocations(rule) for rule in self.rules),
            *(waiting_messages(queue) for queue in self.dead_letter_queues),
        ]
        graphs = [
            *_graph("Events that arrive", [incoming_events(group) for group in groups]),
            *_graph("Seconds until Firehose delivers", [stream_age(stream) for stream in self.delivery_streams]),
            *_graph("Events that subscriptions lost", failures),
            *_graph("Alerts that did not arrive", alerts),
        ]
        if graphs:
            yield _heading("Delivery")
            yield evenly(7, graphs)

    def _costs(self) -> Iterator[Row]:
        metrics = [
            *(incoming_bytes(group) for group in [*self.log_groups.values(), *self.further_log_groups]),
            *(stream_bytes(stream) for stream in self.delivery_streams),
        ]
        if metrics:
            yield _heading("What costs: bytes taken in")
            yield Row(
                7,
                [
                    Cell(16, Graph("Bytes by the hour", metrics, GraphView.AREAS, 3600)),
                    Cell(8, Graph("Bytes of a day", metrics, GraphView.NUMBERS, _DAY)),
                ],
            )

    def _tagged(self) -> Iterator[Row]:
        yield _heading("What has the tag")
        yield evenly(9, [TaggedMetrics("Instances", "AWS::EC2::Instance", _INSTANCE_METRICS, self.tag)])


def _heading(words: str) -> Row:
    return Row(1, [Cell(COLUMNS, Note(f"## {words}"))])


def _graph(title: str, metrics: Sequence[MetricLine]) -> list[Widget]:
    return [Graph(title, metrics)] if metrics else []
