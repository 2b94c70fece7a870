"""A bucket with an object lock: what still can be deleted, and what can't be changed back."""

import grpc
import pytest

from sandbox.provider.aws import Aws
from sandbox.provider.values import Properties
from tests.sandbox.provider.account import refusal
from tests.sandbox.provider.client import Client, Resource, details

BUCKET = "aws:s3/bucket:Bucket"
LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"
VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"
DECLARED: Properties = {"bucket": "locked", "objectLockEnabled": True, "forceDestroy": True}
VERSION_LOCKED = (
    "PutBucketVersioning: InvalidBucketState: An Object Lock configuration is present on this bucket, "
    "so the versioning state cannot be changed."
)


def lock(mode: str, **retention: int) -> Properties:
    return {"bucket": "locked", "rule": {"defaultRetention": {"mode": mode, **retention}}}


@pytest.fixture
def bucket(client: Client) -> Resource:
    return client.create(BUCKET, "bucket", DECLARED)


def put_objects(aws: Aws) -> None:
    for _ in range(2):
        aws.call("s3", "put_object", {"Bucket": "locked", "Key": "log", "Body": b"x", "ChecksumAlgorithm": "CRC32"})
    aws.call("s3", "delete_object", {"Bucket": "locked", "Key": "log"})


def test_governance_is_bypassed_as_the_bucket_is_emptied(aws: Aws, client: Client, bucket: Resource) -> None:
    client.create(LOCK, "lock", lock("GOVERNANCE", days=1))
    put_objects(aws)
    client.delete(bucket)
    assert client.read(bucket) is None


def test_compliance_is_not(aws: Aws, client: Client, bucket: Resource) -> None:
    client.create(LOCK, "lock", lock("COMPLIANCE", days=1))
    put_objects(aws)
    with pytest.raises(grpc.RpcError) as caught:
        client.delete(bucket)
    expected = "DeleteObjects: AccessDenied: log: Access Denied because object protected by object lock."
    assert details(caught.value).endswith(expected)
    assert client.read(bucket) is not None
    versions = aws.call("s3", "list_object_versions", {"Bucket": "locked"})
    assert len(versions["Versions"]) == 2


def test_a_bucket_without_a_lock_is_emptied_without_bypassing(
    aws: Aws, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    bucket = client.create(BUCKET, "bucket", {**DECLARED, "objectLockEnabled": False})
    aws.call("s3", "put_object", {"Bucket": "locked", "Key": "log", "Body": b"x"})
    call, deletions = Aws.call, list[Properties]()

    def watch(self: Aws, service: str, operation: str, request: Properties, region: str = "") -> Properties:
        deletions.extend([request] if operation == "delete_objects" else [])
        return call(self, service, operation, request, region)

    monkeypatch.setattr(Aws, "call", watch)
    client.delete(bucket)
    assert [set(request) for request in deletions] == [{"Bucket", "Delete"}]


def test_the_retention_changes_while_there_are_objects(aws: Aws, client: Client, bucket: Resource) -> None:
    made = client.create(LOCK, "lock", lock("GOVERNANCE", days=1))
    put_objects(aws)
    longer = client.update(made, lock("COMPLIANCE", years=1))
    assert longer.state["rule"] == {"defaultRetention": {"mode": "COMPLIANCE", "years": 1}}
    client.delete(longer)
    left = client.read(longer)
    assert left is not None
    assert "rule" not in left.state
    assert client.read(bucket) is not None


def test_its_versioning_stays(aws: Aws, client: Client, bucket: Resource) -> None:
    assert bucket.state["objectLockEnabled"] is True
    suspended = {"Bucket": "locked", "VersioningConfiguration": {"Status": "Suspended"}}
    assert refusal(aws, "s3", "put_bucket_versioning", suspended) == VERSION_LOCKED
    declared: Properties = {"bucket": "locked", "versioningConfiguration": {"status": "Enabled"}}
    made = client.create(VERSIONING, "versioning", declared)
    client.delete(made)
    seen = client.read(made)
    assert seen is not None
    assert seen.inputs == made.inputs
