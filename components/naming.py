"""Names, ARNs and tags, all known at preview.

What policy documents refer to has a stated name, so a document is a pure function of names. Partition, account and
Region come from invokes in their plain form, which answer while the program runs, in preview too.
"""

import re
from dataclasses import dataclass
from typing import Self

import pulumi
import pulumi_aws as aws

PROJECT = "aws-monitoring-baseline"

# S3 User Guide, "General purpose bucket naming rules"; without dots, which break TLS to virtual-hosted buckets.
_BUCKET = re.compile(r"[a-z0-9][a-z0-9-]{1,61}[a-z0-9]")
# IAM User Guide, "IAM and AWS STS quotas".
_ROLE = re.compile(r"[\w+=,.@-]{1,64}", re.ASCII)
# CloudTrail User Guide, "Naming requirements for CloudTrail resources".
_TRAIL = re.compile(r"(?=.{3,128}$)[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*")
# CloudWatch Logs API Reference, CreateLogGroup.
_LOG_GROUP = re.compile(r"[.\-_/#A-Za-z0-9]{1,512}")


@dataclass(frozen=True)
class Naming:
    """The names of one stack in one account and Region."""

    prefix: str
    """What every name begins with."""
    stack: str
    """The stack's name, which follows the prefix."""
    partition: str
    """`aws`, `aws-us-gov` or `aws-cn`."""
    account: str
    """The 12-digit account id."""
    region: str
    """The Region of the stack, and so the trail's home Region."""

    @classmethod
    def of_deployment(cls, prefix: str) -> Self:
        """The naming of the running stack, in the account and Region of the default provider."""
        return cls(
            prefix=prefix,
            stack=pulumi.get_stack(),
            partition=aws.get_partition().partition,
            account=aws.get_caller_identity().account_id,
            region=aws.get_region().region,
        )

    @property
    def tags(self) -> dict[str, str]:
        """Tags that every resource of the stack carries."""
        return {"Project": PROJECT, "Stack": self.stack, "ManagedBy": "pulumi"}

    def bucket(self, purpose: str) -> str:
        """A bucket name; account and Region make it unique among all accounts' buckets."""
        return _valid(
            f"{self.prefix}-{self.stack}-{purpose}-{self.account}-{self.region}",
            _BUCKET,
            "a bucket name has 3 to 63 lower-case letters, digits and hyphens",
        )

    def trail(self, purpose: str) -> str:
        """A trail name."""
        return _valid(
            f"{self.prefix}-{self.stack}-{purpose}",
            _TRAIL,
            "a trail name has 3 to 128 letters, digits, and single periods, underscores and hyphens between them",
        )

    def role(self, purpose: str) -> str:
        """An IAM role name."""
        return _valid(
            f"{self.prefix}-{self.stack}-{purpose}",
            _ROLE,
            "a role name has 1 to 64 letters, digits and characters of +=,.@-_",
        )

    def log_group(self, purpose: str) -> str:
        """A CloudWatch log group name."""
        return _valid(
            f"/{self.prefix}/{self.stack}/{purpose}",
            _LOG_GROUP,
            "a log group name has 1 to 512 letters, digits and characters of .-_/#",
        )

    def bucket_arn(self, bucket: str) -> str:
        """The ARN of a bucket."""
        return f"arn:{self.partition}:s3:::{bucket}"

    def trail_arn(self, trail: str) -> str:
        """The ARN of a trail whose home is this Region."""
        return f"arn:{self.partition}:cloudtrail:{self.region}:{self.account}:trail/{trail}"

    def role_arn(self, role: str) -> str:
        """The ARN of a role."""
        return f"arn:{self.partition}:iam::{self.account}:role/{role}"

    def log_group_arn(self, log_group: str) -> str:
        """The ARN of a log group, without the `:*` that stands for its streams."""
        return f"arn:{self.partition}:logs:{self.region}:{self.account}:log-group:{log_group}"

    def flow_logs_arn(self) -> str:
        """The pattern of the ARNs of the account's flow logs in this Region; AWS chooses their ids."""
        return f"arn:{self.partition}:ec2:{self.region}:{self.account}:vpc-flow-log/*"

    def log_delivery_arn(self) -> str:
        """The pattern of the ARNs that the log delivery service gives as its source."""
        return f"arn:{self.partition}:logs:{self.region}:{self.account}:*"


def _valid(name: str, pattern: re.Pattern[str], rule: str) -> str:
    if not pattern.fullmatch(name):
        raise pulumi.RunError(
            f'"{name}" ({len(name)} characters) is not a valid name: {rule}. '
            f"It is made of the namePrefix setting and the stack's name: shorten or change one of them."
        )
    return name
