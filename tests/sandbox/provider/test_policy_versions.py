"""A managed policy keeps five versions, and is deleted with all of them."""

from sandbox.provider.aws import Aws
from sandbox.provider.values import Properties
from tests.sandbox.provider.client import Client
from tests.sandbox.provider.sample import WRITE_LOGS

POLICY = "aws:iam/policy:Policy"


def policy(number: int) -> Properties:
    return {"name": "ci-read", "policy": WRITE_LOGS.replace("logs:PutLogEvents", f"logs:Action{number}")}


def test_a_sixth_version_makes_the_oldest_give_way(aws: Aws, client: Client) -> None:
    resource = client.create(POLICY, "policy", policy(1))
    for number in range(2, 9):
        resource = client.update(resource, policy(number))
    versions = aws.call("iam", "list_policy_versions", {"PolicyArn": resource.id})["Versions"]
    assert {each["VersionId"]: each["IsDefaultVersion"] for each in versions} == {
        **dict.fromkeys(["v4", "v5", "v6", "v7"], False),
        "v8": True,
    }
    client.delete(resource)
    assert client.read(resource) is None
