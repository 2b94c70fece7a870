"""A log bucket's policy lets the log-delivery services deliver, and nothing else."""

from typing import Final

from frameworks import cis
from log_bucket_check import CARRIERS, log_bucket_violations
from log_bucket_config import OPTIONS
from pulumi_policy import Severity
from rule import ResourceRule

RULE: Final = ResourceRule(
    name="log-bucket-policy-allows-only-delivery",
    title="The policy of a log bucket grants more than log delivery needs, or can't be shown not to",
    severity=Severity.CRITICAL,
    framework=cis("3.3"),
    controls=("CloudTrail.6", "S3.2", "S3.3", "S3.6"),
    risk=(
        "Who can read the logs learns every resource and habit of the account; who can write or delete them can "
        "forge or erase the evidence of an attack. A grant to a delivery service without a pin on the source lets "
        "any customer of the service write to the bucket."
    ),
    remedy=(
        "Allow cloudtrail.amazonaws.com and delivery.logs.amazonaws.com only, in one statement for s3:GetBucketAcl "
        "on the bucket and one for s3:PutObject on AWSLogs/ACCOUNT_ID/* with s3:x-amz-acl set to "
        "bucket-owner-full-control; pin aws:SourceArn in both, and aws:SourceAccount for delivery.logs.amazonaws.com. "
        "A bucket of S3 server access logs is one of its own: it lets logging.s3.amazonaws.com put objects, with "
        "aws:SourceArn and aws:SourceAccount pinned, and no one else. "
        "People and tools that read the logs get identity policies. Name a bucket that holds no such logs in "
        "otherBuckets, and prefixes before AWSLogs/ in keyPrefixes."
    ),
    url="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html",
    types=frozenset(CARRIERS),
    check=log_bucket_violations,
    options=OPTIONS,
)
