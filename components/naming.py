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
# KMS API Reference, CreateAlias: after `alias/`, in which `aws/` is AWS's own.
_KEY_ALIAS = re.compile(r"alias/(?!aws/)[A-Za-z0-9/_-]{1,250}")
# SNS API Reference, CreateTopic.
_TOPIC = re.compile(r"[A-Za-z0-9_-]{1,256}")
# Kinesis Data Streams API Reference, CreateStream.
_STREAM = re.compile(r"[A-Za-z0-9_.-]{1,128}")
# Firehose API Reference, CreateDeliveryStream.
_DELIVERY_STREAM = re.compile(r"[A-Za-z0-9_.-]{1,64}")
# Athena API Reference, CreateWorkGroup.
_WORKGROUP = re.compile(r"[A-Za-z0-9._-]{1,128}")
# Athena User Guide, "Name databases, tables, and columns": what its SQL takes without quotes.
_DATABASE = re.compile(r"[a-z0-9_]{1,255}")


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

    def key_alias(self, purpose: str) -> str:
        """The alias of a KMS key, with the `alias/` that every alias has."""
        return _valid(
            f"alias/{self.prefix}-{self.stack}-{purpose}",
            _KEY_ALIAS,
            "a key alias has 1 to 250 letters, digits and characters of /_- after alias/",
        )

    def topic(self, purpose: str) -> str:
        """An SNS topic name."""
        return _valid(
            f"{self.prefix}-{self.stack}-{purpose}",
            _TOPIC,
            "a topic name has 1 to 256 letters, digits, underscores and hyphens",
        )

    def stream(self, purpose: str) -> str:
        """A Kinesis data stream name."""
        return _valid(
            f"{self.prefix}-{self.stack}-{purpose}",
            _STREAM,
            "a data stream name has 1 to 128 letters, digits and characters of _.-",
        )

    def delivery_stream(self, purpose: str) -> str:
        """A Data Firehose stream name."""
        return _valid(
            f"{self.prefix}-{self.stack}-{purpose}",
            _DELIVERY_STREAM,
            "a Firehose stream name has 1 to 64 letters, digits and characters of _.-",
        )

    def workgroup(self, purpose: str) -> str:
        """An Athena workgroup name."""
        return _valid(
            f"{self.prefix}-{self.stack}-{purpose}",
            _WORKGROUP,
            "a workgroup name has 1 to 128 letters, digits and characters of ._-",
        )

    def database(self) -> str:
        """The name of the stack's one Glue database, as Athena takes it without quotes."""
        return _valid(
            f"{self.prefix}_{self.stack}".lower().replace("-", "_"),
            _DATABASE,
            "a database name has 1 to 255 lower-case letters, digits and underscores",
        )

    def service(self, name: str) -> str:
        """A service as this Region's own principal and in `kms:ViaService`, as in `logs.us-east-1.amazonaws.com`.

        Only these have the Region and the partition's suffix: a principal without a Region is `amazonaws.com`
        everywhere.
        """
        suffix = "amazonaws.com.cn" if self.partition == "aws-cn" else "amazonaws.com"
        return f"{name}.{self.region}.{suffix}"

    def bucket_arn(self, bucket: str) -> str:
        """The ARN of a bucket."""
        return f"arn:{self.partition}:s3:::{bucket}"

    def trail_arn(self, trail: str) -> str:
        """The ARN of a trail whose home is this Region."""
        return f"arn:{self.partition}:cloudtrail:{self.region}:{self.account}:trail/{trail}"

    def trails_arn(self) -> str:
        """The pattern of the ARNs of the account's trails, whatever their home."""
        return f"arn:{self.partition}:cloudtrail:*:{self.account}:trail/*"

    def role_arn(self, role: str) -> str:
        """The ARN of a role."""
        return f"arn:{self.partition}:iam::{self.account}:role/{role}"

    def log_group_arn(self, log_group: str) -> str:
        """The ARN of a log group, without the `:*` that stands for its streams."""
        return f"arn:{self.partition}:logs:{self.region}:{self.account}:log-group:{log_group}"

    def keys_arn(self) -> str:
        """The pattern of the ARNs of the account's KMS keys in this Region; KMS chooses their ids."""
        return f"arn:{self.partition}:kms:{self.region}:{self.account}:key/*"

    def root_arn(self) -> str:
        """The ARN that, as a principal, is the account: whoever its IAM policies allow."""
        return f"arn:{self.partition}:iam::{self.account}:root"

    def topic_arn(self, topic: str) -> str:
        """The ARN of an SNS topic."""
        return f"arn:{self.partition}:sns:{self.region}:{self.account}:{topic}"

    def stream_arn(self, stream: str) -> str:
        """The ARN of a Kinesis data stream."""
        return f"arn:{self.partition}:kinesis:{self.region}:{self.account}:stream/{stream}"

    def delivery_stream_arn(self, delivery_stream: str) -> str:
        """The ARN of a Data Firehose stream."""
        return f"arn:{self.partition}:firehose:{self.region}:{self.account}:deliverystream/{delivery_stream}"

    def workgroup_arn(self, workgroup: str) -> str:
        """The ARN of an Athena workgroup."""
        return f"arn:{self.partition}:athena:{self.region}:{self.account}:workgroup/{workgroup}"

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
