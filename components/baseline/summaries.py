"""What a stack exports of more than one part, for people and for `ops`."""

import pulumi

from components.baseline.audit import Audit
from components.baseline.traffic import Traffic
from components.baseline.watch import Watch
from components.sinks.cloudwatch_logs import CloudWatchLogsSink
from components.sinks.existing_bucket import ExistingBucket
from components.sinks.s3 import S3Sink


def declared_policy(bucket: S3Sink | ExistingBucket) -> pulumi.Output[str] | None:
    """The log bucket's policy; None for the bucket of others, whose policy is theirs."""
    return bucket.policy if isinstance(bucket, S3Sink) else None


def required_policy(bucket: S3Sink | ExistingBucket) -> str | None:
    """What the policy of the bucket of others has to allow; None for the stack's own, whose policy does."""
    return bucket.required_policy if isinstance(bucket, ExistingBucket) else None


def log_group_retention(audit: Audit, traffic: Traffic, watch: Watch | None) -> dict[str, pulumi.Input[int]]:
    """Log group to the days that its events are kept, for those groups of logs that the stack made."""
    made = [group for group in (audit.logs, traffic.log_group) if isinstance(group, CloudWatchLogsSink)]
    events = [watch.events] if watch and watch.events else []
    return {name: days for group in (*made, *events) for name, days in group.retention.items()}


def delivery_streams(audit: Audit, traffic: Traffic) -> list[pulumi.Output[str]]:
    """Names of the Firehose streams that logs go through, whoever made them."""
    return [stream.delivery_stream_name for stream in (audit.stream, traffic.stream) if stream]
