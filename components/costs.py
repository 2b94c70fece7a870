"""What the stack's logs cost: a line for each thing that AWS bills, at the list prices of `logs.prices`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from components.selectors import Insight
from components.settings.flow_logs import FlowLogSinkName
from components.settings.trail import DataEventSource, TrailStreamName
from logs import prices
from logs.keys.flow_log_keys import FileFormat
from logs.prices import HOURS_A_MONTH, Price

_MONTH: Final = "month"
_SERVICES: Final[dict[DataEventSource, str]] = {"s3": "S3", "lambda": "Lambda"}


@dataclass(frozen=True, kw_only=True)
class CostDrivers:
    """What a stack has that costs something. The trail and its bucket it always has."""

    flow_log_sinks: tuple[FlowLogSinkName, ...]
    """Where flow records go: each network resource's go to each sink, so each bills them again."""
    file_format: FileFormat = FileFormat.PLAIN_TEXT
    """How flow records lie in the log bucket."""
    data_events: tuple[DataEventSource, ...] = ()
    """Of which services the trail records data events."""
    insights: tuple[Insight, ...] = ()
    """Which unusual activity the trail looks for."""
    trail_streams: tuple[TrailStreamName, ...] = ()
    """The second paths of the trail's events."""
    keys: int = 0
    """How many customer managed keys there are."""
    alarms: int = 0
    """How many alarms on a metric there are."""
    composite_alarms: int = 0
    """How many composite alarms there are."""
    metrics: int = 0
    """How many metrics are written by metric filters."""
    dashboard: bool = False
    """There is a dashboard, whose tables query the log groups."""
    example_workload: bool = False
    """There is an instance to try things out on."""
    archive: bool = False
    """Logs in the log bucket move to a colder class."""
    lake: bool = False
    """Athena can search the log bucket."""


@dataclass(frozen=True)
class CostLine:
    """One thing that is billed."""

    what: str
    """What it is, as in `flow logs to CloudWatch Logs`."""
    price: Price
    """What a unit costs; of what is paid for by the month, what all of it costs in one."""

    def __str__(self) -> str:
        return f"{self.what}: {self.price}"

    @property
    def by_month(self) -> bool:
        """Whether it is paid for by the month, however much is logged, and not by use."""
        return self.price.unit == _MONTH


def monthly_costs(drivers: CostDrivers) -> tuple[CostLine, ...]:
    """What is billed each month, always in the same order: by use, or a fixed sum.

    Left out is what stays under a cent for a gigabyte of logs: requests to S3, notifications, Glue's catalogue.
    """
    return (
        *_trail(drivers),
        *_trail_streams(drivers),
        *_flow_logs(drivers),
        *_storage(drivers),
        *_fixed(drivers),
    )


def fixed_costs(lines: Iterable[CostLine]) -> CostLine:
    """What is billed each month when nothing is logged."""
    return CostLine(
        "all that does not depend on use",
        Price(sum((line.price.usd for line in lines if line.by_month), Decimal("0.00")), _MONTH),
    )


def _trail(drivers: CostDrivers) -> Iterator[CostLine]:
    yield CostLine("trail, first copy of management events", prices.MANAGEMENT_EVENTS)
    yield CostLine("trail to CloudWatch Logs", prices.LOG_INGESTION)
    for service in drivers.data_events:
        yield CostLine(f"trail, {_SERVICES[service]} data events", prices.DATA_EVENTS)
    for insight in drivers.insights:
        yield CostLine(f"trail, {insight}", prices.INSIGHTS)


def _trail_streams(drivers: CostDrivers) -> Iterator[CostLine]:
    if "delivery-stream" in drivers.trail_streams:
        yield CostLine("trail to Firehose", prices.DELIVERY_STREAM)
        yield CostLine("trail to Firehose, unpacked", prices.DECOMPRESSION)
    if "data-stream" in drivers.trail_streams:
        yield CostLine("trail to Kinesis", prices.DATA_STREAM_INGESTION)
        yield CostLine("trail from Kinesis, for each reader", prices.DATA_STREAM_RETRIEVAL)


def _flow_logs(drivers: CostDrivers) -> Iterator[CostLine]:
    if "cloudwatch-logs" in drivers.flow_log_sinks:
        yield CostLine("flow logs to CloudWatch Logs", prices.FLOW_LOGS_TO_LOG_GROUP)
    if "s3" in drivers.flow_log_sinks:
        yield CostLine("flow logs to S3", prices.FLOW_LOGS_TO_BUCKET)
        if drivers.file_format is FileFormat.PARQUET:
            yield CostLine("flow logs to S3, as Parquet", prices.PARQUET_CONVERSION)
    if "kinesis" in drivers.flow_log_sinks:
        yield CostLine("flow logs to Firehose", prices.FLOW_LOGS_TO_DELIVERY_STREAM)
        yield CostLine("flow logs through Firehose", prices.DELIVERY_STREAM)


def _storage(drivers: CostDrivers) -> Iterator[CostLine]:
    yield CostLine("logs in CloudWatch Logs", prices.LOG_STORAGE)
    yield CostLine("logs in the log bucket", prices.BUCKET_STORAGE)
    if drivers.archive:
        yield CostLine("archived logs in the log bucket", prices.ARCHIVE_STORAGE)
        yield CostLine("logs to the archive", prices.ARCHIVE_TRANSITIONS)
    if drivers.lake:
        yield CostLine("queries of the log bucket", prices.QUERIES)


def _fixed(drivers: CostDrivers) -> Iterator[CostLine]:
    if "data-stream" in drivers.trail_streams:
        yield CostLine("Kinesis data stream", prices.DATA_STREAM_HOUR.times(HOURS_A_MONTH, _MONTH))
    yield CostLine(_counted("customer managed key", drivers.keys), prices.KEY.times(drivers.keys, _MONTH))
    if drivers.keys:
        yield CostLine("use of keys", prices.KEY_REQUESTS)
    yield CostLine(_counted("alarm", drivers.alarms), prices.ALARM.times(drivers.alarms, _MONTH))
    yield from _watching(drivers)


def _watching(drivers: CostDrivers) -> Iterator[CostLine]:
    """EventBridge's rules over AWS's own events cost nothing, nor do saved queries and groups."""
    if drivers.composite_alarms:
        total = prices.COMPOSITE_ALARM.times(drivers.composite_alarms, _MONTH)
        yield CostLine(_counted("composite alarm", drivers.composite_alarms), total)
    if drivers.metrics:
        yield CostLine(_counted("metric", drivers.metrics), prices.METRIC.times(drivers.metrics, _MONTH))
    if drivers.dashboard:
        yield CostLine("dashboard", prices.DASHBOARD)
        yield CostLine("tables of the dashboard, saved queries", prices.LOG_QUERIES)
    if drivers.example_workload:
        yield CostLine("example instance and its disk", prices.EXAMPLE)


def _counted(thing: str, count: int) -> str:
    return thing if count == 1 else f"{count} {thing}s"
