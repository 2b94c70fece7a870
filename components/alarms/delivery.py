"""DeliveryAlarms: alarms about what delivers the logs and the alerts, for what doesn't come can't be searched."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NotRequired, TypedDict

import pulumi

from components.alarms.checks import HOUR, MINUTE, MetricCheck, Watch
from components.naming import Naming

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
        if not 1 <= self.hours <= MAX_SILENCE_HOURS:
            raise ValueError(f"A silence of {self.hours} hours can't be watched for: give 1 to {MAX_SILENCE_HOURS}.")


class DeliveryAlarmsArgs(TypedDict):
    """What a DeliveryAlarms takes. Mappings are by what tells the resource from the others, in names."""

    naming: Naming
    """Names and tags the alarms. Known while the program runs."""
    topic_arn: pulumi.Input[str]
    """Where alerts go, from `AlertTopic.topic_arn`; also looked at itself, for messages that don't arrive."""
    silences: NotRequired[Mapping[str, Silence]]
    """Log groups that may not be silent. Without it, none. Not for flow logs of a network in which nothing runs."""
    streams: NotRequired[Mapping[str, pulumi.Input[str]]]
    """Names of Firehose streams that deliver to a bucket, from `KinesisSink.delivery_stream_name`. Without it, none."""
    subscribed: NotRequired[Mapping[str, pulumi.Input[str]]]
    """Names of log groups whose events are passed on by subscriptions. Without it, none."""


class DeliveryAlarms(pulumi.ComponentResource):
    """Alarms that tell when logs or alerts don't come through."""

    alarm_arns: dict[str, pulumi.Output[str]]
    """What is watched to the ARN of its alarm. Known at preview."""

    def __init__(self, name: str, args: DeliveryAlarmsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("aws-monitoring-baseline:index:DeliveryAlarms", name, None, opts)
        topic_arn = args["topic_arn"]
        watch = Watch(self, name, args["naming"], topic_arn, opts)
        self.alarm_arns = watch.alarms(
            [
                *(_silent(key, silence) for key, silence in args.get("silences", {}).items()),
                *(_late(key, stream) for key, stream in args.get("streams", {}).items()),
                *(check for key, group in args.get("subscribed", {}).items() for check in _not_passed_on(key, group)),
                _not_told(topic_arn),
            ]
        )
        self.register_outputs({"alarmArns": self.alarm_arns})


def _silent(key: str, silence: Silence) -> MetricCheck:
    """CloudWatch Logs User Guide, "Monitoring usage with CloudWatch metrics": written only when events come."""
    return MetricCheck(
        purpose=f"{key}-silent",
        description=f"No event came into the log group of {key} for {_hours(silence)}. What writes to it was "
        "stopped, or may not any more: see its status, its role and that role's policy, and deploy the stack again.",
        namespace="AWS/Logs",
        metric="IncomingLogEvents",
        dimensions={"LogGroupName": silence.log_group},
        statistic="Sum",
        comparison="LessThanThreshold",
        threshold=1,
        period_seconds=HOUR,
        evaluation_periods=silence.hours,
        missing="breaching",
    )


def _hours(silence: Silence) -> str:
    return "an hour" if silence.hours == 1 else f"{silence.hours} hours"


def _late(key: str, stream: pulumi.Input[str]) -> MetricCheck:
    """Firehose Developer Guide, "Best practices with CloudWatch alarms": older than the longest that it may collect."""
    return MetricCheck(
        purpose=f"{key}-late",
        description=f"Records of {key} wait for longer than 15 minutes to be written to the bucket; after a day "
        "Firehose drops them. The log group of the stream's errors says why.",
        namespace="AWS/Firehose",
        metric="DeliveryToS3.DataFreshness",
        dimensions={"DeliveryStreamName": stream},
        statistic="Maximum",
        comparison="GreaterThanThreshold",
        threshold=15 * MINUTE,
        evaluation_periods=3,
    )


def _not_passed_on(key: str, log_group: pulumi.Input[str]) -> Iterator[MetricCheck]:
    """CloudWatch Logs User Guide, "Monitoring usage with CloudWatch metrics": of all subscriptions of the group.

    [LIVE-TEST] AWS has them by filter and kind of destination too, and doesn't state the values of the latter.
    """
    reasons = {
        "DeliveryErrors": ("refused", "See the stream's state, and the role of the subscription."),
        "DeliveryThrottling": ("throttled", "The stream is too small for the log: give it more shards, or on demand."),
    }
    for metric, (reason, remedy) in reasons.items():
        yield MetricCheck(
            purpose=f"{key}-{reason}",
            description=f"Events of {key} are not passed on: the destination of a subscription {reason} them. {remedy}",
            namespace="AWS/Logs",
            metric=metric,
            dimensions={"LogGroupName": log_group},
            statistic="Sum",
            comparison="GreaterThanOrEqualToThreshold",
            threshold=1,
            evaluation_periods=3,
        )


def _not_told(topic_arn: pulumi.Input[str]) -> MetricCheck:
    """SNS Developer Guide, "Monitoring Amazon SNS topics using CloudWatch": an alert that one subscriber didn't get."""
    return MetricCheck(
        purpose="alerts-lost",
        description="A subscriber didn't get an alert. SNS tells nobody else: see whether its endpoint is still there, "
        "and whether the policy of the queue and of the queue's key let SNS in.",
        namespace="AWS/SNS",
        metric="NumberOfNotificationsFailed",
        dimensions={"TopicName": pulumi.Output.from_input(topic_arn).apply(lambda arn: arn.rpartition(":")[2])},
        statistic="Sum",
        comparison="GreaterThanOrEqualToThreshold",
        threshold=1,
    )
