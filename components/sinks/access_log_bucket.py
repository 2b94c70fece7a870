"""AccessLogBucket: a private bucket for S3's record of the requests to other buckets."""

from collections.abc import Sequence
from typing import NotRequired, TypedDict

import pulumi

from components.documents import Statement
from components.naming import Naming
from components.sinks.lifecycle import expire
from components.sinks.private_bucket import PrivateBucket


class AccessLogBucketArgs(TypedDict):
    """What an AccessLogBucket takes."""

    naming: Naming
    """Names and tags the bucket: the component's name says what it is for. Known while the program runs."""
    sources: Sequence[str]
    """The names of the buckets whose requests are recorded, of this account and Region; not this one's. Each has a
    folder of its name. Known while the program runs."""
    expiration_days: pulumi.Input[int]
    """Days after which a record is deleted for good."""
    force_destroy: NotRequired[pulumi.Input[bool]]
    """Deletes all records when the bucket is deleted. Without it, a bucket that isn't empty can't be deleted."""


class AccessLogBucket(pulumi.ComponentResource):
    """A bucket for S3 server access logs (CIS AWS Foundations 5.0, 3.4; Security Hub CloudTrail.7): private, TLS only.

    S3 User Guide, "Enabling Amazon S3 server access logging": it takes neither a bucket that a KMS key encrypts nor one
    with Object Lock, so objects are encrypted with S3's own keys, and neither can be chosen.
    """

    bucket_name: pulumi.Output[str]
    """The bucket's name. Known at preview; a resource that takes it waits for the bucket policy."""
    bucket_arn: pulumi.Output[str]
    """The bucket's ARN. Known at preview; a resource that takes it waits for the bucket policy."""
    policy: pulumi.Output[str]
    """The bucket policy, as declared. Known at preview."""

    def __init__(self, name: str, args: AccessLogBucketArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("aws-monitoring-baseline:index:AccessLogBucket", name, None, opts)
        naming = args["naming"]
        bucket = PrivateBucket(
            self,
            name,
            {
                "naming": naming,
                "statements": access_log_statements(naming, naming.bucket(name), args["sources"]),
                "lifecycle": expire("access-logs", args["expiration_days"]),
                "force_destroy": args.get("force_destroy", False),
            },
            opts,
        )
        self.bucket_name, self.bucket_arn = bucket.name, bucket.arn
        self.policy = pulumi.Output.from_input(bucket.policy)
        self.register_outputs({"bucketName": self.bucket_name, "bucketArn": self.bucket_arn, "policy": self.policy})


def access_log_statements(naming: Naming, bucket: str, sources: Sequence[str]) -> list[Statement]:
    """S3 User Guide, "Enabling Amazon S3 server access logging": each source writes to its own folder."""
    return [
        {
            "Sid": f"S3ServerAccessLogs{number}",
            "Effect": "Allow",
            "Principal": {"Service": "logging.s3.amazonaws.com"},
            "Action": "s3:PutObject",
            "Resource": f"{naming.bucket_arn(bucket)}/{source}/*",
            "Condition": {
                "ArnLike": {"aws:SourceArn": naming.bucket_arn(source)},
                "StringEquals": {"aws:SourceAccount": naming.account},
            },
        }
        for number, source in enumerate(sources, start=1)
    ]
