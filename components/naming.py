"""Names, ARNs and tags, all known at preview.

What policy documents refer to has a stated name, so a document is a pure function of names. Partition, account and
Region come from invokes in their plain form, which answer while the program runs, in preview too.
"""

import re
from dataclasses import dataclass
from typing import Self

import pulumi
import pulumi_aws as aws

from components.arns import Arns

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
# CloudWatch API Reference, PutDashboard.
_DASHBOARD = re.compile(r"[A-Za-z0-9_-]{1,255}")
# Resource Groups API Reference, CreateGroup.
_RESOURCE_GROUP = re.compile(r"(?![Aa][Ww][Ss])[A-Za-z0-9_.-]{1,300}")
# EC2 API Reference, CreateSecurityGroup.
_SECURITY_GROUP = re.compile(r"(?!sg-)[A-Za-z0-9 ._:/()#,@\[\]+=&;{}!$*-]{1,255}")
# CloudWatch API Reference, PutMetricAlarm; CloudWatch Logs API Reference, PutMetricFilter, which takes fewer: a
# detection's metric, filter and alarm have one name.
_ALARM = re.compile(r"[A-Za-z0-9._-]{1,255}")
# AWS Chatbot API Reference, CreateSlackChannelConfiguration.
_CHAT = re.compile(r"[A-Za-z0-9_-]{1,128}")
# EventBridge API Reference, PutRule.
_RULE = re.compile(r"[A-Za-z0-9._-]{1,64}")
# SQS API Reference, CreateQueue.
_QUEUE = re.compile(r"[A-Za-z0-9_-]{1,80}")


@dataclass(frozen=True)
class Naming(Arns):
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
    tag_key: str = "Monitoring"
    """The key of the tag of all that is watched together."""

    @classmethod
    def of_deployment(cls, prefix: str, tag_key: str) -> Self:
        """The naming of the running stack, in the account and Region of the default provider."""
        return cls(
            prefix=prefix,
            stack=pulumi.get_stack(),
            partition=aws.get_partition().partition,
            account=aws.get_caller_identity().account_id,
            region=aws.get_region().region,
            tag_key=tag_key,
        )

    @property
    def tags(self) -> dict[str, str]:
        """Tags that every resource of the stack carries."""
        return {"Project": PROJECT, "Stack": self.stack, "ManagedBy": "pulumi", **self.monitoring_tag}

    @property
    def monitoring_tag(self) -> dict[str, str]:
        """The tag of all that is watched together: what the stack makes, and whatever others give it to."""
        return {self.tag_key: f"{self.prefix}-{self.stack}"}

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

    def chat(self, purpose: str) -> str:
        """The name of a chat's configuration."""
        return _valid(
            f"{self.prefix}-{self.stack}-{purpose}",
            _CHAT,
            "a chat configuration's name has 1 to 128 letters, digits, underscores and hyphens",
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

    def alarm(self, purpose: str) -> str:
        """A CloudWatch alarm name, and that of the metric and the metric filter that it is about."""
        return _valid(
            f"{self.prefix}-{self.stack}-{purpose}",
            _ALARM,
            "an alarm name has 1 to 255 letters, digits and characters of ._-",
        )

    def rule(self, purpose: str) -> str:
        """An EventBridge rule name."""
        return _valid(
            f"{self.prefix}-{self.stack}-{purpose}",
            _RULE,
            "a rule name has 1 to 64 letters, digits and characters of ._-",
        )

    def event_log_group(self, purpose: str) -> str:
        """The name of a log group that EventBridge writes to, among those that its console offers as targets."""
        return _valid(
            f"/aws/events/{self.prefix}/{self.stack}/{purpose}",
            _LOG_GROUP,
            "a log group name has 1 to 512 letters, digits and characters of .-_/#",
        )

    def queue(self, purpose: str) -> str:
        """An SQS queue name."""
        return _valid(
            f"{self.prefix}-{self.stack}-{purpose}",
            _QUEUE,
            "a queue name has 1 to 80 letters, digits, underscores and hyphens",
        )

    def dashboard(self) -> str:
        """The name of the stack's one dashboard."""
        return _valid(
            f"{self.prefix}-{self.stack}",
            _DASHBOARD,
            "a dashboard name has 1 to 255 letters, digits, underscores and hyphens",
        )

    def saved_query(self, name: str) -> str:
        """A saved query of Logs Insights, in a folder of the stack."""
        return f"{self.prefix}-{self.stack}/{name}"

    def resource_group(self) -> str:
        """The name of the group of all that is watched together."""
        return _valid(
            f"{self.prefix}-{self.stack}",
            _RESOURCE_GROUP,
            "a resource group name has 1 to 300 letters, digits and characters of _.-, and doesn't begin with aws",
        )

    def security_group(self, purpose: str) -> str:
        """A security group name."""
        return _valid(
            f"{self.prefix}-{self.stack}-{purpose}",
            _SECURITY_GROUP,
            "a security group name has 1 to 255 letters, digits, spaces and characters of ._-:/()#,@[]+=&;{}!$*, "
            "and doesn't begin with sg-",
        )


def _valid(name: str, pattern: re.Pattern[str], rule: str) -> str:
    if not pattern.fullmatch(name):
        raise pulumi.RunError(
            f'"{name}" ({len(name)} characters) is not a valid name: {rule}. '
            f"It is made of the namePrefix setting and the stack's name: shorten or change one of them."
        )
    return name
