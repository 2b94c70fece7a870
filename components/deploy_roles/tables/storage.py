"""Buckets."""

from components.deploy_roles.access import Access, Grant
from components.deploy_roles.scope import BUCKETS, OBJECTS

_SETTINGS = Grant.on(
    BUCKETS,
    "s3",
    *("ListBucket", "GetBucketLocation", "GetBucketPolicy", "GetBucketAcl", "GetBucketCORS", "GetBucketWebsite"),
    *("GetBucketVersioning", "GetAccelerateConfiguration", "GetBucketRequestPayment", "GetBucketLogging"),
    *("GetLifecycleConfiguration", "GetReplicationConfiguration", "GetEncryptionConfiguration"),
    *("GetBucketObjectLockConfiguration", "GetBucketTagging"),
)
"""All that the provider reads of a bucket, whatever the program sets."""

TYPES = {
    "aws:s3/bucket:Bucket": Access(
        reads=(_SETTINGS,),
        writes=(Grant.on(BUCKETS, "s3", "CreateBucket", "PutBucketTagging", "PutBucketObjectLockConfiguration"),),
        gives_up_logs=(
            # A bucket that isn't empty is emptied first, every version and every unfinished upload of it, a lock in
            # governance mode notwithstanding.
            Grant.on(BUCKETS, "s3", "DeleteBucket", "ListBucketVersions", "ListBucketMultipartUploads"),
            Grant.on(
                OBJECTS,
                "s3",
                *("DeleteObject", "DeleteObjectVersion", "AbortMultipartUpload", "BypassGovernanceRetention"),
                *("GetObjectRetention", "PutObjectLegalHold", "GetObjectLegalHold"),
            ),
        ),
    ),
    "aws:s3/bucketPolicy:BucketPolicy": Access(
        reads=(Grant.on(BUCKETS, "s3", "GetBucketPolicy"),),
        writes=(Grant.on(BUCKETS, "s3", "PutBucketPolicy"),),
        gives_up_logs=(Grant.on(BUCKETS, "s3", "DeleteBucketPolicy"),),
    ),
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": Access(
        reads=(Grant.on(BUCKETS, "s3", "GetBucketPublicAccessBlock"),),
        # S3 has one action to set it and to take it away; so it is for encryption, lifecycle and ownership.
        writes=(Grant.on(BUCKETS, "s3", "PutBucketPublicAccessBlock"),),
    ),
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": Access(
        reads=(Grant.on(BUCKETS, "s3", "GetBucketOwnershipControls"),),
        writes=(Grant.on(BUCKETS, "s3", "PutBucketOwnershipControls"),),
    ),
    "aws:s3/bucketVersioning:BucketVersioning": Access(
        reads=(Grant.on(BUCKETS, "s3", "GetBucketVersioning"),),
        writes=(Grant.on(BUCKETS, "s3", "PutBucketVersioning"),),
    ),
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": Access(
        reads=(Grant.on(BUCKETS, "s3", "GetEncryptionConfiguration"),),
        writes=(Grant.on(BUCKETS, "s3", "PutEncryptionConfiguration"),),
    ),
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": Access(
        reads=(Grant.on(BUCKETS, "s3", "GetLifecycleConfiguration"),),
        writes=(Grant.on(BUCKETS, "s3", "PutLifecycleConfiguration"),),
    ),
    "aws:s3/bucketLogging:BucketLogging": Access(
        reads=(Grant.on(BUCKETS, "s3", "GetBucketLogging"),),
        writes=(Grant.on(BUCKETS, "s3", "PutBucketLogging"),),
    ),
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": Access(
        reads=(Grant.on(BUCKETS, "s3", "GetBucketObjectLockConfiguration"),),
        writes=(Grant.on(BUCKETS, "s3", "PutBucketObjectLockConfiguration"),),
    ),
}
