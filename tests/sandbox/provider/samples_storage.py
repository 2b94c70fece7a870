"""Samples of S3."""

from sandbox.provider.values import Properties
from tests.sandbox.provider.sample import (
    ACCESS_LOGGING,
    ACCESS_LOGS,
    ACCOUNT,
    BUCKET,
    DELIVERY,
    NEW_TAGS,
    TAGS,
    Sample,
)

LIFECYCLE_RULE: Properties = {
    "id": "expire",
    "status": "Enabled",
    "filter": {"prefix": ""},
    "expiration": {"days": 90},
    "transitions": [{"days": 30, "storageClass": "GLACIER"}],
    "noncurrentVersionExpiration": {"noncurrentDays": 7},
    "abortIncompleteMultipartUpload": {"daysAfterInitiation": 1},
}

STORAGE = (
    Sample(
        "aws:s3/bucket:Bucket",
        "bucket",
        {"bucket": BUCKET, "tags": TAGS},
        {"bucket": BUCKET, "forceDestroy": True, "tags": NEW_TAGS},
    ),
    Sample(
        "aws:s3/bucketPolicy:BucketPolicy",
        "bucket-policy",
        {"bucket": "{bucket}", "policy": DELIVERY},
        {"bucket": "{bucket}", "policy": DELIVERY.replace("{", '{"Id": "changed", ', 1)},
    ),
    Sample(
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        "block",
        {"bucket": "{bucket}", "blockPublicAcls": True, "blockPublicPolicy": True},
        {"bucket": "{bucket}", "blockPublicPolicy": True, "restrictPublicBuckets": True},
    ),
    Sample(
        "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
        "ownership",
        {"bucket": "{bucket}", "rule": {"objectOwnership": "BucketOwnerEnforced"}},
        {"bucket": "{bucket}", "rule": {"objectOwnership": "BucketOwnerPreferred"}},
    ),
    Sample(
        "aws:s3/bucketVersioning:BucketVersioning",
        "versioning",
        {"bucket": "{bucket}", "versioningConfiguration": {"status": "Enabled"}},
        {"bucket": "{bucket}", "versioningConfiguration": {"status": "Suspended"}},
    ),
    Sample(
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        "encryption",
        {"bucket": "{bucket}", "rules": [{"applyServerSideEncryptionByDefault": {"sseAlgorithm": "AES256"}}]},
        {
            "bucket": "{bucket}",
            "rules": [
                {
                    "applyServerSideEncryptionByDefault": {
                        "sseAlgorithm": "aws:kms",
                        "kmsMasterKeyId": f"arn:aws:kms:us-east-1:{ACCOUNT}:alias/audit",
                    },
                    "bucketKeyEnabled": True,
                },
            ],
        },
    ),
    Sample(
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        "lifecycle",
        {"bucket": "{bucket}", "rules": [LIFECYCLE_RULE, {"id": "b", "status": "Disabled", "expiration": {"days": 1}}]},
        {"bucket": "{bucket}", "rules": [{**LIFECYCLE_RULE, "expiration": {"days": 120}}]},
    ),
    Sample("aws:s3/bucket:Bucket", "locked-bucket", {"bucket": "locked-logs", "objectLockEnabled": True}),
    Sample(
        "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
        "object-lock",
        {"bucket": "{locked-bucket}", "rule": {"defaultRetention": {"mode": "GOVERNANCE", "days": 30}}},
        {"bucket": "{locked-bucket}", "rule": {"defaultRetention": {"mode": "COMPLIANCE", "years": 1}}},
    ),
    Sample("aws:s3/bucket:Bucket", "access-logs", {"bucket": ACCESS_LOGS, "forceDestroy": True}),
    Sample(
        "aws:s3/bucketPolicy:BucketPolicy",
        "access-logs-policy",
        {"bucket": "{access-logs}", "policy": ACCESS_LOGGING},
    ),
    Sample(
        "aws:s3/bucketLogging:BucketLogging",
        "access-logging",
        {"bucket": "{bucket}", "targetBucket": "{access-logs}", "targetPrefix": "audit/"},
        {"bucket": "{bucket}", "targetBucket": "{access-logs}", "targetPrefix": ""},
    ),
)
