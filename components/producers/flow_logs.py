"""What the flow log service needs to deliver flow logs."""

from dataclasses import dataclass, field
from typing import ClassVar

from components.documents import Document, Statement, assume_role, document
from components.naming import Naming
from logs.keys.flow_log_keys import FlowLogKeys


@dataclass(frozen=True)
class FlowLogDelivery:
    """The flow logs of this account in this Region: AWS chooses their ids, so they can't be told apart beforehand."""

    keys: FlowLogKeys = field(default_factory=FlowLogKeys)
    """How flow logs name their files in a bucket. Without it, as AWS does unasked: a folder a day, plain text, with no
    prefix."""
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
                "Resource": f"{arn}/{self.keys.account_folder(naming.account)}*",
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

    def key_statements(self, naming: Naming) -> list[Statement]:
        """VPC User Guide, "Required key policy for use with SSE-KMS": the account may, and no other account's logs."""
        return [
            {
                "Sid": "LogDeliveryUsesKey",
                "Effect": "Allow",
                "Principal": {"Service": "delivery.logs.amazonaws.com"},
                "Action": ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
                "Resource": "*",
                "Condition": {
                    "StringEquals": {"aws:SourceAccount": naming.account},
                    "ArnLike": {"aws:SourceArn": naming.log_delivery_arn()},
                },
            }
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
                    # This action lists groups, and is allowed for all or for none (Service Authorization Reference).
                    "Sid": "FindLogGroup",
                    "Effect": "Allow",
                    "Action": "logs:DescribeLogGroups",
                    "Resource": "*",
                },
            ]
        )
