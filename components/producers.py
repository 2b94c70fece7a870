"""What delivers logs. A producer says what it needs of a sink, in the sink's terms; any sink serves any producer."""

from dataclasses import dataclass
from typing import ClassVar, Protocol

from components.documents import Document, Statement, assume_role, document
from components.naming import Naming


class Producer(Protocol):
    """Something of this account that delivers logs to a bucket or to a log group."""

    key: ClassVar[str]
    """What tells it from a sink's other producers, in names of resources."""

    def bucket_statements(self, naming: Naming, bucket: str) -> list[Statement]:
        """The statements that let it write to the bucket, and no more."""
        ...

    def log_group_trust(self, naming: Naming) -> Document:
        """The trust policy of the role with which it writes to a log group."""
        ...

    def log_group_permissions(self, naming: Naming, log_group: str) -> Document:
        """What that role may do in the log group. Creating groups isn't among it: the sink owns its group."""
        ...


@dataclass(frozen=True)
class TrailDelivery:
    """A trail of this account, with this Region as its home."""

    trail: str
    """The trail's name."""
    key: ClassVar[str] = "cloudtrail"

    def bucket_statements(self, naming: Naming, bucket: str) -> list[Statement]:
        """CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail"."""
        arn = naming.bucket_arn(bucket)
        source = {"aws:SourceArn": naming.trail_arn(self.trail)}
        return [
            {
                "Sid": "AWSCloudTrailAclCheck20150319",
                "Effect": "Allow",
                "Principal": {"Service": "cloudtrail.amazonaws.com"},
                "Action": "s3:GetBucketAcl",
                "Resource": arn,
                "Condition": {"StringEquals": source},
            },
            {
                "Sid": "AWSCloudTrailWrite20150319",
                "Effect": "Allow",
                "Principal": {"Service": "cloudtrail.amazonaws.com"},
                "Action": "s3:PutObject",
                "Resource": f"{arn}/AWSLogs/{naming.account}/*",
                "Condition": {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control", **source}},
            },
        ]

    def log_group_trust(self, naming: Naming) -> Document:
        """Only this trail makes CloudTrail take the role."""
        return assume_role(
            "cloudtrail.amazonaws.com",
            {
                "StringEquals": {
                    "aws:SourceArn": naming.trail_arn(self.trail),
                    "aws:SourceAccount": naming.account,
                }
            },
        )

    def log_group_permissions(self, naming: Naming, log_group: str) -> Document:
        """CloudTrail User Guide, "Role policy document for CloudTrail to use CloudWatch Logs for monitoring"."""
        stream = f"log-stream:{naming.account}_CloudTrail_{naming.region}*"
        return document(
            [
                {
                    "Sid": "WriteTrailStreams",
                    "Effect": "Allow",
                    "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
                    "Resource": f"{naming.log_group_arn(log_group)}:{stream}",
                }
            ]
        )


@dataclass(frozen=True)
class FlowLogDelivery:
    """The flow logs of this account in this Region: AWS chooses their ids, so they can't be told apart beforehand."""

    key: ClassVar[str] = "vpc-flow-logs"

    def bucket_statements(self, naming: Naming, bucket: str) -> list[Statement]:
        """VPC User Guide, "Amazon S3 bucket permissions for flow logs".

        AWS adds these statements by itself where it may. Declared first, there is nothing to add, and no drift.
        """
        arn = naming.bucket_arn(bucket)
        account = {"aws:SourceAccount": naming.account}
        source = {"aws:SourceArn": naming.log_delivery_arn()}
        return [
            {
                "Sid": "AWSLogDeliveryWrite",
                "Effect": "Allow",
                "Principal": {"Service": "delivery.logs.amazonaws.com"},
                "Action": "s3:PutObject",
                "Resource": f"{arn}/AWSLogs/{naming.account}/*",
                "Condition": {
                    "StringEquals": {**account, "s3:x-amz-acl": "bucket-owner-full-control"},
                    "ArnLike": source,
                },
            },
            {
                "Sid": "AWSLogDeliveryAclCheck",
                "Effect": "Allow",
                "Principal": {"Service": "delivery.logs.amazonaws.com"},
                "Action": "s3:GetBucketAcl",
                "Resource": arn,
                "Condition": {"StringEquals": account, "ArnLike": source},
            },
        ]

    def log_group_trust(self, naming: Naming) -> Document:
        """Only flow logs of this account and Region make the service take the role."""
        return assume_role(
            "vpc-flow-logs.amazonaws.com",
            {
                "StringEquals": {"aws:SourceAccount": naming.account},
                "ArnLike": {"aws:SourceArn": naming.flow_logs_arn()},
            },
        )

    def log_group_permissions(self, naming: Naming, log_group: str) -> Document:
        """VPC User Guide, "IAM role for publishing flow logs to CloudWatch Logs", on one group instead of all.

        CreateLogGroup is left out: with it, AWS would create the group anew after the stack deleted it.
        """
        arn = naming.log_group_arn(log_group)
        return document(
            [
                {
                    "Sid": "WriteFlowLogStreams",
                    "Effect": "Allow",
                    "Action": ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
                    "Resource": [arn, f"{arn}:log-stream:*"],
                },
                {
                    # This action lists groups: a narrower resource would refuse the listing as a whole.
                    "Sid": "FindLogGroup",
                    "Effect": "Allow",
                    "Action": "logs:DescribeLogGroups",
                    "Resource": naming.log_group_arn("*"),
                },
            ]
        )
