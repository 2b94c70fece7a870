"""What CloudTrail needs to deliver a trail."""

from dataclasses import dataclass, field
from typing import ClassVar

from components.documents import Document, Statement, assume_role, document
from components.naming import Naming
from logs.keys.trail_keys import TrailKeys

_SERVICE = "cloudtrail.amazonaws.com"
# The account's own files, then the organization's.
_WRITE_SIDS = ("AWSCloudTrailWrite20150319", "AWSCloudTrailOrganizationWrite20150319")


@dataclass(frozen=True)
class TrailDelivery:
    """A trail of this account, with this Region as its home; for an organization's trail, of the management account."""

    trail: str
    """The trail's name."""
    keys: TrailKeys = field(default_factory=TrailKeys)
    """How the trail names its files, and for which organization. Without it, this account's files, with no prefix."""
    key: ClassVar[str] = "cloudtrail"

    def bucket_statements(self, naming: Naming, bucket: str) -> list[Statement]:
        """CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail".

        An organization's trail writes under the organization's folder, but is created with the account's.
        """
        arn = naming.bucket_arn(bucket)
        source = self._source(naming)
        return [
            {
                "Sid": "AWSCloudTrailAclCheck20150319",
                "Effect": "Allow",
                "Principal": {"Service": _SERVICE},
                "Action": "s3:GetBucketAcl",
                "Resource": arn,
                "Condition": {"StringEquals": source},
            },
            *(
                _write(sid, f"{arn}/{folder}*", source)
                # The one or two folders of this trail.
                for sid, folder in zip(_WRITE_SIDS, self.keys.folders(naming.account), strict=False)
            ),
        ]

    def key_statements(self, naming: Naming) -> list[Statement]:
        """CloudTrail User Guide, "Configure AWS KMS key policies for CloudTrail": log files and digest files.

        An organization's trail has the management account's ARN for a source in every account's files. Whoever reads
        the files does so by IAM, to which the key's policy leaves it.
        """
        return [
            {
                # AWS's example wants a trail in the encryption context, too, of a request to encrypt. With a bucket key
                # the context is the bucket's (S3 User Guide, "Reducing the cost of SSE-KMS with Amazon S3 Bucket
                # Keys"), so that a key for both can't ask for it. The source alone says which trail it is.
                "Sid": "CloudTrailUsesKey",
                "Effect": "Allow",
                "Principal": {"Service": _SERVICE},
                "Action": ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey*"],
                "Resource": "*",
                "Condition": {"StringEquals": self._source(naming)},
            }
        ]

    def log_group_trust(self, naming: Naming) -> Document:
        """Only this trail makes CloudTrail take the role."""
        return assume_role(_SERVICE, {"StringEquals": {**self._source(naming), "aws:SourceAccount": naming.account}})

    def log_group_permissions(self, naming: Naming, log_group: str) -> Document:
        """CloudTrail User Guide, "Role policy document for CloudTrail to use CloudWatch Logs for monitoring"."""
        streams = f"{naming.log_group_arn(log_group)}:log-stream:"
        account = f"{streams}{naming.account}_CloudTrail_{naming.region}*"
        return document(
            [
                {
                    "Sid": "WriteTrailStreams",
                    "Effect": "Allow",
                    "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
                    "Resource": [account, f"{streams}{self.keys.organization}_*"]
                    if self.keys.organization
                    else account,
                }
            ]
        )

    def _source(self, naming: Naming) -> dict[str, str]:
        return {"aws:SourceArn": naming.trail_arn(self.trail)}


def _write(sid: str, objects: str, source: dict[str, str]) -> Statement:
    return {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": {"Service": _SERVICE},
        "Action": "s3:PutObject",
        "Resource": objects,
        "Condition": {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control", **source}},
    }
