"""What EC2 refuses of a flow log, with AWS's codes and messages."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from sandbox.provider.aws import Aws
from sandbox.provider.values import Properties
from tests.sandbox.provider.account import GROUP_ARN, ROLE_ARN, refusal, role
from tests.sandbox.provider.sample import ACCOUNT, trust
from tests.sandbox.provider.samples_flow_logs import CUSTOM_FORMAT, FLOW_BUCKET, STREAM_ARN, flow_delivery
from tests.sandbox.provider.samples_streams import READ_STREAM

HIVE = {"HiveCompatiblePartitions": True}
PARQUET = {"FileFormat": "parquet"}
NO_ACCESS = f"400: Access Denied for LogDestination: {FLOW_BUCKET}. Please check LogDestination permission"
ACCOUNT_FOLDER = f"AWSLogs/{ACCOUNT}/"
BUCKET_ARN = f"arn:aws:s3:::{FLOW_BUCKET}"
ELSEWHERE = f"arn:aws:logs:eu-west-1:{ACCOUNT}:*"


@pytest.fixture
def vpc(aws: Aws) -> str:
    return aws.call("ec2", "create_vpc", {"CidrBlock": "10.0.0.0/16"})["Vpc"]["VpcId"]


@pytest.fixture
def bucket(aws: Aws) -> None:
    aws.call("s3", "create_bucket", {"Bucket": FLOW_BUCKET})


def flow_log(vpc: str, kind: str, destination: str, **others: Any) -> Properties:
    return {
        "ResourceIds": [vpc],
        "ResourceType": "VPC",
        "TrafficType": "ALL",
        "LogDestinationType": kind,
        "LogDestination": destination,
        **others,
    }


def refused(aws: Aws, request: Properties) -> str | None:
    """Return EC2's code and message."""
    found = refusal(aws, "ec2", "create_flow_logs", request)
    return None if found is None else found.removeprefix("CreateFlowLogs: ")


def put_policy(aws: Aws, policy: str) -> None:
    aws.call("s3", "put_bucket_policy", {"Bucket": FLOW_BUCKET, "Policy": policy})


def edited(change: Callable[[list[dict[str, Any]]], object]) -> str:
    """Return the policy that lets the delivery service write, after a change to its two statements."""
    document = json.loads(flow_delivery(ACCOUNT_FOLDER))
    change(document["Statement"])
    return json.dumps(document)


def of_strings(statements: list[dict[str, Any]]) -> dict[str, str]:
    return statements[0]["Condition"]["StringEquals"]


def test_a_log_group_needs_a_role_that_the_service_can_assume(aws: Aws, vpc: str) -> None:
    role(aws, "cloudtrail.amazonaws.com")
    group = GROUP_ARN.removesuffix(":*")
    request = flow_log(vpc, "cloud-watch-logs", group, DeliverLogsPermissionArn=ROLE_ARN)
    assert refused(aws, request) == f"InvalidParameter: Unable to assume given IAM role: '{ROLE_ARN}'"
    policy = {"RoleName": "delivery", "PolicyDocument": trust("vpc-flow-logs.amazonaws.com")}
    aws.call("iam", "update_assume_role_policy", policy)
    assert refused(aws, request) is None


@pytest.mark.usefixtures("bucket")
def test_a_bucket_takes_no_role(aws: Aws, vpc: str) -> None:
    request = flow_log(vpc, "s3", BUCKET_ARN, DeliverLogsPermissionArn=ROLE_ARN)
    assert refused(aws, request) == "InvalidParameter: DeliverLogsPermissionArn is not applicable for s3 delivery"


@pytest.mark.parametrize(
    ("folder", "options", "allowed"),
    [
        ("", {}, ACCOUNT_FOLDER),
        ("/", {}, ACCOUNT_FOLDER),
        ("", PARQUET, f"{ACCOUNT_FOLDER}vpcflowlogs/us-east-1/"),
        ("/vpc/", {}, f"vpc/{ACCOUNT_FOLDER}"),
        ("/vpc", {}, f"vpc/{ACCOUNT_FOLDER}"),
        ("/net/vpc/", HIVE, f"net/vpc/AWSLogs/aws-account-id={ACCOUNT}/aws-service=vpcflowlogs/aws-region=us-east-1/"),
        ("", HIVE, f"AWSLogs/aws-account-id={ACCOUNT}/"),
    ],
)
@pytest.mark.usefixtures("bucket")
def test_a_bucket_that_lets_the_delivery_service_write(
    aws: Aws, vpc: str, folder: str, options: Properties, allowed: str
) -> None:
    put_policy(aws, flow_delivery(allowed))
    assert refused(aws, flow_log(vpc, "s3", f"{BUCKET_ARN}{folder}", DestinationOptions=options)) is None


@pytest.mark.parametrize(
    ("folder", "options", "allowed"),
    [
        ("", {}, "AWSLogs/999999999999/"),
        ("", {}, f"vpc/{ACCOUNT_FOLDER}"),
        ("/vpc/", {}, ACCOUNT_FOLDER),
        ("", HIVE, ACCOUNT_FOLDER),
        ("", {}, f"AWSLogs/aws-account-id={ACCOUNT}/"),
        ("", {}, f"{ACCOUNT_FOLDER}vpcflowlogs/eu-west-1/"),
    ],
)
@pytest.mark.usefixtures("bucket")
def test_a_bucket_that_lets_it_write_elsewhere(
    aws: Aws, vpc: str, folder: str, options: Properties, allowed: str
) -> None:
    put_policy(aws, flow_delivery(allowed))
    assert refused(aws, flow_log(vpc, "s3", f"{BUCKET_ARN}{folder}", DestinationOptions=options)) == NO_ACCESS


@pytest.mark.parametrize(
    "policy",
    [
        edited(lambda statements: statements.pop(0)),
        edited(lambda statements: statements.pop(1)),
        edited(lambda statements: statements[0].update(Principal={"Service": "cloudtrail.amazonaws.com"})),
        edited(lambda statements: of_strings(statements).update({"aws:SourceAccount": "999999999999"})),
        edited(lambda statements: of_strings(statements).update({"s3:x-amz-acl": "private"})),
        edited(lambda statements: statements[0]["Condition"].update(ArnLike={"aws:SourceArn": ELSEWHERE})),
        edited(lambda statements: statements.append({**statements[0], "Effect": "Deny"})),
    ],
)
@pytest.mark.usefixtures("bucket")
def test_a_bucket_that_keeps_it_out(aws: Aws, vpc: str, policy: str) -> None:
    put_policy(aws, policy)
    assert refused(aws, flow_log(vpc, "s3", BUCKET_ARN)) == NO_ACCESS


@pytest.mark.usefixtures("bucket")
def test_a_bucket_without_a_policy(aws: Aws, vpc: str) -> None:
    assert refused(aws, flow_log(vpc, "s3", BUCKET_ARN)) == NO_ACCESS


@pytest.mark.parametrize("folder", ["/AWSLogs/", "/vpc/AWSLogs", "/AWSLogs/vpc/"])
@pytest.mark.usefixtures("bucket")
def test_a_reserved_folder(aws: Aws, vpc: str, folder: str) -> None:
    expected = "InvalidParameter: LogDestination: AWSLogs is a reserved term and can't be a subfolder's name"
    assert refused(aws, flow_log(vpc, "s3", f"{BUCKET_ARN}{folder}")) == expected


def test_a_bucket_that_does_not_exist_is_refused_by_the_emulator_itself(aws: Aws, vpc: str) -> None:
    request = flow_log(vpc, "s3", f"arn:aws:s3:::{FLOW_BUCKET}/vpc/")
    (unsuccessful,) = aws.call("ec2", "create_flow_logs", request)["Unsuccessful"]
    assert unsuccessful["Error"] == {"Code": "400", "Message": f"LogDestination: {FLOW_BUCKET}/vpc/ does not exist."}


def delivery_stream(aws: Aws, **others: Any) -> None:
    aws.call("iam", "create_role", {"RoleName": "f", "AssumeRolePolicyDocument": trust("firehose.amazonaws.com")})
    aws.call("iam", "put_role_policy", {"RoleName": "f", "PolicyName": "read", "PolicyDocument": READ_STREAM})
    role_arn = f"arn:aws:iam::{ACCOUNT}:role/f"
    destination = {"RoleARN": role_arn, "BucketARN": "arn:aws:s3:::audit-logs"}
    request = {"DeliveryStreamName": "flow-logs", "ExtendedS3DestinationConfiguration": destination, **others}
    aws.call("firehose", "create_delivery_stream", request)


def test_a_delivery_stream_is_tagged_as_aws_tags_it(aws: Aws, vpc: str) -> None:
    delivery_stream(aws)
    assert refused(aws, flow_log(vpc, "kinesis-data-firehose", STREAM_ARN)) is None
    tags = aws.call("firehose", "list_tags_for_delivery_stream", {"DeliveryStreamName": "flow-logs"})["Tags"]
    assert tags == [{"Key": "LogDeliveryEnabled", "Value": "true"}]


def test_a_delivery_stream_that_does_not_exist(aws: Aws, vpc: str) -> None:
    expected = "400: LogDestination: flow-logs does not exist."
    assert refused(aws, flow_log(vpc, "kinesis-data-firehose", STREAM_ARN)) == expected


def test_a_delivery_stream_that_reads_from_another_stream(aws: Aws, vpc: str) -> None:
    source = {
        "KinesisStreamARN": f"arn:aws:kinesis:us-east-1:{ACCOUNT}:stream/source",
        "RoleARN": f"arn:aws:iam::{ACCOUNT}:role/f",
    }
    delivery_stream(aws, DeliveryStreamType="KinesisStreamAsSource", KinesisStreamSourceConfiguration=source)
    expected = "InvalidParameter: LogDestination: the source of flow-logs is not Direct PUT"
    assert refused(aws, flow_log(vpc, "kinesis-data-firehose", STREAM_ARN)) == expected


@pytest.mark.parametrize(
    ("kind", "destination"), [("cloud-watch-logs", GROUP_ARN), ("kinesis-data-firehose", STREAM_ARN)]
)
def test_files_are_only_for_buckets(aws: Aws, vpc: str, kind: str, destination: str) -> None:
    request = flow_log(vpc, kind, destination, DestinationOptions=PARQUET)
    assert refused(aws, request) == f"InvalidParameter: DestinationOptions is not applicable for {kind} delivery"


@pytest.mark.parametrize(
    ("log_format", "expected"),
    [
        (CUSTOM_FORMAT, None),
        ("${version}", None),
        ("${next-hop-az-id} ${instance-tag-2} ${encryption-status} ${resource-id} ${ecs-task-id}", None),
        ("${version} ${srcip} ${tgw-id}", "Unknown fields provided: ${srcip}, ${tgw-id}"),
        *(
            (text, f"1 validation error detected: Value '{text}' at 'logFormat' has an invalid format")
            for text in ("${version} ", "${version}  ${start}", "version start", "${version},${start}", "${Version}")
        ),
    ],
)
@pytest.mark.usefixtures("bucket")
def test_record_formats(aws: Aws, vpc: str, log_format: str, expected: str | None) -> None:
    put_policy(aws, flow_delivery(ACCOUNT_FOLDER))
    found = refused(aws, flow_log(vpc, "s3", BUCKET_ARN, LogFormat=log_format))
    assert found == (None if expected is None else f"InvalidParameter: {expected}")
