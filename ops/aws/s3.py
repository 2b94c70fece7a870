"""What can be asked about buckets."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ops.aws.calls import read
from ops.facts import Missing, Policy, PublicAccessBlock, Reading
from ops.watch_facts import StoredObject

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_NO_BUCKET = {"NoSuchBucket": "the bucket does not exist"}


@dataclass(frozen=True, kw_only=True)
class Buckets:
    """The part of an `Account` that S3 answers for.

    A bucket is only read when `account_id` owns it (Amazon S3 user guide: Verifying bucket ownership with bucket
    owner condition); S3 denies the call otherwise.
    """

    account_id: str
    s3: "S3Client"

    def bucket_region(self, bucket: str) -> Reading[str]:
        """The region that the bucket is in."""

        def call() -> str:
            answer = self.s3.get_bucket_location(Bucket=bucket, ExpectedBucketOwner=self.account_id)
            # S3 API reference, GetBucketLocation: us-east-1 is a location constraint of null.
            return answer["LocationConstraint"] or "us-east-1"

        return read("s3:GetBucketLocation", call, _NO_BUCKET)

    def bucket_policy(self, bucket: str) -> Reading[Policy]:
        """The bucket's policy."""

        def call() -> Policy:
            text = self.s3.get_bucket_policy(Bucket=bucket, ExpectedBucketOwner=self.account_id)["Policy"]
            return Policy(text, json.loads(text))

        none = {"NoSuchBucketPolicy": "the bucket has no policy"}
        return read("s3:GetBucketPolicy", call, _NO_BUCKET | none)

    def objects_after(self, bucket: str, prefix: str, start: str) -> Reading[tuple[StoredObject, ...]]:
        """The objects whose keys begin with `prefix` and sort after `start`, in the order of their keys."""

        def call() -> tuple[StoredObject, ...]:
            pages = self.s3.get_paginator("list_objects_v2").paginate(
                Bucket=bucket, Prefix=prefix, StartAfter=start, ExpectedBucketOwner=self.account_id
            )
            return tuple(
                StoredObject(found.get("Key", ""), found["LastModified"])
                for page in pages
                # S3 always says how many, and a page of another server doesn't.
                if page["KeyCount"]
                for found in page.get("Contents", [])
                if "LastModified" in found
            )

        return read("s3:ListBucket", call, _NO_BUCKET)

    def folders_in(self, bucket: str, prefix: str) -> Reading[tuple[str, ...]]:
        """What keys that begin with `prefix` have up to the next slash, each once."""

        def call() -> tuple[str, ...]:
            pages = self.s3.get_paginator("list_objects_v2").paginate(
                Bucket=bucket, Prefix=prefix, Delimiter="/", ExpectedBucketOwner=self.account_id
            )
            return tuple(
                found.get("Prefix", "")
                for page in pages
                if page["KeyCount"]
                for found in page.get("CommonPrefixes", [])
            )

        return read("s3:ListBucket", call, _NO_BUCKET)

    def bucket_versioning(self, bucket: str) -> Reading[str]:
        """`Enabled` or `Suspended`; there is no status for a bucket that never had versioning."""

        def call() -> str | Missing:
            answer = self.s3.get_bucket_versioning(Bucket=bucket, ExpectedBucketOwner=self.account_id)
            return answer.get("Status") or Missing("the bucket never had versioning")

        return read("s3:GetBucketVersioning", call, _NO_BUCKET)

    def bucket_encryption(self, bucket: str) -> Reading[str]:
        """The algorithm that encrypts new objects, such as `AES256` or `aws:kms`."""

        def call() -> str | Missing:
            answer = self.s3.get_bucket_encryption(Bucket=bucket, ExpectedBucketOwner=self.account_id)
            for rule in answer["ServerSideEncryptionConfiguration"]["Rules"]:
                if default := rule.get("ApplyServerSideEncryptionByDefault"):
                    return default["SSEAlgorithm"]
            return Missing("the bucket has no default encryption")

        none = {"ServerSideEncryptionConfigurationNotFoundError": "the bucket has no default encryption"}
        return read("s3:GetEncryptionConfiguration", call, _NO_BUCKET | none)

    def bucket_public_access_block(self, bucket: str) -> Reading[PublicAccessBlock]:
        """The bucket's own public access block; the account may have another."""

        def call() -> PublicAccessBlock:
            answer = self.s3.get_public_access_block(Bucket=bucket, ExpectedBucketOwner=self.account_id)
            block = answer["PublicAccessBlockConfiguration"]
            return PublicAccessBlock(
                block_public_acls=block.get("BlockPublicAcls", False),
                ignore_public_acls=block.get("IgnorePublicAcls", False),
                block_public_policy=block.get("BlockPublicPolicy", False),
                restrict_public_buckets=block.get("RestrictPublicBuckets", False),
            )

        none = {"NoSuchPublicAccessBlockConfiguration": "the bucket has no public access block"}
        return read("s3:GetBucketPublicAccessBlock", call, _NO_BUCKET | none)

    def bucket_ownership(self, bucket: str) -> Reading[str]:
        """Who owns the objects: `BucketOwnerEnforced`, `BucketOwnerPreferred` or `ObjectWriter`."""

        def call() -> str:
            answer = self.s3.get_bucket_ownership_controls(Bucket=bucket, ExpectedBucketOwner=self.account_id)
            # S3 API reference, OwnershipControls: exactly one rule.
            return answer["OwnershipControls"]["Rules"][0]["ObjectOwnership"]

        none = {"OwnershipControlsNotFoundError": "the bucket has no ownership controls"}
        return read("s3:GetBucketOwnershipControls", call, _NO_BUCKET | none)
