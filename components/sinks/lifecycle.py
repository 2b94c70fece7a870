"""How long a bucket keeps its objects, and where."""

from typing import NotRequired, TypedDict

import pulumi
from pulumi_aws import s3

# The colder class that Athena still reads without a restore first.
ARCHIVE_CLASS = "GLACIER_IR"
ARCHIVE_BILLED_DAYS = 90
"""Days for which an object in that class is billed at least (S3 User Guide, "Understanding and managing Amazon S3
storage classes": minimum storage duration). Each transition is billed as a request, too (Amazon S3 pricing)."""
# How long an overwritten or deleted log can be brought back.
NONCURRENT_DAYS = 30
# Parts of an upload that never completed are billed and never seen.
ABORT_UPLOAD_DAYS = 7


class LogLifecycle(TypedDict):
    """How long a bucket keeps a log, and where."""

    expiration_days: pulumi.Input[int]
    """Days after which a log is deleted. It can be brought back for 30 days more."""
    archive_days: NotRequired[pulumi.Input[int]]
    """Days after which a log moves to Glacier Instant Retrieval, which bills at least 90 days: at most
    `expiration_days` - 90, else it costs more than it saves. Without it, logs never move."""


def expire(rule_id: str, days: pulumi.Input[int]) -> s3.BucketLifecycleConfigurationRuleArgsDict:
    """The rule of a bucket whose objects are deleted for good.

    Args:
        rule_id: Names the rule: what the bucket holds.
        days: Days after which an object is deleted.
    """
    return {
        "id": rule_id,
        "status": "Enabled",
        "filter": {"prefix": ""},
        "expiration": {"days": days},
        "abort_incomplete_multipart_upload": {"days_after_initiation": ABORT_UPLOAD_DAYS},
    }


def keep_logs(lifecycle: LogLifecycle) -> s3.BucketLifecycleConfigurationRuleArgsDict:
    """The rule of a log bucket: what is overwritten or deleted can be brought back for 30 days."""
    rule = expire("logs", lifecycle["expiration_days"])
    rule["noncurrent_version_expiration"] = {"noncurrent_days": NONCURRENT_DAYS}
    if "archive_days" in lifecycle:
        rule["transitions"] = [{"days": lifecycle["archive_days"], "storage_class": ARCHIVE_CLASS}]
    return rule
