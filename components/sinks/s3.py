"""S3Sink: a private bucket that its producers, and no one else, may write logs to."""

from collections.abc import Sequence
from typing import NotRequired, TypedDict

import pulumi
from pulumi_aws import s3

from components.documents import deny_without_tls, document, to_json
from components.naming import Naming
from components.options import child_options, named
from components.producers import Producer
from components.sinks.destination import FlowLogDestination

# The colder class that Athena still reads without a restore first.
ARCHIVE_CLASS = "GLACIER_IR"
ARCHIVE_BILLED_DAYS = 90
"""Days for which an object in that class is billed at least (S3 User Guide, "Understanding and managing Amazon S3
storage classes": minimum storage duration). Each transition is billed as a request, too (Amazon S3 pricing)."""
# How long an overwritten or deleted log can be brought back.
NONCURRENT_DAYS = 30
# Parts of an upload that never completed are billed and never seen.
ABORT_UPLOAD_DAYS = 7


class LogLifecycle(TypedDict):
    """How long a bucket keeps a log, and where."""

    expiration_days: pulumi.Input[int]
    """Days after which a log is deleted. It can be brought back for 30 days more."""
    archive_days: NotRequired[pulumi.Input[int]]
    """Days after which a log moves to Glacier Instant Retrieval, which bills at least 90 days: at most
    `expiration_days` - 90, else it costs more than it saves. Without it, logs never move."""


class S3SinkArgs(LogLifecycle):
    """What an S3Sink takes: the lifecycle of the logs, and the rest."""

    naming: Naming
    """Names and tags the bucket: the component's name says what it is for. Known while the program runs."""
    producers: Sequence[Producer]
    """What writes to the bucket. The one bucket policy is made of their statements and the refusal of requests without
    TLS."""
    force_destroy: NotRequired[pulumi.Input[bool]]
    """Deletes all logs when the bucket is deleted. Without it, a bucket that isn't empty can't be deleted."""


class S3Sink(pulumi.ComponentResource):
    """A bucket for logs: private, owned, encrypted with S3's keys, versioned, over TLS only, with a lifecycle.

    With `retain_on_delete`, the bucket stays in the account as it is configured: a bucket that outlives its stack is
    not less private than before.
    """

    bucket_name: pulumi.Output[str]
    """The bucket's name. Known at preview; a resource that takes it waits for the bucket policy."""
    bucket_arn: pulumi.Output[str]
    """The bucket's ARN. Known at preview; a resource that takes it waits for the bucket policy."""
    policy: pulumi.Output[str]
    """The bucket policy, as declared. Known at preview."""

    def __init__(self, name: str, args: S3SinkArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("aws-monitoring-baseline:index:S3Sink", name, None, opts)
        naming = args["naming"]
        bucket_name = naming.bucket(name)
        bucket = s3.Bucket(
            f"{name}-bucket",
            bucket=bucket_name,
            force_destroy=args.get("force_destroy", False),
            tags=named(naming.tags, bucket_name),
            opts=child_options(self, opts),
        )
        closed = self._close(name, bucket, opts)
        kept = self._keep(name, bucket, args, opts)
        declared = bucket_policy(naming, bucket_name, args["producers"])
        policy = s3.BucketPolicy(
            f"{name}-policy",
            bucket=bucket.bucket,
            policy=declared,
            # What it lets in finds the bucket closed to all others, encrypted and versioned. It goes first, too.
            opts=child_options(self, opts, depends_on=[closed, *kept]),
        )
        self.bucket_name = policy.bucket
        self.bucket_arn = policy.bucket.apply(naming.bucket_arn)
        self.policy = pulumi.Output.from_input(declared)
        self.register_outputs({"bucketName": self.bucket_name, "bucketArn": self.bucket_arn, "policy": self.policy})

    @property
    def flow_log_destination(self) -> FlowLogDestination:
        """This sink, for a flow log; needs a `FlowLogDelivery` among the producers."""
        return {"type": "s3", "arn": self.bucket_arn}

    def _close(self, name: str, bucket: s3.Bucket, opts: pulumi.ResourceOptions | None) -> pulumi.Resource:
        """No ACLs and nothing public. What is returned comes last."""
        ownership = s3.BucketOwnershipControls(
            f"{name}-ownership",
            bucket=bucket.bucket,
            # No ACLs: whoever writes an object, the bucket's owner owns it.
            rule={"object_ownership": "BucketOwnerEnforced"},
            opts=child_options(self, opts),
        )
        return s3.BucketPublicAccessBlock(
            f"{name}-public-access-block",
            bucket=bucket.bucket,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            # One after the other: S3 answers OperationAborted to simultaneous changes of who may access a bucket.
            opts=child_options(self, opts, depends_on=[ownership]),
        )

    def _keep(
        self, name: str, bucket: s3.Bucket, lifecycle: LogLifecycle, opts: pulumi.ResourceOptions | None
    ) -> list[pulumi.Resource]:
        """How logs are stored. Returns what has to be there before the first one."""
        encryption = s3.BucketServerSideEncryptionConfiguration(
            f"{name}-encryption",
            bucket=bucket.bucket,
            rules=[{"apply_server_side_encryption_by_default": {"sse_algorithm": "AES256"}}],
            opts=child_options(self, opts),
        )
        versioning = s3.BucketVersioning(
            f"{name}-versioning",
            bucket=bucket.bucket,
            versioning_configuration={"status": "Enabled"},
            opts=child_options(self, opts),
        )
        s3.BucketLifecycleConfiguration(
            f"{name}-lifecycle",
            bucket=bucket.bucket,
            rules=[_lifecycle_rule(lifecycle)],
            # What expires is a version only once the bucket has versions; before, it would be gone.
            opts=child_options(self, opts, depends_on=[versioning]),
        )
        return [encryption, versioning]


def _lifecycle_rule(lifecycle: LogLifecycle) -> s3.BucketLifecycleConfigurationRuleArgsDict:
    rule: s3.BucketLifecycleConfigurationRuleArgsDict = {
        "id": "logs",
        "status": "Enabled",
        "filter": {"prefix": ""},
        "expiration": {"days": lifecycle["expiration_days"]},
        "noncurrent_version_expiration": {"noncurrent_days": NONCURRENT_DAYS},
        "abort_incomplete_multipart_upload": {"days_after_initiation": ABORT_UPLOAD_DAYS},
    }
    if "archive_days" in lifecycle:
        rule["transitions"] = [{"days": lifecycle["archive_days"], "storage_class": ARCHIVE_CLASS}]
    return rule


def bucket_policy(naming: Naming, bucket: str, producers: Sequence[Producer]) -> str:
    """The text of the one policy of a bucket: its producers' statements in their order, then TLS only."""
    granted = [statement for producer in producers for statement in producer.bucket_statements(naming, bucket)]
    return to_json(document([*granted, deny_without_tls(naming.bucket_arn(bucket))]))
