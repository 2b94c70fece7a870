"""What may not be silent: a log group, or a network interface in its flow records."""

from dataclasses import dataclass

import pulumi

from components.alarms.checks import HOUR, MetricCheck
from logs.detections.metric import NAMESPACE
from logs.detections.record_pattern import speaking_pattern
from logs.flow_records.record_format import RecordFormat

MAX_SILENCE_HOURS = 7 * 24
"""The longest that an alarm looks back, with periods of an hour (CloudWatch API Reference, PutMetricAlarm)."""


@dataclass(frozen=True)
class Silence:
    """A log group in which something always comes, and after how long a silence that is in doubt."""

    log_group: pulumi.Input[str]
    """The group's name."""
    hours: int
    """Hours, from 1 to 168."""

    def __post_init__(self) -> None:
        _check_hours(self.hours)

    def check(self, key: str) -> MetricCheck:
        """CloudWatch Logs User Guide, "Monitoring usage with CloudWatch metrics": written only when events come."""
        return MetricCheck(
            purpose=f"{key}-silent",
            description=f"No event came into the log group of {key} for {_in_words(self.hours)}. What writes to it was "
            "stopped, or may not any more: see its status, its role and that role's policy, and deploy the stack "
            "again.",
            namespace="AWS/Logs",
            metric="IncomingLogEvents",
            dimensions={"LogGroupName": self.log_group},
            statistic="Sum",
            comparison="LessThanThreshold",
            threshold=1,
            period_seconds=HOUR,
            evaluation_periods=self.hours,
            missing="breaching",
        )


@dataclass(frozen=True)
class InterfaceSilence:
    """A network interface that always has traffic, and after how long without a record of it that is in doubt."""

    interface_id: pulumi.Input[str]
    """The interface's id: `eni-…`."""
    log_group: pulumi.Input[str]
    """The name of the log group that its flow records come into."""
    record_format: RecordFormat
    """What the flow log writes: with `interface-id` and `log-status`."""
    hours: int
    """Hours, from 1 to 168."""

    def __post_init__(self) -> None:
        _check_hours(self.hours)
        speaking_pattern(self.record_format, "")

    @property
    def pattern(self) -> pulumi.Output[str]:
        """What its records of traffic look like."""
        return pulumi.Output.from_input(self.interface_id).apply(
            lambda interface_id: speaking_pattern(self.record_format, interface_id)
        )

    def check(self, key: str, metric: pulumi.Input[str]) -> MetricCheck:
        """The alarm on the metric that counts its records: no record, no value."""
        return MetricCheck(
            purpose=f"{key}-silent",
            description=f"No flow record told of traffic of {key} for {_in_words(self.hours)}. Either it has none: see "
            "whether what it belongs to runs and is still attached to it. Or nobody records it: see the flow logs of "
            "the interface, its subnet and its VPC.",
            namespace=NAMESPACE,
            metric=metric,
            dimensions={},
            statistic="Sum",
            comparison="LessThanThreshold",
            threshold=1,
            period_seconds=HOUR,
            evaluation_periods=self.hours,
            missing="breaching",
        )


def _check_hours(hours: int) -> None:
    if not 1 <= hours <= MAX_SILENCE_HOURS:
        raise ValueError(f"A silence of {hours} hours can't be watched for: give 1 to {MAX_SILENCE_HOURS}.")


def _in_words(hours: int) -> str:
    return "an hour" if hours == 1 else f"{hours} hours"
