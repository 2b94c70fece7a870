"""What a key's and a topic's life has that others' have not."""

import json

import pytest

from sandbox.provider.aws import Aws
from sandbox.provider.values import Properties
from tests.sandbox.provider.client import Client
from tests.sandbox.provider.samples_encryption import topic_policy

KEY = "aws:kms/key:Key"
ALIAS = "aws:kms/alias:Alias"
TOPIC = "aws:sns/topic:Topic"
TOPIC_POLICY = "aws:sns/topicPolicy:TopicPolicy"


@pytest.mark.parametrize(("declared", "days"), [({}, 30), ({"deletionWindowInDays": 7}, 7)])
def test_a_deleted_key_waits_for_its_deletion_and_counts_as_gone(
    aws: Aws, client: Client, declared: Properties, days: int
) -> None:
    made = client.create(KEY, "key", declared)
    client.delete(made)
    found = aws.call("kms", "describe_key", {"KeyId": made.id})["KeyMetadata"]
    assert found["KeyState"] == "PendingDeletion"
    assert round((found["DeletionDate"] - found["CreationDate"]).total_seconds() / 86_400) == days
    assert client.read(made) is None


@pytest.mark.parametrize("days", [6, 31])
def test_the_waiting_period_is_what_kms_allows(client: Client, days: int) -> None:
    _, failures = client.check("urn:pulumi:test::unit::" + KEY + "::key", {"deletionWindowInDays": days})
    assert [f"deletionWindowInDays is {days}; allowed are 7, 8" in failure for failure in failures] == [True]


def test_a_key_rotates_once_that_is_declared_and_no_longer_than_that(aws: Aws, client: Client) -> None:
    def rotates() -> bool:
        return aws.call("kms", "get_key_rotation_status", {"KeyId": made.id})["KeyRotationEnabled"]

    made = client.create(KEY, "key", {})
    assert rotates() is False
    rotating = client.update(made, {"enableKeyRotation": True})
    assert rotates() is True
    client.update(rotating, {})
    assert rotates() is False


def test_an_alias_takes_another_name_only_as_another_alias(client: Client) -> None:
    key = client.create(KEY, "key", {})
    alias = client.create(ALIAS, "audit", {"targetKeyId": key.state["arn"]})
    assert alias.id.startswith("alias/audit-")
    assert alias.state["targetKeyArn"] == key.state["arn"]
    assert client.changes(alias, {"targetKeyId": key.id}) == set()
    renamed = client.diff(alias, {"name": "alias/other", "targetKeyId": key.id})
    assert (list(renamed.replaces), renamed.deleteBeforeReplace) == (["name"], False)
    moved = client.diff(alias, {"targetKeyId": "00000000-0000-0000-0000-000000000000"})
    assert (list(moved.diffs), list(moved.replaces)) == (["targetKeyId"], [])


def test_a_topic_without_its_policy_has_the_default_one(aws: Aws, client: Client) -> None:
    topic = client.create(TOPIC, "topic", {"name": "audit"})
    policy = client.create(TOPIC_POLICY, "policy", {"arn": topic.id, "policy": topic_policy()})
    client.delete(policy)
    attributes = aws.call("sns", "get_topic_attributes", {"TopicArn": topic.id})["Attributes"]
    (statement,) = json.loads(attributes["Policy"])["Statement"]
    assert statement["Principal"] == {"AWS": "*"}
    assert statement["Condition"] == {"StringEquals": {"AWS:SourceOwner": topic.state["owner"]}}
    assert statement["Resource"] == topic.id


def test_a_topic_is_imported_with_the_name_that_its_arn_tells(client: Client) -> None:
    topic = client.create(TOPIC, "topic", {"name": "audit"})
    imported = client.import_(TOPIC, "topic", topic.id)
    assert imported is not None
    assert imported.inputs["name"] == "audit"
