import json
from dataclasses import replace

import pulumi
import pytest

from components.deletion import LogDeletion
from components.naming import Naming
from components.producers import FlowLogDelivery, Producer, TrailDelivery
from components.sinks.s3 import LogLifecycle, S3Sink, bucket_policy
from tests.support.recorder import Recording, record

PARTITIONS = pytest.mark.parametrize(
    ("partition", "region"), [("aws", "us-east-1"), ("aws-us-gov", "us-gov-west-1"), ("aws-cn", "cn-north-1")]
)
BUCKET = "acme-dev-logs-123456789012-us-east-1"


MOVES: LogLifecycle = {"expiration_days": 365, "archive_days": 90}


def sink(naming: Naming, deletion: LogDeletion, *producers: Producer, lifecycle: LogLifecycle = MOVES) -> Recording:
    def program() -> None:
        made = S3Sink(
            "logs",
            {
                "naming": naming,
                "producers": producers,
                **lifecycle,
                "force_destroy": deletion.force_destroy,
            },
            opts=deletion.options(),
        )
        pulumi.export("name", made.bucket_name)
        pulumi.export("arn", made.bucket_arn)
        pulumi.export("policy", made.policy)
        pulumi.export("destination", made.flow_log_destination)

    return record(program, preview=True)


def tls_only(partition: str) -> dict[str, object]:
    arn = f"arn:{partition}:s3:::b"
    return {
        "Sid": "DenyInsecureTransport",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [arn, f"{arn}/*"],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


@PARTITIONS
def test_the_bucket_policy_for_a_trail_is_the_one_that_aws_documents(
    naming: Naming, partition: str, region: str
) -> None:
    there = replace(naming, partition=partition, region=region)
    trail = f"arn:{partition}:cloudtrail:{region}:123456789012:trail/t"
    assert json.loads(bucket_policy(there, "b", [TrailDelivery("t")])) == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "AWSCloudTrailAclCheck20150319",
                "Effect": "Allow",
                "Principal": {"Service": "cloudtrail.amazonaws.com"},
                "Action": "s3:GetBucketAcl",
                "Resource": f"arn:{partition}:s3:::b",
                "Condition": {"StringEquals": {"aws:SourceArn": trail}},
            },
            {
                "Sid": "AWSCloudTrailWrite20150319",
                "Effect": "Allow",
                "Principal": {"Service": "cloudtrail.amazonaws.com"},
                "Action": "s3:PutObject",
                "Resource": f"arn:{partition}:s3:::b/AWSLogs/123456789012/*",
                "Condition": {
                    "StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceArn": trail},
                },
            },
            tls_only(partition),
        ],
    }


@PARTITIONS
def test_the_bucket_policy_for_flow_logs_is_the_one_that_aws_documents(
    naming: Naming, partition: str, region: str
) -> None:
    there = replace(naming, partition=partition, region=region)
    source = {"aws:SourceArn": f"arn:{partition}:logs:{region}:123456789012:*"}
    assert json.loads(bucket_policy(there, "b", [FlowLogDelivery()])) == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "AWSLogDeliveryWrite",
                "Effect": "Allow",
                "Principal": {"Service": "delivery.logs.amazonaws.com"},
                "Action": "s3:PutObject",
                "Resource": f"arn:{partition}:s3:::b/AWSLogs/123456789012/*",
                "Condition": {
                    "StringEquals": {
                        "aws:SourceAccount": "123456789012",
                        "s3:x-amz-acl": "bucket-owner-full-control",
                    },
                    "ArnLike": source,
                },
            },
            {
                "Sid": "AWSLogDeliveryAclCheck",
                "Effect": "Allow",
                "Principal": {"Service": "delivery.logs.amazonaws.com"},
                "Action": "s3:GetBucketAcl",
                "Resource": f"arn:{partition}:s3:::b",
                "Condition": {"StringEquals": {"aws:SourceAccount": "123456789012"}, "ArnLike": source},
            },
            tls_only(partition),
        ],
    }


def test_one_policy_serves_all_producers(naming: Naming) -> None:
    policy = json.loads(bucket_policy(naming, "b", [FlowLogDelivery(), TrailDelivery("t")]))
    assert [statement["Sid"] for statement in policy["Statement"]] == [
        "AWSLogDeliveryWrite",
        "AWSLogDeliveryAclCheck",
        "AWSCloudTrailAclCheck20150319",
        "AWSCloudTrailWrite20150319",
        "DenyInsecureTransport",
    ]


def test_a_bucket_without_producers_lets_no_one_in(naming: Naming) -> None:
    assert json.loads(bucket_policy(naming, "b", []))["Statement"] == [tls_only("aws")]


def test_the_bucket_is_private_encrypted_versioned_and_has_a_lifecycle(naming: Naming) -> None:
    recording = sink(naming, LogDeletion.named("retain"), TrailDelivery("t"))
    inputs = {child.name: (child.type, child.parent, child.inputs) for child in recording.registrations[1:]}
    assert inputs == {
        "logs-bucket": (
            "aws:s3/bucket:Bucket",
            "logs",
            {"bucket": BUCKET, "forceDestroy": False, "tags": {**naming.tags, "Name": BUCKET}},
        ),
        "logs-ownership": (
            "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
            "logs",
            {"bucket": BUCKET, "rule": {"objectOwnership": "BucketOwnerEnforced"}},
        ),
        "logs-public-access-block": (
            "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
            "logs",
            {
                "bucket": BUCKET,
                "blockPublicAcls": True,
                "blockPublicPolicy": True,
                "ignorePublicAcls": True,
                "restrictPublicBuckets": True,
            },
        ),
        "logs-encryption": (
            "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
            "logs",
            {"bucket": BUCKET, "rules": [{"applyServerSideEncryptionByDefault": {"sseAlgorithm": "AES256"}}]},
        ),
        "logs-versioning": (
            "aws:s3/bucketVersioning:BucketVersioning",
            "logs",
            {"bucket": BUCKET, "versioningConfiguration": {"status": "Enabled"}},
        ),
        "logs-lifecycle": (
            "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
            "logs",
            {
                "bucket": BUCKET,
                "rules": [
                    {
                        "id": "logs",
                        "status": "Enabled",
                        "filter": {"prefix": ""},
                        "transitions": [{"days": 90, "storageClass": "GLACIER_IR"}],
                        "expiration": {"days": 365},
                        "noncurrentVersionExpiration": {"noncurrentDays": 30},
                        "abortIncompleteMultipartUpload": {"daysAfterInitiation": 7},
                    }
                ],
            },
        ),
        "logs-policy": (
            "aws:s3/bucketPolicy:BucketPolicy",
            "logs",
            {"bucket": BUCKET, "policy": bucket_policy(naming, BUCKET, [TrailDelivery("t")])},
        ),
    }


def test_logs_that_never_move(naming: Naming) -> None:
    recording = sink(naming, LogDeletion.named("delete"), lifecycle={"expiration_days": 7})
    (rule,) = recording.one("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration").inputs["rules"]
    assert rule == {
        "id": "logs",
        "status": "Enabled",
        "filter": {"prefix": ""},
        "expiration": {"days": 7},
        "noncurrentVersionExpiration": {"noncurrentDays": 30},
        "abortIncompleteMultipartUpload": {"daysAfterInitiation": 7},
    }


def test_the_order_of_the_buckets_settings(naming: Naming) -> None:
    recording = sink(naming, LogDeletion.named("retain"))
    assert {one.name: one.dependencies - {"logs-bucket"} for one in recording.registrations[1:]} == {
        "logs-bucket": set(),
        "logs-ownership": set(),
        "logs-encryption": set(),
        "logs-versioning": set(),
        "logs-lifecycle": {"logs-versioning"},
        "logs-public-access-block": {"logs-ownership"},
        "logs-policy": {"logs-public-access-block", "logs-versioning", "logs-encryption"},
    }


@pytest.mark.parametrize("kept", [True, False])
def test_the_whole_sink_is_kept_or_deleted(naming: Naming, kept: bool) -> None:
    recording = sink(naming, LogDeletion.named("retain" if kept else "delete"))
    assert len(recording.registrations) == 8
    assert {(one.request.protect, one.request.retainOnDelete) for one in recording.registrations} == {(kept, kept)}
    assert recording.one("aws:s3/bucket:Bucket").inputs["forceDestroy"] is not kept


def test_outputs_are_known_at_first_preview(naming: Naming) -> None:
    assert sink(naming, LogDeletion.named("retain")).outputs == {
        "name": BUCKET,
        "arn": f"arn:aws:s3:::{BUCKET}",
        "policy": bucket_policy(naming, BUCKET, []),
        "destination": {"type": "s3", "arn": f"arn:aws:s3:::{BUCKET}"},
    }
