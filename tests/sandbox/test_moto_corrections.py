import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from sandbox.cloud.moto_corrections import correct_moto

BUCKET = "example-logs"
TRAIL_ARN = "arn:aws:cloudtrail:us-east-1:123456789012:trail/audit"
GROUP_ARN = "arn:aws:logs:us-east-1:123456789012:log-group:"


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Any]]:
    """Makes boto3 clients of an empty account that a corrected moto plays."""
    correct_moto(partial(monkeypatch.setattr, raising=False))
    session: Any = boto3.Session(aws_access_key_id="any", aws_secret_access_key="any", region_name="us-east-1")
    with mock_aws():
        yield session.client


@pytest.fixture
def s3(client: Callable[[str], Any]) -> Any:
    s3 = client("s3")
    s3.create_bucket(Bucket=BUCKET)
    return s3


def deny(s3: Any, action: str, **condition: dict[str, str]) -> None:
    statement = {"Effect": "Deny", "Principal": "*", "Action": action, "Resource": f"arn:aws:s3:::{BUCKET}/*"}
    document = {"Version": "2012-10-17", "Statement": [statement | ({"Condition": condition} if condition else {})]}
    s3.put_bucket_policy(Bucket=BUCKET, Policy=json.dumps(document))


def test_a_denial_without_tls_refuses_nothing_here(s3: Any) -> None:
    deny(s3, "s3:*", Bool={"aws:SecureTransport": "false"})
    s3.put_object(Bucket=BUCKET, Key="key", Body=b"log")
    assert s3.get_object(Bucket=BUCKET, Key="key")["Body"].read() == b"log"
    deleted = s3.delete_objects(Bucket=BUCKET, Delete={"Objects": [{"Key": "key"}]})
    assert [row["Key"] for row in deleted["Deleted"]] == ["key"]
    assert "Errors" not in deleted


@pytest.mark.parametrize("condition", [{}, {"Bool": {"aws:SecureTransport": "true"}}])
def test_a_denial_that_applies_is_enforced(s3: Any, condition: dict[str, dict[str, str]]) -> None:
    deny(s3, "s3:PutObject", **condition)
    with pytest.raises(ClientError, match=r"\(403\)"):
        s3.put_object(Bucket=BUCKET, Key="key", Body=b"log")


def test_a_bucket_without_a_policy_is_its_owners(s3: Any) -> None:
    s3.put_object(Bucket=BUCKET, Key="key", Body=b"log")


@pytest.mark.parametrize(("group", "status"), [("/traffic", "SUCCESS"), ("/none", "FAILED")])
def test_a_flow_log_finds_its_group_by_arn(client: Callable[[str], Any], group: str, status: str) -> None:
    client("logs").create_log_group(logGroupName="/traffic")
    ec2 = client("ec2")
    ec2.create_flow_logs(
        ResourceIds=[ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]],
        ResourceType="VPC",
        TrafficType="ALL",
        LogDestinationType="cloud-watch-logs",
        LogDestination=f"{GROUP_ARN}{group}",
        DeliverLogsPermissionArn="arn:aws:iam::123456789012:role/delivery",
    )
    (flow_log,) = ec2.describe_flow_logs()["FlowLogs"]
    assert flow_log["DeliverLogsStatus"] == status


@pytest.mark.usefixtures("s3")
@pytest.mark.parametrize("name", ["audit", TRAIL_ARN])
def test_a_trail_is_deleted_with_its_tags(client: Callable[[str], Any], name: str) -> None:
    cloudtrail = client("cloudtrail")
    cloudtrail.create_trail(Name="audit", S3BucketName=BUCKET, TagsList=[{"Key": "old", "Value": "1"}])
    cloudtrail.delete_trail(Name=name)
    assert cloudtrail.describe_trails()["trailList"] == []
    cloudtrail.create_trail(Name="audit", S3BucketName=BUCKET, TagsList=[{"Key": "new", "Value": "2"}])
    (tagged,) = cloudtrail.list_tags(ResourceIdList=[TRAIL_ARN])["ResourceTagList"]
    assert tagged["TagsList"] == [{"Key": "new", "Value": "2"}]


def test_a_trail_that_is_not_there_can_not_be_deleted(client: Callable[[str], Any]) -> None:
    with pytest.raises(ClientError, match="TrailNotFoundException"):
        client("cloudtrail").delete_trail(Name="audit")
