import json
from dataclasses import replace

import pulumi
import pytest

from components.alerts import AlarmPublisher, EventPublisher
from components.deletion import LogDeletion
from components.encryption import (
    KeyUser,
    LogGroupEncryption,
    LogKey,
    LogKeyArgs,
    TopicEncryption,
    encrypt_objects,
    key_policy,
)
from components.naming import Naming
from components.notifications import TrailPublisher
from components.producers import FlowLogDelivery, TrailDelivery
from logs.keys.trail_keys import TrailKeys
from tests.support.recorder import UNKNOWN, Recording, record

PARTITIONS = pytest.mark.parametrize(
    ("partition", "region", "logs"),
    [
        ("aws", "us-east-1", "logs.us-east-1.amazonaws.com"),
        ("aws-us-gov", "us-gov-west-1", "logs.us-gov-west-1.amazonaws.com"),
        ("aws-cn", "cn-north-1", "logs.cn-north-1.amazonaws.com.cn"),
    ],
)


def statements(naming: Naming, *users: KeyUser) -> list[dict[str, object]]:
    """The statements of a key's policy, the account's aside."""
    return json.loads(key_policy(naming, users))["Statement"][1:]


@PARTITIONS
def test_the_account_keeps_the_key(naming: Naming, partition: str, region: str, logs: str) -> None:
    there = replace(naming, partition=partition, region=region)
    assert json.loads(key_policy(there, [])) == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "AccountByIam",
                "Effect": "Allow",
                "Principal": {"AWS": f"arn:{partition}:iam::123456789012:root"},
                "Action": "kms:*",
                "Resource": "*",
            }
        ],
    }
    assert logs.startswith(f"logs.{region}.")


@PARTITIONS
def test_what_each_use_of_a_key_needs(naming: Naming, partition: str, region: str, logs: str) -> None:
    there = replace(naming, partition=partition, region=region)
    trail = f"arn:{partition}:cloudtrail:{region}:123456789012:trail/t"
    cloudtrail = {"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"}, "Resource": "*"}
    assert statements(there, TrailDelivery("t")) == [
        {
            **cloudtrail,
            "Sid": "CloudTrailUsesKey",
            "Action": ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey*"],
            "Condition": {"StringEquals": {"aws:SourceArn": trail}},
        }
    ]
    assert statements(there, FlowLogDelivery()) == [
        {
            "Sid": "LogDeliveryUsesKey",
            "Effect": "Allow",
            "Principal": {"Service": "delivery.logs.amazonaws.com"},
            "Action": ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
            "Resource": "*",
            "Condition": {
                "StringEquals": {"aws:SourceAccount": "123456789012"},
                "ArnLike": {"aws:SourceArn": f"arn:{partition}:logs:{region}:123456789012:*"},
            },
        }
    ]
    group = f"arn:{partition}:logs:{region}:123456789012:log-group:"
    assert statements(there, LogGroupEncryption(("/a", "/b"))) == [
        {
            "Sid": "LogGroupsUseKey",
            "Effect": "Allow",
            "Principal": {"Service": logs},
            "Action": ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"],
            "Resource": "*",
            "Condition": {"StringEquals": {"kms:EncryptionContext:aws:logs:arn": [f"{group}/a", f"{group}/b"]}},
        }
    ]
    assert statements(there, TopicEncryption((TrailPublisher("t"), EventPublisher()))) == [
        {
            **cloudtrail,
            "Sid": "AWSCloudTrailSNSPolicy20131101Key",
            "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
            "Condition": {"StringEquals": {"aws:SourceArn": trail}},
        },
        {
            "Sid": "EventBridgeRulesKey",
            "Effect": "Allow",
            "Principal": {"Service": "events.amazonaws.com"},
            "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
            "Resource": "*",
        },
    ]


def test_an_organizations_trail_is_the_management_accounts_trail(naming: Naming) -> None:
    organization = TrailDelivery("t", TrailKeys(organization="o-exampleorgid"))
    assert organization.key_statements(naming) == TrailDelivery("t").key_statements(naming)


def test_a_role_in_china_uses_keys_through_chinas_services(naming: Naming) -> None:
    there = replace(naming, partition="aws-cn", region="cn-north-1")
    assert encrypt_objects(there, "b", there.keys_arn()) == {
        "Sid": "EncryptObjects",
        "Effect": "Allow",
        "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
        "Resource": "arn:aws-cn:kms:cn-north-1:123456789012:key/*",
        "Condition": {
            "StringEquals": {"kms:ViaService": "s3.cn-north-1.amazonaws.com.cn"},
            "StringLike": {"kms:EncryptionContext:aws:s3:arn": ["arn:aws-cn:s3:::b", "arn:aws-cn:s3:::b/*"]},
        },
    }


LOG_KEY: tuple[KeyUser, ...] = (
    TrailDelivery("t"),
    FlowLogDelivery(),
    LogGroupEncryption(("/acme/dev/audit-logs", "/acme/dev/traffic-logs")),
    TopicEncryption((AlarmPublisher(),)),
)


def key(naming: Naming, deletion: LogDeletion, *, preview: bool = True, days: int | None = None) -> Recording:
    def program() -> None:
        args: LogKeyArgs = {"naming": naming, "users": LOG_KEY}
        made = LogKey("logs", args if days is None else {**args, "deletion_window_days": days}, opts=deletion.options())
        pulumi.export("arn", made.key_arn)
        pulumi.export("alias", made.alias)
        pulumi.export("policy", made.policy)
        pulumi.CustomResource("aws:test:Taker", "taker", {"taken": made.key_arn})

    return record(program, preview=preview)


@pytest.mark.parametrize(("given", "days"), [(None, 30), (7, 7)])
def test_a_key_that_rotates_and_an_alias(naming: Naming, given: int | None, days: int) -> None:
    recording = key(naming, LogDeletion.named("retain"), preview=False, days=given)
    made = recording.one("aws:kms/key:Key")
    assert (made.name, made.parent, made.inputs) == (
        "logs-key",
        "logs",
        {
            "description": "Encrypts logs of acme-dev",
            "policy": key_policy(naming, LOG_KEY),
            "enableKeyRotation": True,
            "deletionWindowInDays": days,
            "tags": {**naming.tags, "Name": "acme-dev-logs"},
        },
    )
    alias = recording.one("aws:kms/alias:Alias")
    assert (alias.name, alias.parent, alias.inputs) == (
        "logs-alias",
        "logs",
        {"name": "alias/acme-dev-logs", "targetKeyId": made.id},
    )
    assert alias.dependencies == {"logs-key"}


@pytest.mark.parametrize("kept", [True, False])
def test_the_key_is_kept_or_deleted(naming: Naming, kept: bool) -> None:
    recording = key(naming, LogDeletion.named("retain" if kept else "delete"))
    ours = [one for one in recording.registrations if one.name != "taker"]
    assert len(ours) == 3
    assert {(one.request.protect, one.request.retainOnDelete) for one in ours} == {(kept, kept)}


def test_only_the_arn_is_unknown_at_first_preview(naming: Naming) -> None:
    assert key(naming, LogDeletion.named("delete")).outputs == {
        "arn": UNKNOWN,
        "alias": "alias/acme-dev-logs",
        "policy": key_policy(naming, LOG_KEY),
    }


def test_what_takes_the_key_waits_for_its_alias(naming: Naming) -> None:
    recording = key(naming, LogDeletion.named("delete"), preview=False)
    assert recording.one("aws:test:Taker").dependencies == {"logs-key", "logs-alias"}
    assert recording.one("aws:test:Taker").inputs == {"taken": "arn:aws:kms:us-east-1:123456789012:logs-key"}


@pytest.mark.parametrize("user", LOG_KEY, ids=lambda user: type(user).__name__)
def test_a_user_is_a_service_on_a_condition(naming: Naming, user: KeyUser) -> None:
    """Alarms are the publisher here: of events, AWS supports no condition."""
    for statement in user.key_statements(naming):
        assert isinstance(statement.get("Principal"), dict)
        assert set(statement.get("Principal", {})) == {"Service"}
        assert statement.get("Condition")
