"""Metrics that a dashboard shows: of detections, and of the services that deliver logs and alerts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from logs.detections.detection import Detection


@dataclass(frozen=True)
class MetricLine:
    """One metric, as one line of a graph."""

    namespace: str
    """Its namespace."""
    name: str
    """Its name."""
    label: str
    """What the graph calls it."""
    dimensions: Mapping[str, str] = field(default_factory=dict[str, str])
    """Its dimensions, all that it has."""
    statistic: str = "Sum"
    """What is shown of a period."""

    @property
    def source(self) -> list[object]:
        """The metric as a widget lists it."""
        dimensions = [part for dimension in self.dimensions.items() for part in dimension]
        return [self.namespace, self.name, *dimensions, {"label": self.label, "stat": self.statistic}]


def detected(detection: Detection, prefix: str) -> MetricLine:
    """How often a detection has matched.

    Args:
        detection: The detection.
        prefix: What the stack's metrics begin with.
    """
    metric = detection.metric(prefix)
    return MetricLine(metric.namespace, metric.name, detection.title)


def incoming_bytes(log_group: str) -> MetricLine:
    """Bytes that came to a log group, before compression: what CloudWatch Logs charges for.

    CloudWatch Logs User Guide, "Monitoring usage with CloudWatch metrics", as the next three.
    """
    return MetricLine("AWS/Logs", "IncomingBytes", log_group, {"LogGroupName": log_group})


def incoming_events(log_group: str) -> MetricLine:
    """Events that came to a log group."""
    return MetricLine("AWS/Logs", "IncomingLogEvents", log_group, {"LogGroupName": log_group})


def subscription_failures(log_group: str) -> tuple[MetricLine, ...]:
    """Events of a log group that a subscription could not pass on: for an error, or for too many at once."""
    dimensions = {"LogGroupName": log_group}
    return (
        MetricLine("AWS/Logs", "DeliveryErrors", f"{log_group}: errors", dimensions),
        MetricLine("AWS/Logs", "DeliveryThrottling", f"{log_group}: throttled", dimensions),
    )


def stream_bytes(delivery_stream: str) -> MetricLine:
    """Bytes that came to a Firehose stream: what Firehose charges for.

    Firehose Developer Guide, "Monitor Amazon Data Firehose Using CloudWatch Metrics", as the next.
    """
    return MetricLine("AWS/Firehose", "IncomingBytes", delivery_stream, {"DeliveryStreamName": delivery_stream})


def stream_age(delivery_stream: str) -> MetricLine:
    """Seconds that the oldest record of a Firehose stream waits to be in the bucket."""
    dimensions = {"DeliveryStreamName": delivery_stream}
    return MetricLine("AWS/Firehose", "DeliveryToS3.DataFreshness", delivery_stream, dimensions, "Maximum")


def failed_alerts(topic: str) -> MetricLine:
    """Alerts that a subscriber of a topic did not get (SNS Developer Guide, "Monitoring Amazon SNS topics")."""
    return MetricLine("AWS/SNS", "NumberOfNotificationsFailed", f"{topic}: not delivered", {"TopicName": topic})


def failed_invocations(rule: str) -> MetricLine:
    """Events that a rule could not give to a target (EventBridge User Guide, "Monitoring Amazon EventBridge")."""
    return MetricLine("AWS/Events", "FailedInvocations", f"{rule}: failed", {"RuleName": rule})


def waiting_messages(queue: str) -> MetricLine:
    """Messages in a queue (SQS Developer Guide, "Available CloudWatch metrics for Amazon SQS")."""
    dimensions = {"QueueName": queue}
    return MetricLine("AWS/SQS", "ApproximateNumberOfMessagesVisible", f"{queue}: waiting", dimensions, "Maximum")
