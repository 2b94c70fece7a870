from typing import Any

import pulumi
import pytest
from pulumi_aws import cloudwatch, kms

from components.deletion import LogDeletion, LogDeletionName
from components.documents import document, to_json
from components.encryption import encrypt_records
from components.naming import Naming
from components.sinks.data_stream import DataStream, put_record
from components.sinks.subscription import subscription_trust
from tests.support.recorder import UNKNOWN, Recording, record

STREAM = "acme-dev-events"
ARN = f"arn:aws:kinesis:us-east-1:123456789012:stream/{STREAM}"


def stream(naming: Naming, options: dict[str, Any], deletion: LogDeletionName = "retain") -> Recording:
    """Records a stream of the log group `/audit`. A `key_arn` among the options becomes a resource."""

    def program() -> None:
        group = cloudwatch.LogGroup("group", name="/audit")
        args: Any = {"naming": naming, "log_groups": {"audit": group.name}, **options}
        if "key_arn" in options:
            args["key_arn"] = kms.Key("key").arn
        made = DataStream("events", args, opts=LogDeletion.named(deletion).options())
        pulumi.export("name", made.stream_name)
        pulumi.export("arn", made.stream_arn)

    return record(program, preview=True)


def children(recording: Recording) -> dict[str, tuple[str, str, dict[str, Any]]]:
    return {one.name: (one.type, one.parent, one.inputs) for one in recording.registrations if one.parent == "events"}


def test_a_stream_that_its_log_group_writes_to(naming: Naming) -> None:
    recording = stream(naming, {})
    assert children(recording) == {
        "events-stream": (
            "aws:kinesis/stream:Stream",
            "events",
            {
                "name": STREAM,
                "streamModeDetails": {"streamMode": "ON_DEMAND"},
                "retentionPeriod": 24,
                "encryptionType": "KMS",
                "kmsKeyId": "alias/aws/kinesis",
                "tags": {**naming.tags, "Name": STREAM},
            },
        ),
        "events-subscription-role": (
            "aws:iam/role:Role",
            "events",
            {
                "name": f"{STREAM}-subscription",
                "description": "Passes events of audit on to events",
                "assumeRolePolicy": to_json(subscription_trust(naming, ["/audit"])),
                "tags": {**naming.tags, "Name": f"{STREAM}-subscription"},
            },
        ),
        "events-subscription-role-policy": (
            "aws:iam/rolePolicy:RolePolicy",
            "events",
            {
                "name": "deliver",
                "role": f"{STREAM}-subscription",
                "policy": to_json(document([put_record(naming, STREAM)])),
            },
        ),
        "events-audit-subscription": (
            "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
            "events",
            {
                "name": f"{STREAM}-subscription",
                "logGroup": "/audit",
                "filterPattern": "",
                "destinationArn": ARN,
                "roleArn": f"arn:aws:iam::123456789012:role/{STREAM}-subscription",
                "distribution": "Random",
            },
        ),
    }
    assert recording.outputs == {"name": STREAM, "arn": ARN}


def test_what_the_role_may_do(naming: Naming) -> None:
    assert put_record(naming, "s") == {
        "Sid": "PutRecords",
        "Effect": "Allow",
        "Action": "kinesis:PutRecord",
        "Resource": "arn:aws:kinesis:us-east-1:123456789012:stream/s",
    }


@pytest.mark.parametrize(
    ("options", "inputs"),
    [
        ({"shards": 2}, {"streamModeDetails": {"streamMode": "PROVISIONED"}, "shardCount": 2}),
        ({"retention_hours": 168}, {"retentionPeriod": 168}),
    ],
)
def test_an_option_changes_the_stream_only(naming: Naming, options: dict[str, Any], inputs: dict[str, Any]) -> None:
    before, after = children(stream(naming, {})), children(stream(naming, options))
    type_, parent, plain = before["events-stream"]
    assert after == before | {"events-stream": (type_, parent, {**plain, **inputs})}


def test_a_key_that_is_not_known_yet_is_in_no_document(naming: Naming) -> None:
    before, recording = children(stream(naming, {})), stream(naming, {"key_arn": ""})
    after = children(recording)
    changed = {name: after[name][2] for name in after if after[name] != before[name]}
    assert changed == {
        "events-stream": {**before["events-stream"][2], "kmsKeyId": UNKNOWN},
        "events-subscription-role-policy": {
            **before["events-subscription-role-policy"][2],
            "policy": to_json(document([put_record(naming, STREAM), encrypt_records(naming, STREAM)])),
        },
    }
    waits = {one.name: one.dependencies for one in recording.registrations}
    assert waits["events-stream"] == {"key"}
    assert waits["events-audit-subscription"] >= {"group", "events-stream", "events-subscription-role-policy"}


@pytest.mark.parametrize("kept", [True, False])
def test_the_whole_stream_is_kept_or_deleted(naming: Naming, kept: bool) -> None:
    recording = stream(naming, {}, "retain" if kept else "delete")
    own = [one for one in recording.registrations if "events" in {one.name, one.parent}]
    assert len(own) == 5
    assert {(one.request.protect, one.request.retainOnDelete) for one in own} == {(kept, kept)}
