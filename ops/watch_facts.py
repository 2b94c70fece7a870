"""What was read of what delivers, and of what tells: values without boto3, like those of `ops.facts`."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


@dataclass(frozen=True)
class DeliveryStream:
    """A Firehose delivery stream to a bucket (Firehose API reference: DeliveryStreamDescription)."""

    status: str
    failure: str
    """Why it could not be made or changed; empty otherwise."""
    created: datetime | None
    bucket: str
    error_prefix: str
    """What the keys of what it could not process begin with, with Firehose's expressions; empty without one."""
    error_log_group: str
    """Where it says what it could not deliver; empty when it does so nowhere."""
    error_log_stream: str


class Point(NamedTuple):
    """What a metric was in a period."""

    time: datetime
    """When the period began."""
    value: float


@dataclass(frozen=True)
class StreamMetrics:
    """What Firehose measures of a delivery stream to a bucket, the newest point first.

    Firehose developer guide, "Monitor Amazon Data Firehose using CloudWatch metrics".
    """

    succeeded: tuple[Point, ...]
    """Which part of the puts to the bucket succeeded, 0 to 1."""
    delivered: tuple[Point, ...]
    """Records that came to the bucket."""
    age: tuple[Point, ...]
    """Seconds that the oldest record in Firehose has waited."""


@dataclass(frozen=True)
class StoredObject:
    """An object in a bucket."""

    key: str
    modified: datetime


@dataclass(frozen=True)
class LogLine:
    """An event in a log group."""

    time: datetime
    """When it came in."""
    message: str


@dataclass(frozen=True)
class Alarm:
    """An alarm (CloudWatch API reference: MetricAlarm, CompositeAlarm)."""

    state: str
    """`OK`, `ALARM` or `INSUFFICIENT_DATA`."""
    changed: datetime | None
    """When the state, or the alarm itself, last changed."""
    actions_enabled: bool
    actions: frozenset[str]
    """ARNs of what is told when it goes off."""
    rule: str
    """Of which alarms a composite alarm is made, as an expression; empty for one on a metric."""
    looks_back_seconds: int
    """How long the periods are together that its state comes from; 0 for a composite alarm."""


@dataclass(frozen=True)
class Subscription:
    """One that a topic's messages go to (SNS API reference: Subscription)."""

    protocol: str
    endpoint: str
    confirmed: bool
