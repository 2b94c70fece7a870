import json

import pulumi
import pytest

from components.deletion import LogDeletion
from components.naming import Naming
from components.sinks.access_log_bucket import AccessLogBucket, access_log_statements
from sandbox.iam import Decision, Principal, Request, evaluate
from tests.support.recorder import Recording, record

BUCKET = "acme-dev-access-logs-123456789012-us-east-1"
SOURCE = "arn:aws:s3:::one"


def bucket(naming: Naming, deletion: LogDeletion) -> Recording:
    def program() -> None:
        made = AccessLogBucket(
            "access-logs",
            {
                "naming": naming,
                "sources": ["one", "two"],
                "expiration_days": 90,
                "force_destroy": deletion.force_destroy,
            },
            opts=deletion.options(),
        )
        pulumi.export("name", made.bucket_name)
        pulumi.export("arn", made.bucket_arn)
        pulumi.export("policy", made.policy)

    return record(program, preview=True)


def test_the_bucket_is_private_encrypted_by_s3_and_expires(naming: Naming) -> None:
    recording = bucket(naming, LogDeletion.named("retain"))
    inputs = {child.name: (child.type, child.parent, child.inputs) for child in recording.registrations[1:]}
    policy = inputs["access-logs-policy"][2].pop("policy")
    assert inputs == {
        "access-logs-bucket": (
            "aws:s3/bucket:Bucket",
            "access-logs",
            {"bucket": BUCKET, "forceDestroy": False, "tags": {**naming.tags, "Name": BUCKET}},
        ),
        "access-logs-ownership": (
            "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
            "access-logs",
            {"bucket": BUCKET, "rule": {"objectOwnership": "BucketOwnerEnforced"}},
        ),
        "access-logs-public-access-block": (
            "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
            "access-logs",
            {
                "bucket": BUCKET,
                "blockPublicAcls": True,
                "blockPublicPolicy": True,
                "ignorePublicAcls": True,
                "restrictPublicBuckets": True,
            },
        ),
        "access-logs-encryption": (
            "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
            "access-logs",
            {"bucket": BUCKET, "rules": [{"applyServerSideEncryptionByDefault": {"sseAlgorithm": "AES256"}}]},
        ),
        "access-logs-lifecycle": (
            "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
            "access-logs",
            {
                "bucket": BUCKET,
                "rules": [
                    {
                        "id": "access-logs",
                        "status": "Enabled",
                        "filter": {"prefix": ""},
                        "expiration": {"days": 90},
                        "abortIncompleteMultipartUpload": {"daysAfterInitiation": 7},
                    }
                ],
            },
        ),
        "access-logs-policy": ("aws:s3/bucketPolicy:BucketPolicy", "access-logs", {"bucket": BUCKET}),
    }
    arn = f"arn:aws:s3:::{BUCKET}"
    assert json.loads(policy) == {
        "Version": "2012-10-17",
        "Statement": [
            *access_log_statements(naming, BUCKET, ["one", "two"]),
            {
                "Sid": "DenyInsecureTransport",
                "Effect": "Deny",
                "Principal": "*",
                "Action": "s3:*",
                "Resource": [arn, f"{arn}/*"],
                "Condition": {"Bool": {"aws:SecureTransport": "false"}},
            },
        ],
    }
    assert recording.outputs == {"name": BUCKET, "arn": arn, "policy": policy}


def test_each_source_has_a_statement_of_its_own(naming: Naming) -> None:
    assert access_log_statements(naming, "records", ["one", "two"]) == [
        {
            "Sid": sid,
            "Effect": "Allow",
            "Principal": {"Service": "logging.s3.amazonaws.com"},
            "Action": "s3:PutObject",
            "Resource": f"arn:aws:s3:::records/{source}/*",
            "Condition": {
                "ArnLike": {"aws:SourceArn": f"arn:aws:s3:::{source}"},
                "StringEquals": {"aws:SourceAccount": "123456789012"},
            },
        }
        for sid, source in (("S3ServerAccessLogs1", "one"), ("S3ServerAccessLogs2", "two"))
    ]


@pytest.mark.parametrize(
    ("key", "source", "account", "decision"),
    [
        ("one/2026-01-31-00-00-00-X", SOURCE, "123456789012", Decision.ALLOWED),
        ("two/2026-01-31-00-00-00-X", SOURCE, "123456789012", Decision.NOT_ALLOWED),
        ("one/2026-01-31-00-00-00-X", f"{SOURCE}-and-more", "123456789012", Decision.NOT_ALLOWED),
        ("one/2026-01-31-00-00-00-X", SOURCE, "210987654321", Decision.NOT_ALLOWED),
    ],
)
def test_a_source_writes_only_to_its_folder(
    naming: Naming, key: str, source: str, account: str, decision: Decision
) -> None:
    policy = {"Version": "2012-10-17", "Statement": access_log_statements(naming, "records", ["one", "two"])}
    request = Request(
        "s3:PutObject",
        f"arn:aws:s3:::records/{key}",
        Principal("Service", "logging.s3.amazonaws.com"),
        {"aws:SourceArn": (source,), "aws:SourceAccount": (account,)},
    )
    assert evaluate(policy, request) is decision


@pytest.mark.parametrize("kept", [True, False])
def test_the_whole_bucket_is_kept_or_deleted(naming: Naming, kept: bool) -> None:
    recording = bucket(naming, LogDeletion.named("retain" if kept else "delete"))
    assert len(recording.registrations) == 7
    assert {(one.request.protect, one.request.retainOnDelete) for one in recording.registrations} == {(kept, kept)}
    assert recording.one("aws:s3/bucket:Bucket").inputs["forceDestroy"] is not kept
