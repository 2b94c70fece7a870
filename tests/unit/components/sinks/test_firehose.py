import json
from dataclasses import replace

import pulumi
import pytest

from components.documents import document
from components.naming import Naming
from components.sinks.firehose import (
    Buffering,
    error_prefix,
    firehose_permissions,
    firehose_trust,
    objects_statements,
    prefix,
    put_records,
    use_key,
)
from sandbox.iam import Decision, Principal, Request, evaluate

PARTITIONS = pytest.mark.parametrize(
    ("partition", "region", "suffix"),
    [
        ("aws", "us-east-1", "amazonaws.com"),
        ("aws-us-gov", "us-gov-west-1", "amazonaws.com"),
        ("aws-cn", "cn-north-1", "amazonaws.com.cn"),
    ],
)


@PARTITIONS
def test_the_roles_documents(naming: Naming, partition: str, region: str, suffix: str) -> None:
    there = replace(naming, partition=partition, region=region)
    assert firehose_trust(there) == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "AssumeRole",
                "Effect": "Allow",
                "Principal": {"Service": "firehose.amazonaws.com"},
                "Action": "sts:AssumeRole",
                "Condition": {"StringEquals": {"sts:ExternalId": "123456789012"}},
            }
        ],
    }
    bucket = f"arn:{partition}:s3:::b"
    assert firehose_permissions(
        there, "/g", [*objects_statements(there, "b", "s"), use_key(there, "b", "s", there.keys_arn())]
    ) == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "WriteObjects",
                "Effect": "Allow",
                "Action": ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"],
                "Resource": f"{bucket}/firehose/s/*",
            },
            {
                "Sid": "FindBucket",
                "Effect": "Allow",
                "Action": ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
                "Resource": bucket,
            },
            {
                "Sid": "EncryptObjects",
                "Effect": "Allow",
                "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
                "Resource": f"arn:{partition}:kms:{region}:123456789012:key/*",
                "Condition": {
                    "StringEquals": {"kms:ViaService": f"s3.{region}.{suffix}"},
                    "StringLike": {"kms:EncryptionContext:aws:s3:arn": [bucket, f"{bucket}/firehose/s/*"]},
                },
            },
            {
                "Sid": "WriteErrors",
                "Effect": "Allow",
                "Action": "logs:PutLogEvents",
                "Resource": f"arn:{partition}:logs:{region}:123456789012:log-group:/g:log-stream:DestinationDelivery",
            },
        ],
    }
    assert put_records(there, "s") == {
        "Sid": "PutRecords",
        "Effect": "Allow",
        "Action": "firehose:PutRecord",
        "Resource": f"arn:{partition}:firehose:{region}:123456789012:deliverystream/s",
    }


@pytest.mark.parametrize(
    ("key", "decision"),
    [
        ("firehose/s/year=2026/month=01/day=31/x.gz", Decision.ALLOWED),
        ("firehose/s/errors/processing-failed/year=2026/month=01/day=31/x", Decision.ALLOWED),
        ("firehose/s2/year=2026/month=01/day=31/x.gz", Decision.NOT_ALLOWED),
        ("AWSLogs/123456789012/CloudTrail/us-east-1/2026/01/31/x.json.gz", Decision.NOT_ALLOWED),
        ("x", Decision.NOT_ALLOWED),
    ],
)
@pytest.mark.parametrize("action", ["s3:PutObject", "s3:GetObject", "s3:AbortMultipartUpload"])
def test_the_role_touches_objects_of_its_own_folder_only(
    naming: Naming, action: str, key: str, decision: Decision
) -> None:
    policy = json.dumps(firehose_permissions(naming, "/g", objects_statements(naming, "b", "s")))
    assert evaluate(policy, Request(action, f"arn:aws:s3:::b/{key}")) is decision


@pytest.mark.parametrize(
    ("account", "decision"), [("123456789012", Decision.ALLOWED), ("210987654321", Decision.NOT_ALLOWED)]
)
def test_another_accounts_stream_does_not_get_the_role(naming: Naming, account: str, decision: Decision) -> None:
    request = Request(
        "sts:AssumeRole", "", Principal("Service", "firehose.amazonaws.com"), {"sts:ExternalId": (account,)}
    )
    assert evaluate(json.dumps(firehose_trust(naming)), request) is decision


@pytest.mark.parametrize(
    ("via", "context", "decision"),
    [
        ("s3.us-east-1.amazonaws.com", "arn:aws:s3:::b", Decision.ALLOWED),
        ("s3.us-east-1.amazonaws.com", "arn:aws:s3:::b/firehose/s/x.gz", Decision.ALLOWED),
        ("s3.us-east-1.amazonaws.com", "arn:aws:s3:::b/AWSLogs/x", Decision.NOT_ALLOWED),
        ("s3.us-east-1.amazonaws.com", "arn:aws:s3:::bb", Decision.NOT_ALLOWED),
        ("sns.us-east-1.amazonaws.com", "arn:aws:s3:::b", Decision.NOT_ALLOWED),
    ],
)
def test_the_role_uses_keys_for_its_objects_only(naming: Naming, via: str, context: str, decision: Decision) -> None:
    request = Request(
        "kms:GenerateDataKey",
        naming.keys_arn().replace("*", "1234abcd-12ab-34cd-56ef-1234567890ab"),
        context={"kms:ViaService": (via,), "kms:EncryptionContext:aws:s3:arn": (context,)},
    )
    assert evaluate(json.dumps(document([use_key(naming, "b", "s", naming.keys_arn())])), request) is decision


def test_keys_tell_records_and_errors_apart() -> None:
    day = "year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/"
    assert prefix("s") == f"firehose/s/{day}"
    assert error_prefix("s") == f"firehose/s/errors/!{{firehose:error-output-type}}/{day}"


@pytest.mark.parametrize(("mebibytes", "seconds"), [(1, 0), (128, 900)])
def test_a_buffer_at_the_limits(mebibytes: int, seconds: int) -> None:
    assert Buffering(mebibytes, seconds) == Buffering(mebibytes=mebibytes, seconds=seconds)


@pytest.mark.parametrize(("mebibytes", "seconds"), [(0, 300), (129, 300), (64, -1), (64, 901)])
def test_a_buffer_beyond_the_limits(mebibytes: int, seconds: int) -> None:
    with pytest.raises(pulumi.RunError) as raised:
        Buffering(mebibytes, seconds)
    assert str(raised.value) == (
        f"A buffer of {mebibytes} MiB and {seconds} seconds is not possible: give 1 to 128 MiB and 0 to 900 seconds."
    )
