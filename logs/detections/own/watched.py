"""What of a stack the detections are about that guard its logs."""

from dataclasses import dataclass


@dataclass(frozen=True)
class WatchedLogs:
    """The names of the stack's logs, as its patterns ask for them."""

    name_prefix: str
    """What the stack's names begin with, without the hyphen that follows: `monitoring-dev`."""
    log_group_prefix: str
    """What its log groups' names begin with: `/monitoring/dev/`."""
    retention_days: int
    """How long its log groups keep what they have, in days."""
    bucket: str | None = None
    """Its log bucket. Without it, it has none."""
    key_arn: str | None = None
    """The ARN of the KMS key that its logs are encrypted with. Without it, they have no key of the account."""


EXAMPLE = WatchedLogs(
    name_prefix="monitoring-dev",
    log_group_prefix="/monitoring/dev/",
    retention_days=365,
    bucket="monitoring-dev-logs-111122223333-eu-west-1",
    key_arn="arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
)
"""A stack for documents and tests."""
