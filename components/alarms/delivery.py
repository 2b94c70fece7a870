"""DeliveryAlarms: alarms about what delivers the logs and the alerts, for what doesn't come can't be searched."""

from collections.abc import Iterator, Mapping
from typing import NotRequired, TypedDict

import pulumi
from pulumi_aws import cloudwatch

from components.alarms.checks import MINUTE, MetricCheck, Watch
from components.alarms.silence import InterfaceSilence, Silence
from components.naming import Naming
from components.options import child_options
from logs.detections.metric import Metric


class DeliveryAlarmsArgs(TypedDict):
    """What a DeliveryAlarms takes. Mappings are by what tells the resource from the others, in names."""

    naming: Naming
    """Names and tags the alarms. Known while the program runs."""
    topic_arn: pulumi.Input[str]
    """Where alerts go, from `AlertTopic.topic_arn`; also looked at itself, for messages that don't arrive."""
    silences: NotRequired[Mapping[str, Silence]]
    """Log groups that may not be silent. Without it, none. Not for flow logs of a network in which nothing runs."""
    interfaces: NotRequired[Mapping[str, InterfaceSilence]]
    """Network interfaces that may not be silent in the flow records: a metric filter each, besides the alarm. Without
    it, none."""
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
        self._label, self._naming, self._opts = name, args["naming"], opts
        topic_arn = args["topic_arn"]
        watch = Watch(self, name, args["naming"], topic_arn, opts)
        self.alarm_arns = watch.alarms(
            [
                *(silence.check(key) for key, silence in args.get("silences", {}).items()),
                *(
                    silence.check(key, self._metric(key, silence))
                    for key, silence in args.get("interfaces", {}).items()
                ),
                *(_late(key, stream) for key, stream in args.get("streams", {}).items()),
                *(check for key, group in args.get("subscribed", {}).items() for check in _not_passed_on(key, group)),
                _not_told(topic_arn),
            ]
        )
        self.register_outputs({"alarmArns": self.alarm_arns})

    def _metric(self, key: str, silence: InterfaceSilence) -> pulumi.Output[str]:
        """Makes the filter that counts an interface's records, and gives the metric once there is the filter.

        Without a default value: in a silence, other interfaces' records would only have it write what is billed.
        """
        metric = Metric(self._naming.alarm(f"{self._label}-{key}-silent"))
        metric_filter = cloudwatch.LogMetricFilter(
            f"{self._label}-{key}-silent-filter",
            name=metric.name,
            log_group_name=silence.log_group,
            pattern=silence.pattern,
            metric_transformation={"name": metric.name, "namespace": metric.namespace, "value": metric.value},
            opts=child_options(self, self._opts),
        )
        return metric_filter.metric_transformation.name


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
