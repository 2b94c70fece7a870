"""The key that encrypts the stack's logs."""

from collections.abc import Iterator
from typing import NotRequired, TypedDict

import pulumi

from components.baseline import names
from components.baseline.stack import StackContext
from components.encryption import KeyUser, LogGroupEncryption, LogKey, TopicEncryption
from components.events import urgent
from components.notifications import TrailPublisher
from components.sinks.firehose import error_log_group


class Encryption(TypedDict):
    """How logs are encrypted: the part of a sink's arguments, the trail's and the lake's."""

    key_arn: NotRequired[pulumi.Input[str]]
    """The stack's own key. Without it, each service's keys."""


def log_encryption(stack: StackContext) -> Encryption:
    """The stack's own key, if the settings ask for one."""
    if stack.settings.log_encryption == "service-managed":
        return {}
    key = LogKey(names.LOGS, {"naming": stack.naming, "users": list(_users(stack))}, opts=stack.deletion.options())
    return {"key_arn": key.key_arn}


def _users(stack: StackContext) -> Iterator[KeyUser]:
    settings = stack.settings
    # Its files are encrypted as the trail says, in whosever bucket; flow logs as the bucket says.
    yield stack.trail
    if "s3" in settings.flow_log_sinks and not settings.existing_log_bucket:
        yield stack.flow_logs
    if log_groups := tuple(_log_groups(stack)):
        yield LogGroupEncryption(log_groups)
    if settings.trail_notifications:
        yield TopicEncryption((TrailPublisher(stack.trail.trail),))


def _log_groups(stack: StackContext) -> Iterator[str]:
    """Names of the log groups that the stack makes."""
    settings, naming = stack.settings, stack.naming
    if not settings.existing_trail_log_group:
        yield naming.log_group(names.AUDIT_LOGS)
    if "cloudwatch-logs" in settings.flow_log_sinks and not settings.existing_flow_log_group:
        yield naming.log_group(names.TRAFFIC_LOGS)
    yield from (naming.log_group(error_log_group(stream)) for stream in names.firehose_streams(settings))
    if urgent(stack.detections):
        yield naming.event_log_group(names.URGENT)
