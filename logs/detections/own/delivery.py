"""Detections of what happens to a stack's log groups and streams."""

from collections.abc import Mapping

from logs.detections.detection import Detection, Severity
from logs.detections.pattern_text import SUCCEEDED, action, both, either, every, is_, service
from logs.detections.sample import DENIED, Sample, TrailEvent, asked, changed, event

_LOGS_EVIDENCE = (
    'CloudWatch Logs User Guide, "Logging CloudWatch Logs API operations in AWS CloudTrail"; its API Reference has the '
    "parameters, which events have under the same names."
)


def log_group_deleted(log_group_prefix: str) -> Detection:
    """A log group of the stack, or a stream of one, was deleted."""
    deleted = event("logs", "DeleteLogGroup", {"logGroupName": f"{log_group_prefix}trail"})
    stream = {"logGroupName": f"{log_group_prefix}flow-logs", "logStreamName": "eni-0123456789abcdef0-all"}
    return Detection(
        id="log-group-deleted",
        title="A log group of the stack, or a stream of one, was deleted",
        severity=Severity.HIGH,
        pattern=every(
            service("logs"),
            is_("$.requestParameters.logGroupName", f"{log_group_prefix}*"),
            action("DeleteLogGroup", "DeleteLogStream"),
            SUCCEEDED,
        ),
        why="What was in it is gone from CloudWatch, and so are its filters: what they count is not found any more.",
        remedy="Deploy the stack again; take what is lost from the log bucket, and see who deleted it.",
        matching=(
            Sample("a log group is deleted", deleted),
            Sample("the stream of an interface is deleted", event("logs", "DeleteLogStream", stream)),
        ),
        near_misses=(
            Sample("a log group is made", asked(deleted, "CreateLogGroup")),
            Sample("it is refused", changed(deleted, **DENIED)),
            Sample("another's log group", changed(deleted, requestParameters={"logGroupName": "/aws/lambda/shop"})),
            Sample("another service's action of the same name", changed(deleted, eventSource="example.amazonaws.com")),
        ),
        evidence=_LOGS_EVIDENCE,
    )


def log_retention_cut(retentions: Mapping[str, int]) -> Detection:
    """A log group of the stack keeps its logs for less long than the stack says.

    Args:
        retentions: The log groups' names, at least one, to the days that they keep what they have: 2 or more.
    """
    groups = tuple(retentions.items())
    kept = {group: _retention(group, days) for group, days in groups}
    shorter = _retention(groups[0][0], 1)
    return Detection(
        id="log-retention-cut",
        title="A log group of the stack was set to keep its logs for less long than the stack says",
        severity=Severity.HIGH,
        pattern=every(
            service("logs"),
            action("PutRetentionPolicy"),
            either(
                *(
                    both(
                        is_("$.requestParameters.logGroupName", group),
                        f"($.requestParameters.retentionInDays < {days})",
                    )
                    for group, days in groups
                )
            ),
            SUCCEEDED,
        ),
        why="All that is older is deleted, within days and for good, without a call that deletes.",
        remedy="Deploy the stack again at once: what has expired goes after a while. Then see who changed it.",
        matching=tuple(Sample(f"{group}: a day", _retention(group, 1)) for group in kept),
        near_misses=(
            *(Sample(f"{group}: as long as the stack says", same) for group, same in kept.items()),
            Sample("it is refused", changed(shorter, **DENIED)),
            Sample("another's log group", _retention("/aws/lambda/shop", 1)),
            Sample("for ever", asked(shorter, "DeleteRetentionPolicy")),
            Sample("another service's action of the same name", changed(shorter, eventSource="example.amazonaws.com")),
        ),
        evidence=_LOGS_EVIDENCE,
    )


def _retention(group: str, days: int) -> TrailEvent:
    return event("logs", "PutRetentionPolicy", {"logGroupName": group, "retentionInDays": days})


def log_filter_deleted(log_group_prefix: str) -> Detection:
    """A metric filter or a subscription filter of the stack was deleted."""
    request = {"logGroupName": f"{log_group_prefix}trail", "filterName": "root-use"}
    deleted = event("logs", "DeleteMetricFilter", request)
    return Detection(
        id="log-filter-deleted",
        title="A metric filter or a subscription filter of the stack was deleted",
        severity=Severity.HIGH,
        pattern=every(
            service("logs"),
            is_("$.requestParameters.logGroupName", f"{log_group_prefix}*"),
            action("DeleteMetricFilter", "DeleteSubscriptionFilter"),
            SUCCEEDED,
        ),
        why="The log goes on, and nobody reads it: an alarm without its filter is silent for years.",
        remedy="Deploy the stack again; search the log of the time between for what the filter would have found.",
        matching=(
            Sample("a metric filter is deleted", deleted),
            Sample("a subscription filter is deleted", asked(deleted, "DeleteSubscriptionFilter")),
        ),
        near_misses=(
            Sample("it is made", asked(deleted, "PutMetricFilter")),
            Sample("it is refused", changed(deleted, **DENIED)),
            Sample(
                "another's log group",
                changed(deleted, requestParameters={**request, "logGroupName": "/aws/lambda/shop"}),
            ),
            Sample("another service's action of the same name", changed(deleted, eventSource="example.amazonaws.com")),
        ),
        evidence=_LOGS_EVIDENCE,
    )


def log_stream_deleted(name_prefix: str) -> Detection:
    """A Firehose stream or a Kinesis data stream of the stack was deleted."""
    firehose = event("firehose", "DeleteDeliveryStream", {"deliveryStreamName": f"{name_prefix}-flow-logs"})
    kinesis = event("kinesis", "DeleteStream", {"streamName": f"{name_prefix}-trail"})
    return Detection(
        id="log-stream-deleted",
        title="A Firehose stream or a Kinesis data stream of the stack was deleted",
        severity=Severity.HIGH,
        pattern=every(
            either(
                both(
                    service("firehose"),
                    action("DeleteDeliveryStream"),
                    is_("$.requestParameters.deliveryStreamName", f"{name_prefix}-*"),
                ),
                both(
                    service("kinesis"),
                    action("DeleteStream"),
                    is_("$.requestParameters.streamName", f"{name_prefix}-*"),
                ),
            ),
            SUCCEEDED,
        ),
        why="The logs that it carried are not delivered, and what it had not yet delivered is lost.",
        remedy="Deploy the stack again; take what is lost from the log group that fed it.",
        matching=(
            Sample("a Firehose stream is deleted", firehose),
            Sample("a data stream is deleted", kinesis),
        ),
        near_misses=(
            Sample("it is changed", asked(firehose, "UpdateDestination")),
            Sample("it is refused", changed(firehose, **DENIED)),
            Sample("another's Firehose stream", changed(firehose, requestParameters={"deliveryStreamName": "clicks"})),
            Sample("another's data stream", changed(kinesis, requestParameters={"streamName": "clicks"})),
            Sample("the data stream is changed", asked(kinesis, "UpdateStreamMode")),
            Sample("a Kinesis video stream", changed(kinesis, eventSource="kinesisvideo.amazonaws.com")),
            Sample("another service's action of the same name", changed(firehose, eventSource="example.amazonaws.com")),
        ),
        evidence='Developer Guides of Firehose and of Kinesis Data Streams, "Logging … API calls with AWS CloudTrail".',
    )
