"""PrivateBucket: a bucket that is closed, encrypted and over TLS only, for any component that needs one."""

from collections.abc import Sequence
from typing import NotRequired, TypedDict, cast

import pulumi
from pulumi_aws import s3

from components.documents import Statement, deny_without_tls, document, to_json
from components.naming import Naming
from components.options import child_options, named
from components.sinks.object_lock import ObjectLock


class PrivateBucketOptions(TypedDict):
    """What may be chosen for any private bucket."""

    key_arn: NotRequired[pulumi.Input[str]]
    """The key that objects are encrypted with, through an S3 Bucket Key. Without it, S3's own keys."""
    lock: NotRequired[ObjectLock]
    """How long no one can delete an object for good; needs versions. Without it, who may delete objects can. Objects
    that are there when it comes stay unlocked."""
    access_log_bucket: NotRequired[pulumi.Input[str]]
    """The bucket that gets a record of each request, below this bucket's name, from `AccessLogBucket.bucket_name`.
    Without it, requests aren't recorded."""
    force_destroy: NotRequired[pulumi.Input[bool]]
    """Deletes all objects when the bucket is deleted. Without it, a bucket that isn't empty can't be deleted."""


class PrivateBucketArgs(PrivateBucketOptions):
    """What a PrivateBucket takes."""

    naming: Naming
    """Names and tags the bucket: the owner's name says what it is for. Known while the program runs."""
    statements: Sequence[Statement]
    """What the bucket policy allows; the refusal of requests without TLS is added."""
    lifecycle: s3.BucketLifecycleConfigurationRuleArgsDict
    """When objects go: `expire` or `keep_logs`. One that ends noncurrent versions makes the bucket keep versions."""


def bucket_policy(bucket_arn: str, statements: Sequence[Statement]) -> str:
    """The text of the one policy of a bucket: the statements in their order, then TLS only."""
    return to_json(document([*statements, deny_without_tls(bucket_arn)]))


def options_in(args: PrivateBucketOptions) -> PrivateBucketOptions:
    """What the arguments of a bucket's owner choose for the bucket, without the rest of them."""
    chosen = {key: value for key, value in args.items() if key in PrivateBucketOptions.__optional_keys__}
    return cast(PrivateBucketOptions, chosen)


class PrivateBucket:
    """The bucket of a component, made of children of that component rather than being one itself.

    No ACLs, nothing public, encrypted, over TLS only; other accounts' requests need a statement.
    """

    name: pulumi.Output[str]
    """The bucket's name. Known at preview; a resource that takes it waits for the bucket policy."""
    arn: pulumi.Output[str]
    """The bucket's ARN. Known at preview; a resource that takes it waits for the bucket policy."""
    policy: str
    """The bucket policy."""

    def __init__(
        self,
        owner: pulumi.ComponentResource,
        name: str,
        args: PrivateBucketArgs,
        opts: pulumi.ResourceOptions | None,
    ) -> None:
        """Makes the children of `owner`.

        Args:
            owner: The component that the bucket belongs to.
            name: The owner's name, which the children's names begin with.
            args: What the bucket is.
            opts: What the owner was given.
        """
        self._owner, self._label, self._opts = owner, name, opts
        naming = args["naming"]
        bucket_name = naming.bucket(name)
        self._bucket = s3.Bucket(
            f"{name}-bucket",
            bucket=bucket_name,
            force_destroy=args.get("force_destroy", False),
            tags=named(naming.tags, bucket_name),
            opts=self._child(),
        )
        settled = [
            self._close(),
            self._encrypt(args),
            *self._keep(args["lifecycle"], args),
            *self._record(args),
        ]
        self.policy = bucket_policy(naming.bucket_arn(bucket_name), args["statements"])
        policy = s3.BucketPolicy(
            f"{name}-policy",
            bucket=self._bucket.bucket,
            policy=self.policy,
            # What it lets in finds the bucket closed to all others and as it shall be. It goes first, too.
            opts=self._child(*settled),
        )
        self.name = policy.bucket
        self.arn = policy.bucket.apply(naming.bucket_arn)

    def _child(self, *depends_on: pulumi.Resource) -> pulumi.ResourceOptions:
        return child_options(self._owner, self._opts, depends_on=depends_on)

    def _close(self) -> pulumi.Resource:
        """No ACLs and nothing public. What is returned comes last."""
        ownership = s3.BucketOwnershipControls(
            f"{self._label}-ownership",
            bucket=self._bucket.bucket,
            # No ACLs: whoever writes an object, the bucket's owner owns it.
            rule={"object_ownership": "BucketOwnerEnforced"},
            opts=self._child(),
        )
        return s3.BucketPublicAccessBlock(
            f"{self._label}-public-access-block",
            bucket=self._bucket.bucket,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            # One after the other: S3 answers OperationAborted to simultaneous changes of who may access a bucket.
            opts=self._child(ownership),
        )

    def _encrypt(self, options: PrivateBucketOptions) -> pulumi.Resource:
        rule: s3.BucketServerSideEncryptionConfigurationRuleArgsDict = {
            "apply_server_side_encryption_by_default": {"sse_algorithm": "AES256"}
        }
        if "key_arn" in options:
            rule = {
                "apply_server_side_encryption_by_default": {
                    "sse_algorithm": "aws:kms",
                    "kms_master_key_id": options["key_arn"],
                },
                # One call to KMS serves many objects: else each log delivered and each one read is billed as a call.
                "bucket_key_enabled": True,
            }
        return s3.BucketServerSideEncryptionConfiguration(
            f"{self._label}-encryption", bucket=self._bucket.bucket, rules=[rule], opts=self._child()
        )

    def _keep(
        self, lifecycle: s3.BucketLifecycleConfigurationRuleArgsDict, options: PrivateBucketOptions
    ) -> list[pulumi.Resource]:
        """How long objects live. Returns what has to be there before the first one."""
        versions = self._versions() if "noncurrent_version_expiration" in lifecycle else []
        s3.BucketLifecycleConfiguration(
            f"{self._label}-lifecycle",
            bucket=self._bucket.bucket,
            rules=[lifecycle],
            # What expires is a version only once the bucket has versions; before, it would be gone.
            opts=self._child(*versions),
        )
        return [*versions, *(self._locked(options["lock"], versions) if "lock" in options else [])]

    def _versions(self) -> list[pulumi.Resource]:
        return [
            s3.BucketVersioning(
                f"{self._label}-versioning",
                bucket=self._bucket.bucket,
                versioning_configuration={"status": "Enabled"},
                opts=self._child(),
            )
        ]

    def _locked(self, lock: ObjectLock, versions: list[pulumi.Resource]) -> list[pulumi.Resource]:
        return [
            s3.BucketObjectLockConfiguration(
                f"{self._label}-object-lock",
                bucket=self._bucket.bucket,
                # This turns Object Lock on for a bucket that is there. The bucket's own `object_lock_enabled` would
                # replace the bucket.
                object_lock_enabled="Enabled",
                rule={"default_retention": {"mode": lock.mode, "days": lock.days}},
                # S3 refuses Object Lock without versions.
                opts=self._child(*versions),
            )
        ]

    def _record(self, options: PrivateBucketOptions) -> list[pulumi.Resource]:
        if "access_log_bucket" not in options:
            return []
        return [
            s3.BucketLogging(
                f"{self._label}-logging",
                bucket=self._bucket.bucket,
                target_bucket=options["access_log_bucket"],
                target_prefix=pulumi.Output.concat(self._bucket.bucket, "/"),
                opts=self._child(),
            )
        ]
