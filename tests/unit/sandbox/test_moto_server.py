import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws
from moto.s3.models import FakeBucket

from sandbox.cloud.moto_server import bucket_permission

BUCKET = "example-logs"


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setattr(FakeBucket, "get_permission", bucket_permission)
    session: Any = boto3.Session(aws_access_key_id="any", aws_secret_access_key="any", region_name="us-east-1")
    with mock_aws():
        client = session.client("s3")
        client.create_bucket(Bucket=BUCKET)
        yield client


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
