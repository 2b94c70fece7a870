"""The trail, and all that its events go to."""

from dataclasses import dataclass
from typing import NotRequired, TypedDict

import pulumi

from components.baseline import names
from components.baseline.bucket import LogBucket, access_log_bucket_arns
from components.baseline.key import Encryption
from components.baseline.log_group import LogGroupPlan, log_group
from components.baseline.stack import StackContext
from components.notifications import TrailTopic
from components.selectors import AdvancedSelectors, Events, LambdaDataEvents, S3DataEvents
from components.settings.trail import DataEventSource
from components.sinks.cloudwatch_logs import CloudWatchLogsSink
from components.sinks.data_stream import DataStream
from components.sinks.existing_log_group import ExistingLogGroup
from components.sinks.kinesis import KinesisSink
from components.trail import AuditTrail


@dataclass(frozen=True)
class Audit:
    """The trail, and what its events go to besides the log bucket."""

    trail: AuditTrail
    logs: CloudWatchLogsSink | ExistingLogGroup
    """The log group."""
    stream: KinesisSink | None
    """The Firehose stream that reads from the log group."""


class _Notification(TypedDict):
    topic_name: NotRequired[pulumi.Input[str]]


def audit_trail(stack: StackContext, bucket: LogBucket, encryption: Encryption) -> Audit:
    """The trail, to the log bucket and a log group, and from there to the streams that the settings ask for."""
    settings = stack.settings
    logs = log_group(
        stack,
        LogGroupPlan(names.AUDIT_LOGS, stack.trail, settings.trail_retention_days, settings.existing_trail_log_group),
        encryption,
    )
    trail = AuditTrail(
        "audit",
        {
            "trail": stack.trail.trail,
            "bucket": bucket.trail_bucket,
            "logs": logs.trail_destination,
            "selectors": AdvancedSelectors(
                tuple(_data_events(one, stack, bucket) for one in settings.trail_data_events)
            ),
            "insights": settings.trail_insights,
            "tags": stack.naming.tags,
            **_notification(stack, encryption),
            **encryption,
        },
        opts=stack.deletion.options(),
    )
    log_groups = {"trail": logs.log_group_name}
    if "data-stream" in settings.trail_streams:
        DataStream(
            names.AUDIT_EVENTS,
            {"naming": stack.naming, "log_groups": log_groups, **encryption},
            opts=stack.deletion.options(),
        )
    return Audit(trail, logs, _delivery_stream(stack, bucket, log_groups, encryption))


def _data_events(source: DataEventSource, stack: StackContext, bucket: LogBucket) -> Events:
    match source:
        case "s3":
            return S3DataEvents((bucket.bucket_arn, *access_log_bucket_arns(stack)))
        case "lambda":
            return LambdaDataEvents()


def _notification(stack: StackContext, encryption: Encryption) -> _Notification:
    if not stack.settings.trail_notifications:
        return {}
    topic = TrailTopic(
        names.AUDIT_NOTIFICATIONS,
        {"naming": stack.naming, "trail": stack.trail.trail, **encryption},
        # A trail that stays needs its topic: CloudTrail refuses any change to one whose topic is gone.
        opts=stack.deletion.options(),
    )
    return {"topic_name": topic.topic_name}


def _delivery_stream(
    stack: StackContext, bucket: LogBucket, log_groups: dict[str, pulumi.Output[str]], encryption: Encryption
) -> KinesisSink | None:
    if "delivery-stream" not in stack.settings.trail_streams:
        return None
    return KinesisSink(
        names.AUDIT_STREAM,
        {"naming": stack.naming, "bucket": bucket.delivery_bucket, "log_groups": log_groups, **encryption},
        opts=stack.deletion.options(),
    )
