"""What was read from the account: values without boto3, so that whoever judges them needs no AWS."""

from dataclasses import dataclass, fields
from typing import NamedTuple, TypeVar


@dataclass(frozen=True)
class Missing:
    """AWS answered that the thing is not there.

    Args:
        detail: The answer as a sentence, such as "the bucket has no policy".
    """

    detail: str


@dataclass(frozen=True)
class Unreadable:
    """AWS did not answer the question, so nothing is known.

    Args:
        action: The IAM action that the call needs, such as `s3:GetBucketPolicy`.
        code: AWS's error code, or the name of botocore's exception.
        message: AWS's or botocore's message.
    """

    action: str
    code: str
    message: str


T = TypeVar("T")
Reading = T | Missing | Unreadable


@dataclass(frozen=True)
class Trail:
    """A trail's settings (CloudTrail API reference: GetTrail)."""

    bucket: str
    key_prefix: str
    """What the keys of its files start with; empty when they start with `AWSLogs/`."""
    log_group_arn: str
    """Ends in `:*`; empty when the trail does not deliver to CloudWatch Logs."""
    key_arn: str
    """The KMS key that encrypts its files; empty when S3 does with its own."""
    validates_files: bool
    multi_region: bool
    global_events: bool


@dataclass(frozen=True)
class TrailStatus:
    """What the trail does (CloudTrail API reference: GetTrailStatus). An error is empty when the delivery succeeded."""

    is_logging: bool
    file_error: str
    """S3's error at the last delivery of log files to the bucket."""
    digest_error: str
    """S3's error at the last delivery of a digest file to the bucket."""
    log_group_error: str
    """CloudWatch Logs' error at the last delivery of events."""


@dataclass(frozen=True)
class BasicSelector:
    """Which events a trail records (CloudTrail API reference: EventSelector)."""

    read_write: str
    """`All`, `ReadOnly` or `WriteOnly`."""
    management: bool
    excluded_sources: tuple[str, ...]
    """The services whose management events are left out, such as `kms.amazonaws.com`."""


class Condition(NamedTuple):
    """An operator on a field of the event (CloudTrail API reference: AdvancedFieldSelector)."""

    field: str
    operator: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class AdvancedSelector:
    """Which events a trail records: those of all conditions (CloudTrail API reference: AdvancedEventSelector)."""

    conditions: frozenset[Condition]


EventSelector = BasicSelector | AdvancedSelector


@dataclass(frozen=True)
class PublicAccessBlock:
    """The four switches (S3 API reference: PublicAccessBlockConfiguration)."""

    block_public_acls: bool
    ignore_public_acls: bool
    block_public_policy: bool
    restrict_public_buckets: bool

    def off(self) -> list[str]:
        """The names of the switches that are off."""
        return [switch.name for switch in fields(self) if not getattr(self, switch.name)]


@dataclass(frozen=True)
class Vpc:
    """A VPC (EC2 API reference: Vpc)."""

    state: str
    cidr: str


@dataclass(frozen=True)
class FlowLog:
    """A flow log (EC2 API reference: FlowLog)."""

    status: str
    resource_id: str
    destination: str
    """An ARN, or the name of a log group: the API returns the form in which the flow log was created."""
    delivery: str
    """`SUCCESS` or `FAILED`; empty or something else before the first delivery."""
    delivery_error: str
    """Why the delivery failed, such as `Access error`."""


@dataclass(frozen=True)
class SecurityGroup:
    """A security group (EC2 API reference: SecurityGroup)."""

    group_id: str
    inbound: int
    """How many entries let traffic in."""
    outbound: int
    """How many entries let traffic out."""
