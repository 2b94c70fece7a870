"""What was read from the account: values without boto3, so that whoever judges them needs no AWS."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import NamedTuple, TypeVar

from pydantic import JsonValue

from logs.keys.flow_log_keys import FlowLogLayout


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


@dataclass(frozen=True)
class Skipped:
    """It was not asked.

    Args:
        reason: Why not, as a sentence.
    """

    reason: str


T = TypeVar("T")
Reading = T | Missing | Unreadable | Skipped


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
    topic_arn: str
    """The topic that is told of each log file; empty when none is."""
    validates_files: bool
    multi_region: bool
    global_events: bool


@dataclass(frozen=True)
class Delivery:
    """How a trail's last delivery of one kind ended."""

    error: str = ""
    """The error of the service that it was delivered to; empty when it took the delivery, or before the first."""
    latest: datetime | None = None
    """When the last one succeeded; None before the first."""


@dataclass(frozen=True)
class TrailStatus:
    """What the trail does (CloudTrail API reference: GetTrailStatus)."""

    is_logging: bool
    started: datetime | None
    """When it last began to log; None when it never did."""
    files: Delivery
    """Of log files to the bucket."""
    digests: Delivery
    """Of digest files to the bucket."""
    events: Delivery
    """Of events to the log group."""
    notifications: Delivery
    """Of notifications to the topic."""


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
class Policy:
    """A policy of a resource."""

    text: str
    """As AWS has it."""
    document: dict[str, JsonValue]
    """What the text says."""


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
    traffic: str = "ALL"
    """`ALL`, `ACCEPT` or `REJECT`."""
    created: datetime | None = None
    layout: FlowLogLayout = FlowLogLayout.DAILY
    """How the keys of its files are told apart, where it delivers to a bucket."""


@dataclass(frozen=True)
class NetworkInterface:
    """A network interface that something uses (EC2 API reference: NetworkInterface)."""

    interface_id: str
    subnet_id: str
    vpc_id: str
    attached: datetime | None
    """Since when; None when EC2 doesn't say, as for those of a service."""

    @property
    def ids(self) -> tuple[str, str, str]:
        """Its own, its subnet's and its VPC's: a flow log on any of them records it."""
        return self.interface_id, self.subnet_id, self.vpc_id


@dataclass(frozen=True)
class SecurityGroup:
    """A security group (EC2 API reference: SecurityGroup)."""

    group_id: str
    inbound: int
    """How many entries let traffic in."""
    outbound: int
    """How many entries let traffic out."""


@dataclass(frozen=True)
class LogGroup:
    """A log group (CloudWatch Logs API reference: LogGroup)."""

    retention_days: int
    """0: its events never expire."""
