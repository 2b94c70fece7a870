import json
from dataclasses import replace
from typing import Any

import pulumi
import pytest

from components.deletion import LogDeletion
from components.naming import Naming
from components.producers import FlowLogDelivery, Producer, TrailDelivery
from components.sinks.bucket_producers import bucket_statements
from components.sinks.lifecycle import LogLifecycle
from components.sinks.object_lock import ObjectLock
from components.sinks.private_bucket import bucket_policy
from components.sinks.s3 import S3Sink
from logs.keys.flow_log_keys import FileFormat, FlowLogKeys, FlowLogLayout
from logs.keys.trail_keys import TrailKeys
from tests.support.recorder import Recording, record

PARTITIONS = pytest.mark.parametrize(
    ("partition", "region"), [("aws", "us-east-1"), ("aws-us-gov", "us-gov-west-1"), ("aws-cn", "cn-north-1")]
)
BUCKET = "acme-dev-logs-123456789012-us-east-1"
KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"

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

    return record(program, preview=True)


def policy_text(naming: Naming, bucket: str, producers: list[Producer]) -> str:
    return bucket_policy(naming.bucket_arn(bucket), bucket_statements(naming, bucket, producers))


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
    assert json.loads(policy_text(there, "b", [TrailDelivery("t")])) == {
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
    assert json.loads(policy_text(there, "b", [FlowLogDelivery()])) == {
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
    policy = json.loads(policy_text(naming, "b", [FlowLogDelivery(), TrailDelivery("t")]))
    assert [statement["Sid"] for statement in policy["Statement"]] == [
        "AWSLogDeliveryWrite",
        "AWSLogDeliveryAclCheck",
        "AWSCloudTrailAclCheck20150319",
        "AWSCloudTrailWrite20150319",
        "DenyInsecureTransport",
    ]


def test_a_bucket_without_producers_lets_no_one_in(naming: Naming) -> None:
    assert json.loads(policy_text(naming, "b", []))["Statement"] == [tls_only("aws")]


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
            {"bucket": BUCKET, "policy": policy_text(naming, BUCKET, [TrailDelivery("t")])},
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
        "policy": policy_text(naming, BUCKET, []),
    }


@pytest.mark.parametrize(
    ("keys", "arn"),
    [
        (FlowLogKeys(), f"arn:aws:s3:::{BUCKET}"),
        (FlowLogKeys(FlowLogLayout.HIVE_HOURLY, FileFormat.PARQUET, "net/"), f"arn:aws:s3:::{BUCKET}/net/"),
    ],
)
def test_flow_logs_use_the_keys_of_their_producer(naming: Naming, keys: FlowLogKeys, arn: str) -> None:
    found, recording = made(naming, {"producers": [TrailDelivery("t"), FlowLogDelivery(keys)]})
    assert found == (keys, TrailKeys())
    assert recording.outputs["flowLogs"] == {"type": "s3", "arn": arn}


def test_a_trail_uses_the_keys_of_its_producer(naming: Naming) -> None:
    keys = TrailKeys("audit", "o-exampleorgid")
    found, recording = made(naming, {"producers": [FlowLogDelivery(), TrailDelivery("t", keys)]})
    assert found == (FlowLogKeys(), keys)
    assert recording.outputs["trail"] == BUCKET


@pytest.mark.parametrize(
    ("producers", "destination", "message"),
    [
        (
            [TrailDelivery("t")],
            "flow_log_destination",
            'The bucket of "logs" lets in cloudtrail, not vpc-flow-logs: '
            "give it a FlowLogDelivery among its producers.",
        ),
        (
            [],
            "trail_bucket",
            'The bucket of "logs" lets in no producer, not cloudtrail: give it a TrailDelivery among its producers.',
        ),
    ],
)
def test_a_producer_that_is_not_let_in(
    naming: Naming, producers: list[Producer], destination: str, message: str
) -> None:
    def program() -> None:
        sink = S3Sink("logs", {"naming": naming, "producers": producers, "expiration_days": 7})
        with pytest.raises(pulumi.RunError) as raised:
            getattr(sink, destination)
        assert str(raised.value) == message

    record(program)


def test_a_firehose_stream_is_told_of_the_key(naming: Naming) -> None:
    assert made(naming, {})[1].outputs["delivery"] == {"bucket_name": BUCKET}
    assert made(naming, {"key_arn": KEY})[1].outputs["delivery"] == {
        "bucket_name": BUCKET,
        "keys_arn": naming.keys_arn(),
    }


def made(naming: Naming, options: dict[str, Any]) -> tuple[tuple[FlowLogKeys | None, TrailKeys], Recording]:
    """The keys that the sink hands on, and what was registered and exported."""
    keys: list[tuple[FlowLogKeys | None, TrailKeys]] = []

    def program() -> None:
        producers = [FlowLogDelivery(), TrailDelivery("t")]
        args: Any = {"naming": naming, "producers": producers, "expiration_days": 7, **options}
        sink = S3Sink("logs", args)
        flow_logs, trail = sink.flow_log_destination, sink.trail_bucket
        keys.append((flow_logs.get("keys"), trail["keys"]))
        pulumi.export("flowLogs", {"type": flow_logs["type"], "arn": flow_logs["arn"]})
        pulumi.export("trail", trail["bucket_name"])
        pulumi.export("delivery", sink.delivery_bucket)

    recording = record(program, preview=True)
    return keys[0], recording


@pytest.mark.parametrize(
    ("options", "child", "inputs", "waits_for"),
    [
        (
            {"key_arn": KEY},
            ("logs-encryption", "bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"),
            {
                "rules": [
                    {
                        "applyServerSideEncryptionByDefault": {"sseAlgorithm": "aws:kms", "kmsMasterKeyId": KEY},
                        "bucketKeyEnabled": True,
                    }
                ]
            },
            set[str](),
        ),
        (
            {"lock": ObjectLock("COMPLIANCE", 7)},
            ("logs-object-lock", "bucketObjectLockConfiguration:BucketObjectLockConfiguration"),
            {"objectLockEnabled": "Enabled", "rule": {"defaultRetention": {"mode": "COMPLIANCE", "days": 7}}},
            {"logs-versioning"},
        ),
        (
            {"access_log_bucket": "records"},
            ("logs-logging", "bucketLogging:BucketLogging"),
            {"targetBucket": "records", "targetPrefix": f"{BUCKET}/"},
            set[str](),
        ),
    ],
)
def test_an_option_changes_one_child_which_is_there_before_the_first_log(
    naming: Naming, options: dict[str, Any], child: tuple[str, str], inputs: dict[str, Any], waits_for: set[str]
) -> None:
    name, type_ = child
    plain, chosen = made(naming, {})[1], made(naming, options)[1]
    before = {one.name: (one.type, one.parent, one.inputs) for one in plain.registrations}
    after = {one.name: (one.type, one.parent, one.inputs) for one in chosen.registrations}
    assert after == before | {name: (f"aws:s3/{type_}", "logs", {"bucket": BUCKET, **inputs})}
    dependencies = {one.name: one.dependencies for one in chosen.registrations}
    assert dependencies[name] == {"logs-bucket", *waits_for}
    assert name in dependencies["logs-policy"]


@pytest.mark.parametrize("days", [0, -1, 36501])
def test_a_lock_that_s3_does_not_have(days: int) -> None:
    with pytest.raises(pulumi.RunError, match=rf"^A lock of {days} days is not possible: give 1 to 36,500 days\.$"):
        ObjectLock("GOVERNANCE", days)


@pytest.mark.parametrize("days", [1, 36500])
def test_a_lock_that_s3_has(days: int) -> None:
    assert ObjectLock("GOVERNANCE", days).days == days
