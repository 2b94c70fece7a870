"""What was read from the account: values without boto3, so that whoever judges them needs no AWS."""

from dataclasses import dataclass, fields
from typing import TypeVar


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
    log_group_arn: str
    """Ends in `:*`; empty when the trail does not deliver to CloudWatch Logs."""
    validates_files: bool
    multi_region: bool
    global_events: bool


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
