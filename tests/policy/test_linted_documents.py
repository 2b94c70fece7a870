"""Every policy document that the program declares, read by an independent linter: parliament."""

import json
import runpy
from collections.abc import Mapping

import pytest

from components.documents import document, to_json
from components.encryption import (
    KeyUser,
    LogGroupEncryption,
    LogKey,
    TopicEncryption,
    encrypt_objects,
    encrypt_records,
    key_policy,
)
from components.naming import Naming
from components.notifications import TrailPublisher, TrailTopic, topic_policy
from components.producers import FlowLogDelivery, Producer, TrailDelivery
from components.sinks.access_log_bucket import AccessLogBucket
from components.sinks.cloudwatch_logs import CloudWatchLogsSink
from components.sinks.data_stream import DataStream
from components.sinks.kinesis import KinesisSink
from components.sinks.s3 import S3Sink
from logs.keys.flow_log_keys import FlowLogKeys, FlowLogLayout
from logs.keys.trail_keys import TrailKeys
from tests.support.linter import HOLDERS, documents, findings, key_arn, naming_in
from tests.support.recorder import ROOT_DIRECTORY, Cloud, record, stack_config

PLACES = (
    Cloud(),
    Cloud(partition="aws-us-gov", region="us-gov-west-1"),
    Cloud(partition="aws-cn", region="cn-north-1"),
)
IN_EVERY_PARTITION = pytest.mark.parametrize("cloud", PLACES, ids=lambda cloud: cloud.partition)

PRODUCERS: tuple[Producer, ...] = (
    TrailDelivery("t"),
    TrailDelivery("t", TrailKeys(prefix="audit", organization="o-exampleorgid")),
    FlowLogDelivery(),
    FlowLogDelivery(FlowLogKeys(FlowLogLayout.HIVE_HOURLY, prefix="network/")),
)
KEY_USERS: tuple[KeyUser, ...] = (
    TrailDelivery("t"),
    FlowLogDelivery(),
    LogGroupEncryption(("/acme/dev/audit-logs", "/acme/dev/traffic-logs")),
    TopicEncryption((TrailPublisher("t"),)),
)


def every_sink(naming: Naming) -> None:
    """A program with every component that has documents, and every option that changes one."""
    key = LogKey("logs", {"naming": naming, "users": KEY_USERS}).key_arn
    access_logs = AccessLogBucket(
        "access-logs", {"naming": naming, "sources": [naming.bucket("logs"), "other"], "expiration_days": 90}
    )
    bucket = S3Sink(
        "logs",
        {
            "naming": naming,
            "producers": [PRODUCERS[1], PRODUCERS[3]],
            "expiration_days": 365,
            "key_arn": key,
            "access_log_bucket": access_logs.bucket_name,
        },
    )
    group = CloudWatchLogsSink(
        "audit-logs", {"naming": naming, "producers": [PRODUCERS[1], PRODUCERS[2]], "retention_days": 365}
    )
    log_groups = {"audit-logs": group.log_group_name}
    TrailTopic("audit", {"naming": naming, "trail": "t", "key_arn": key})
    KinesisSink("traffic", {"naming": naming, "bucket": bucket.delivery_bucket, "key_arn": key})
    KinesisSink("events", {"naming": naming, "bucket": {"bucket_name": "other"}, "log_groups": log_groups})
    DataStream("live", {"naming": naming, "log_groups": log_groups, "key_arn": key})


@IN_EVERY_PARTITION
def test_every_sinks_documents(cloud: Cloud) -> None:
    naming = naming_in(cloud)
    declared = documents(record(lambda: every_sink(naming), preview=True, cloud=cloud), naming)
    assert sorted(declared) == [
        ("access-logs-policy", "policy"),
        ("audit-logs-cloudtrail-role", "assumeRolePolicy"),
        ("audit-logs-cloudtrail-role-policy", "policy"),
        ("audit-logs-vpc-flow-logs-role", "assumeRolePolicy"),
        ("audit-logs-vpc-flow-logs-role-policy", "policy"),
        ("audit-topic-policy", "policy"),
        ("events-role", "assumeRolePolicy"),
        ("events-role-policy", "policy"),
        ("events-subscription-role", "assumeRolePolicy"),
        ("events-subscription-role-policy", "policy"),
        ("live-subscription-role", "assumeRolePolicy"),
        ("live-subscription-role-policy", "policy"),
        ("logs-key", "policy"),
        ("logs-policy", "policy"),
        ("traffic-role", "assumeRolePolicy"),
        ("traffic-role-policy", "policy"),
    ]
    assert {one: findings(*given) for one, given in declared.items() if findings(*given)} == {}


def main() -> None:
    runpy.run_path(str(ROOT_DIRECTORY), run_name="__main__")


@IN_EVERY_PARTITION
@pytest.mark.parametrize(
    ("stack", "changes"),
    [
        ("dev", {}),
        ("prod", {}),
        ("prod", {"organizationId": "o-exampleorgid"}),
        ("prod", {"flowLogKeyLayout": "daily", "logEncryption": "service-managed"}),
    ],
)
def test_the_programs_documents(stack: str, changes: Mapping[str, object], cloud: Cloud) -> None:
    config = {**stack_config(stack), **changes}
    recording = record(main, config=config, stack=stack, preview=True, cloud=cloud)
    declared = documents(recording, naming_in(cloud))
    # What isn't known at first preview would not be read.
    assert {name for name, _ in declared} == {one.name for one in recording.registrations if one.type in HOLDERS}
    assert {one: findings(*given) for one, given in declared.items() if findings(*given)} == {}


@IN_EVERY_PARTITION
@pytest.mark.parametrize("producer", PRODUCERS, ids=repr)
def test_what_a_producer_needs(producer: Producer, cloud: Cloud) -> None:
    naming = naming_in(cloud)
    assert findings(to_json(document(producer.bucket_statements(naming, naming.bucket("logs"))))) == []
    assert findings(key_policy(naming, [producer]), key_arn(naming)) == []
    assert findings(to_json(producer.log_group_trust(naming)), naming.role_arn("r")) == []
    assert findings(to_json(producer.log_group_permissions(naming, "/acme/dev/logs"))) == []


@IN_EVERY_PARTITION
def test_what_all_users_of_a_key_need_together(cloud: Cloud) -> None:
    naming = naming_in(cloud)
    assert findings(key_policy(naming, KEY_USERS), key_arn(naming)) == []
    assert (
        findings(
            to_json(
                document(
                    [encrypt_objects(naming, "bucket", naming.anyones_keys_arn()), encrypt_records(naming, "stream")]
                )
            )
        )
        == []
    )


@IN_EVERY_PARTITION
def test_what_a_topic_needs(cloud: Cloud) -> None:
    assert findings(topic_policy(naming_in(cloud), "acme-dev-audit", [TrailPublisher("t")])) == []


@pytest.mark.parametrize(
    ("statement", "issue"),
    [
        ({"Action": "s3:PutObjects", "Resource": "arn:aws:s3:::b/*"}, "UNKNOWN_ACTION"),
        ({"Action": "s3:PutObject", "Resource": "arn:aws:s3:::b"}, "RESOURCE_MISMATCH"),
        ({"Action": "s3:PutObject", "Resource": "*"}, "RESOURCE_STAR"),
        (
            {
                "Action": "s3:GetBucketAcl",
                "Resource": "arn:aws:s3:::b",
                "Condition": {"StringEquals": {"s3:x-amz-acls": "bucket-owner-full-control"}},
            },
            "UNKNOWN_CONDITION_FOR_ACTION",
        ),
        (
            {
                "Action": "s3:GetBucketAcl",
                "Resource": "arn:aws:s3:::b",
                "Condition": {"StringEqual": {"aws:SourceAccount": "123456789012"}},
            },
            "UNKNOWN_OPERATOR",
        ),
    ],
)
def test_the_linter_finds_what_is_wrong(statement: dict[str, object], issue: str) -> None:
    policy = {"Version": "2012-10-17", "Statement": [{"Sid": "One", "Effect": "Allow", **statement}]}
    assert issue in [name for name, _ in findings(json.dumps(policy))]
