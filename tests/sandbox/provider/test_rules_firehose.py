"""What Data Firehose refuses, with AWS's codes and messages."""

import json
from typing import Any

import pytest

from sandbox.provider.aws import Aws
from sandbox.provider.values import Properties
from tests.sandbox.provider.account import refusal
from tests.sandbox.provider.sample import ACCOUNT, BUCKET, trust
from tests.sandbox.provider.samples_streams import FIREHOSE_ROLE, READ_STREAM

STREAM = {"DeliveryStreamName": "logs"}
DESTINATION: Properties = {"RoleARN": FIREHOSE_ROLE, "BucketARN": f"arn:aws:s3:::{BUCKET}"}
SOURCE_ARN = f"arn:aws:kinesis:us-east-1:{ACCOUNT}:stream/source"
FROM_STREAM: Properties = {
    "DeliveryStreamType": "KinesisStreamAsSource",
    "KinesisStreamSourceConfiguration": {"KinesisStreamARN": SOURCE_ARN, "RoleARN": FIREHOSE_ROLE},
}
UNTRUSTED = f"Firehose is unable to assume role {FIREHOSE_ROLE}. Please check the role provided."
PARTITIONED = {"DynamicPartitioningConfiguration": {"Enabled": True}}
ERRORS = {"ErrorOutputPrefix": "errors/!{firehose:error-output-type}/"}
TOO_SMALL = "BufferingHints.SizeInMBs must be at least 64 when Dynamic Partitioning is enabled."
NULL_PREFIX = "ErrorOutputPrefix cannot be null or empty when Prefix contains expressions"


def trusting(**condition: Any) -> str:
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "firehose.amazonaws.com"},
        "Action": "sts:AssumeRole",
        "Condition": condition,
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def role(aws: Aws, trust_policy: str = trust("firehose.amazonaws.com")) -> None:
    aws.call("iam", "create_role", {"RoleName": "firehose", "AssumeRolePolicyDocument": trust_policy})


def buffer(megabytes: int) -> Properties:
    return {"BufferingHints": {"SizeInMBs": megabytes, "IntervalInSeconds": 60}}


def processors(*kinds: str) -> Properties:
    return {"ProcessingConfiguration": {"Enabled": True, "Processors": [{"Type": kind} for kind in kinds]}}


def refused(aws: Aws, operation: str, request: Properties) -> str | None:
    """Return Firehose's message when it refuses an argument."""
    found = refusal(aws, "firehose", operation, {**STREAM, **request})
    if found is None:
        return None
    _, code, message = found.split(": ", 2)
    assert code == "InvalidArgumentException"
    return message


def create(aws: Aws, destination: Properties | None = None, **others: Any) -> str | None:
    request = {"ExtendedS3DestinationConfiguration": {**DESTINATION, **(destination or {})}, **others}
    return refused(aws, "create_delivery_stream", request)


def update(aws: Aws, destination: Properties) -> str | None:
    version = {"CurrentDeliveryStreamVersionId": "1", "DestinationId": "destinationId-000000000001"}
    return refused(aws, "update_destination", {**version, "ExtendedS3DestinationUpdate": destination})


@pytest.mark.parametrize(
    "trust_policy",
    [
        trust("firehose.amazonaws.com"),
        trusting(StringEquals={"sts:ExternalId": ACCOUNT}),
        trusting(
            StringEquals={"aws:SourceAccount": ACCOUNT},
            ArnLike={"aws:SourceArn": f"arn:aws:firehose:us-east-1:{ACCOUNT}:deliverystream/logs"},
        ),
    ],
)
def test_a_role_that_firehose_can_assume(aws: Aws, trust_policy: str) -> None:
    role(aws, trust_policy)
    assert create(aws) is None


@pytest.mark.parametrize(
    "trust_policy",
    [
        trust("vpc-flow-logs.amazonaws.com"),
        trusting(StringEquals={"sts:ExternalId": "999999999999"}),
        trusting(ArnLike={"aws:SourceArn": f"arn:aws:firehose:us-east-1:{ACCOUNT}:deliverystream/other"}),
    ],
)
def test_a_role_that_firehose_can_not_assume(aws: Aws, trust_policy: str) -> None:
    role(aws, trust_policy)
    assert create(aws) == UNTRUSTED


def test_a_role_that_does_not_exist(aws: Aws) -> None:
    assert create(aws) == UNTRUSTED


def test_an_update_to_a_role_that_firehose_can_not_assume(aws: Aws) -> None:
    role(aws)
    create(aws)
    other = FIREHOSE_ROLE.replace("role/firehose", "role/other")
    assert update(aws, {"RoleARN": other}) == UNTRUSTED.replace(FIREHOSE_ROLE, other)
    assert update(aws, {"Prefix": "x/"}) is None


def test_the_source_s_role_must_be_able_to_describe_it(aws: Aws) -> None:
    role(aws)
    expected = f"Role {FIREHOSE_ROLE} is not authorized to perform: kinesis:DescribeStream on resource {SOURCE_ARN}."
    assert create(aws, **FROM_STREAM) == expected
    aws.call("iam", "put_role_policy", {"RoleName": "firehose", "PolicyName": "read", "PolicyDocument": READ_STREAM})
    assert create(aws, **FROM_STREAM) is None


def test_the_source_s_role_must_be_firehose_s(aws: Aws) -> None:
    role(aws, trust("logs.amazonaws.com"))
    assert create(aws, **FROM_STREAM) == UNTRUSTED


@pytest.mark.parametrize(
    ("destination", "expected"),
    [
        ({"Prefix": "plain/"}, None),
        ({"Prefix": "!{timestamp:yyyy}/!{firehose:random-string}/", **ERRORS}, None),
        ({"ErrorOutputPrefix": "errors/"}, None),
        ({"Prefix": "!{partitionKeyFromQuery:id}/", **ERRORS, **PARTITIONED, **buffer(64)}, None),
        ({"Prefix": "!{timestamp:yyyy}/"}, NULL_PREFIX),
        ({"Prefix": "!{timestamp:yyyy}/", "ErrorOutputPrefix": ""}, NULL_PREFIX),
        (
            {"Prefix": "!{firehose:error-output-type}/", **ERRORS},
            "Prefix can't contain !{firehose:error-output-type}.",
        ),
        (
            {"ErrorOutputPrefix": "!{timestamp:yyyy}/"},
            "ErrorOutputPrefix with expressions must include !{firehose:error-output-type}.",
        ),
        (
            {"ErrorOutputPrefix": "!{partitionKeyFromQuery:id}/!{firehose:error-output-type}/"},
            "ErrorOutputPrefix can't contain partition keys.",
        ),
        (
            {"Prefix": "!{partitionKeyFromLambda:id}/", **ERRORS},
            "Prefix can contain partition keys only when Dynamic Partitioning is enabled.",
        ),
        ({"Prefix": "!{time:yyyy}/", **ERRORS}, "Prefix expressions can't have the namespace time."),
    ],
)
def test_prefixes(aws: Aws, destination: Properties, expected: str | None) -> None:
    role(aws)
    assert create(aws, destination) == expected


@pytest.mark.parametrize(
    ("destination", "expected"),
    [
        ({**PARTITIONED, **buffer(64)}, None),
        ({**PARTITIONED, **buffer(63)}, TOO_SMALL),
        (PARTITIONED, TOO_SMALL),
        (buffer(1), None),
        (processors("Decompression", "CloudWatchLogProcessing", "AppendDelimiterToRecord"), None),
        (processors("Decompression"), None),
        (
            processors("CloudWatchLogProcessing"),
            "CloudWatchLogProcessing extracts messages only from what Decompression has decompressed.",
        ),
    ],
)
def test_buffers_and_processors(aws: Aws, destination: Properties, expected: str | None) -> None:
    role(aws)
    assert create(aws, destination) == expected


@pytest.mark.parametrize(("before", "after"), [(False, True), (True, False)])
def test_partitioning_is_chosen_at_creation(aws: Aws, before: bool, after: bool) -> None:
    role(aws)
    create(aws, {"DynamicPartitioningConfiguration": {"Enabled": before}, **buffer(64)})
    expected = "Dynamic partitioning can be enabled only when a stream is created, and not be disabled after that."
    assert update(aws, {"DynamicPartitioningConfiguration": {"Enabled": after}}) == expected
    assert update(aws, {"DynamicPartitioningConfiguration": {"Enabled": before}}) is None


def encrypt(aws: Aws, **configuration: str) -> str | None:
    request = {**STREAM, "DeliveryStreamEncryptionConfigurationInput": configuration}
    return refusal(aws, "firehose", "start_delivery_stream_encryption", request)


def test_a_stream_is_encrypted_with_a_key_that_can_be_used(aws: Aws) -> None:
    role(aws)
    create(aws)
    key = aws.call("kms", "create_key", {})["KeyMetadata"]["Arn"]
    assert encrypt(aws, KeyType="AWS_OWNED_CMK") is None
    assert encrypt(aws, KeyType="CUSTOMER_MANAGED_CMK", KeyARN=key) is None
    aws.call("kms", "disable_key", {"KeyId": key.rpartition("/")[-1]})
    missing = f"{key[:-1]}{'1' if key.endswith('0') else '0'}"
    for unusable in (key, missing):
        assert encrypt(aws, KeyType="CUSTOMER_MANAGED_CMK", KeyARN=unusable) == (
            "StartDeliveryStreamEncryption: InvalidKMSResourceException: "
            f"KMS key {unusable} does not exist or is not enabled."
        )


@pytest.mark.parametrize("with_key", [False, True])
def test_a_key_goes_with_its_type(aws: Aws, with_key: bool) -> None:
    role(aws)
    create(aws)
    key = f"arn:aws:kms:us-east-1:{ACCOUNT}:key/any"
    found = (
        encrypt(aws, KeyType="AWS_OWNED_CMK", KeyARN=key) if with_key else encrypt(aws, KeyType="CUSTOMER_MANAGED_CMK")
    )
    assert found == (
        "StartDeliveryStreamEncryption: InvalidArgumentException: "
        "KeyARN goes with the key type CUSTOMER_MANAGED_CMK, and with no other."
    )


def test_a_stream_that_reads_from_another_is_encrypted_there(aws: Aws) -> None:
    role(aws)
    aws.call("iam", "put_role_policy", {"RoleName": "firehose", "PolicyName": "read", "PolicyDocument": READ_STREAM})
    create(aws, **FROM_STREAM)
    assert encrypt(aws, KeyType="AWS_OWNED_CMK") == (
        "StartDeliveryStreamEncryption: InvalidArgumentException: "
        "Server-side encryption is only for streams with Direct PUT as their source."
    )
