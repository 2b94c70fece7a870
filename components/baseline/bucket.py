"""The bucket of the stack's logs, made or adopted."""

from collections.abc import Iterator
from typing import Protocol

import pulumi

from components.baseline import names
from components.baseline.key import Encryption
from components.baseline.stack import StackContext
from components.producers import Producer
from components.sinks.access_log_bucket import AccessLogBucket
from components.sinks.destination import DeliveryBucket, FlowLogDestination, TrailBucket
from components.sinks.existing_bucket import ExistingBucket
from components.sinks.s3 import S3Sink, S3SinkArgs


class LogBucket(Protocol):
    """The bucket that the trail, flow logs and Firehose streams deliver to."""

    @property
    def bucket_name(self) -> pulumi.Output[str]:
        """The bucket's name. Known at preview."""
        ...

    @property
    def bucket_arn(self) -> pulumi.Output[str]:
        """The bucket's ARN. Known at preview."""
        ...

    @property
    def flow_log_destination(self) -> FlowLogDestination:
        """The bucket, for a flow log."""
        ...

    @property
    def trail_bucket(self) -> TrailBucket:
        """The bucket, for a trail."""
        ...

    @property
    def delivery_bucket(self) -> DeliveryBucket:
        """The bucket, for a Firehose stream."""
        ...


def log_bucket(stack: StackContext, encryption: Encryption) -> S3Sink | ExistingBucket:
    """The log bucket: the stack's own, or the one of others that the settings name."""
    settings, naming = stack.settings, stack.naming
    producers = list(_producers(stack))
    if settings.existing_log_bucket:
        return ExistingBucket(naming, settings.existing_log_bucket, producers, tuple(names.firehose_streams(settings)))
    args: S3SinkArgs = {
        "naming": naming,
        "producers": producers,
        **settings.log_lifecycle,
        "force_destroy": stack.deletion.force_destroy,
        **encryption,
    }
    if settings.log_bucket_lock is not None:
        args["lock"] = settings.log_bucket_lock
    if settings.log_bucket_access_logging:
        args["access_log_bucket"] = _access_logs(stack).bucket_name
    return S3Sink(names.LOGS, args, opts=stack.deletion.options())


def access_log_bucket_arns(stack: StackContext) -> tuple[str, ...]:
    """The ARN of the bucket of the requests to the log bucket, if there is one."""
    if stack.settings.existing_log_bucket or not stack.settings.log_bucket_access_logging:
        return ()
    return (stack.naming.bucket_arn(stack.naming.bucket(names.ACCESS_LOGS)),)


def _producers(stack: StackContext) -> Iterator[Producer]:
    yield stack.trail
    if "s3" in stack.settings.flow_log_sinks:
        yield stack.flow_logs


def _access_logs(stack: StackContext) -> AccessLogBucket:
    return AccessLogBucket(
        names.ACCESS_LOGS,
        {
            "naming": stack.naming,
            "sources": [stack.naming.bucket(names.LOGS)],
            # As long as the logs themselves: who touched one is asked when it is.
            "expiration_days": stack.settings.log_bucket_expiration_days,
            "force_destroy": stack.deletion.force_destroy,
        },
        opts=stack.deletion.options(),
    )
