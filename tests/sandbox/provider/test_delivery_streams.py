"""A delivery stream through the engine's protocol: its destination's versions, its encryption, its tags."""

from typing import Any

import pytest

from sandbox.provider.aws import Aws
from sandbox.provider.values import Properties
from tests.sandbox.provider.client import Client, Resource, urn_of
from tests.sandbox.provider.sample import ACCOUNT, BUCKET, trust
from tests.sandbox.provider.samples_flow_logs import STREAM_ARN
from tests.sandbox.provider.samples_streams import DESTINATION, FIREHOSE_ROLE

KIND = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"
LEAST: Properties = {"bucketArn": f"arn:aws:s3:::{BUCKET}", "roleArn": FIREHOSE_ROLE}


@pytest.fixture
def ready(aws: Aws, client: Client) -> Client:
    """An account with a role for Firehose."""
    request = {"RoleName": "firehose", "AssumeRolePolicyDocument": trust("firehose.amazonaws.com")}
    aws.call("iam", "create_role", request)
    return client


def declared(s3: Properties | None = None, **others: Any) -> Properties:
    configuration = {**LEAST, **(s3 or {})}
    return {"name": "flow-logs", "destination": "extended_s3", "extendedS3Configuration": configuration, **others}


def create(client: Client, destination: Properties | None = None, **others: Any) -> Resource:
    return client.create(KIND, "stream", declared(destination, **others))


def described(aws: Aws) -> Properties:
    request = {"DeliveryStreamName": "flow-logs"}
    return aws.call("firehose", "describe_delivery_stream", request)["DeliveryStreamDescription"]


def held(aws: Aws) -> Properties:
    return described(aws)["Destinations"][0]["ExtendedS3DestinationDescription"]


def test_what_is_left_out_is_sent_as_firehose_s_default(aws: Aws, ready: Client) -> None:
    create(ready)
    assert held(aws) == {
        "BucketARN": f"arn:aws:s3:::{BUCKET}",
        "RoleARN": FIREHOSE_ROLE,
        "BufferingHints": {"SizeInMBs": 5, "IntervalInSeconds": 300},
        "CompressionFormat": "UNCOMPRESSED",
    }


@pytest.mark.parametrize(
    "default",
    [
        {"bufferingSize": 5},
        {"bufferingInterval": 300},
        {"compressionFormat": "UNCOMPRESSED"},
        {"customTimeZone": "UTC"},
        {"s3BackupMode": "Disabled"},
        {"processingConfiguration": {"enabled": False}},
        {"dynamicPartitioningConfiguration": {"enabled": False, "retryDuration": 300}},
        {"prefix": ""},
    ],
)
def test_a_default_declared_or_not_is_no_difference(ready: Client, default: Properties) -> None:
    assert ready.changes(create(ready), declared(default)) == set()


def test_no_buffering_is_not_the_default(ready: Client) -> None:
    made = create(ready, {"bufferingInterval": 0})
    assert made.state["extendedS3Configuration"]["bufferingInterval"] == 0
    assert ready.changes(made, declared()) == {"extendedS3Configuration"}


def test_each_update_is_over_the_version_before_it(aws: Aws, ready: Client) -> None:
    made = create(ready)
    assert (made.state["versionId"], made.state["destinationId"]) == ("1", "destinationId-000000000001")
    first = ready.update(made, declared({"prefix": "one/"}))
    second = ready.update(first, declared({"prefix": "two/"}))
    assert (first.state["versionId"], second.state["versionId"]) == ("2", "3")
    assert (held(aws)["Prefix"], described(aws)["VersionId"]) == ("two/", "3")


def test_an_update_takes_back_what_is_no_longer_declared(aws: Aws, ready: Client) -> None:
    everything = {**DESTINATION, "dynamicPartitioningConfiguration": {"enabled": False}}
    updated = ready.update(create(ready, everything), declared())
    assert updated.state["extendedS3Configuration"] == LEAST
    now = held(aws)
    assert (now["Prefix"], now["ErrorOutputPrefix"], now["FileExtension"]) == ("", "", "")
    assert now["EncryptionConfiguration"] == {"NoEncryptionConfig": "NoEncryption"}
    assert now["CloudWatchLoggingOptions"] == {"Enabled": False}
    assert now["ProcessingConfiguration"] == {"Enabled": False, "Processors": []}
    assert now["BufferingHints"] == {"SizeInMBs": 5, "IntervalInSeconds": 300}
    imported = ready.import_(KIND, "stream", STREAM_ARN)
    assert imported is not None
    assert ready.changes(imported, declared()) == set()


def test_a_preview_of_an_update_checks_the_request(ready: Client) -> None:
    made = create(ready)
    with pytest.raises(Exception, match="IntervalInSeconds: 901; at least 0 and at most 900 is allowed"):
        ready.update(made, declared({"bufferingInterval": 901}), preview=True)


@pytest.mark.parametrize(
    ("encryption", "status"),
    [
        ({"enabled": True}, "ENABLED"),
        ({"enabled": True, "keyType": "AWS_OWNED_CMK"}, "ENABLED"),
        ({"enabled": False}, None),
        (None, None),
    ],
)
def test_encryption(aws: Aws, ready: Client, encryption: Properties | None, status: str | None) -> None:
    made = create(ready, serverSideEncryption=encryption)
    assert described(aws).get("DeliveryStreamEncryptionConfiguration", {}).get("Status") == status
    seen = ready.read(made)
    assert seen is not None
    assert seen.inputs == made.inputs


def test_encryption_is_switched_on_and_off(aws: Aws, ready: Client) -> None:
    made = create(ready)
    key = aws.call("kms", "create_key", {})["KeyMetadata"]["Arn"]
    with_key = {"enabled": True, "keyType": "CUSTOMER_MANAGED_CMK", "keyArn": key}
    on = ready.update(made, declared(serverSideEncryption=with_key))
    assert described(aws)["DeliveryStreamEncryptionConfiguration"]["KeyARN"] == key
    assert on.state["serverSideEncryption"] == with_key
    assert on.state["versionId"] == "1"  # that is the destination's
    assert ready.changes(on, declared(serverSideEncryption={"enabled": True})) == {"serverSideEncryption"}
    off = ready.update(on, declared())
    assert described(aws)["DeliveryStreamEncryptionConfiguration"]["Status"] == "DISABLED"
    assert "serverSideEncryption" not in off.state
    assert ready.changes(off, declared(serverSideEncryption={"enabled": False})) == set()


@pytest.mark.parametrize(
    ("tags", "drift"), [({"LogDeliveryEnabled": "true"}, set[str]()), ({"Stage": "dev"}, {"tags"})]
)
def test_a_flow_log_s_tag_is_drift_unless_declared(aws: Aws, ready: Client, tags: Properties, drift: set[str]) -> None:
    made = create(ready, tags=tags)
    vpc = aws.call("ec2", "create_vpc", {"CidrBlock": "10.0.0.0/16"})["Vpc"]["VpcId"]
    flow_log = {"vpcId": vpc, "trafficType": "ALL", "logDestinationType": "kinesis-data-firehose"}
    ready.create("aws:ec2/flowLog:FlowLog", "flow-log", {**flow_log, "logDestination": STREAM_ARN})
    seen = ready.read(made)
    assert seen is not None
    assert ready.changes(seen, declared(tags=tags)) == drift


@pytest.mark.parametrize(
    ("inputs", "named"),
    [
        (declared({"s3BackupMode": "Enabled"}), "s3BackupMode 'Enabled' needs s3BackupConfiguration"),
        (declared({"dataFormatConversionConfiguration": {}}), "dataFormatConversionConfiguration is not handled"),
        (declared(destination="splunk"), "destination is 'splunk'; allowed are extended_s3"),
    ],
)
def test_what_is_not_handled_is_named(ready: Client, inputs: Properties, named: str) -> None:
    _, (fault,) = ready.check(urn_of(KIND, "stream"), inputs)
    assert named in fault


def test_the_account_is_in_its_arn(ready: Client) -> None:
    assert create(ready).state["arn"] == f"arn:aws:firehose:us-east-1:{ACCOUNT}:deliverystream/flow-logs"
