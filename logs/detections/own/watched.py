"""What of a stack the detections are about that guard its logs."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class WatchedLogs:
    """The names of the stack's logs, as its patterns ask for them."""

    name_prefix: str
    """What the stack's names begin with, without the hyphen that follows: `monitoring-dev`."""
    log_group_prefix: str
    """What its log groups' names begin with: `/monitoring/dev/`."""
    retentions: Mapping[str, int]
    """The names of the log groups that it makes, to the days that they keep what they have."""
    bucket: str | None = None
    """Its log bucket. Without it, it has none."""
    key_arn: str | None = None
    """The ARN of the KMS key that its logs are encrypted with. Without it, they have no key of the account."""


EXAMPLE = WatchedLogs(
    name_prefix="monitoring-dev",
    log_group_prefix="/monitoring/dev/",
    retentions={"/monitoring/dev/audit-logs": 365, "/monitoring/dev/traffic-logs": 30},
    bucket="monitoring-dev-logs-111122223333-eu-west-1",
    key_arn="arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
)
"""A stack for documents and tests."""
