import json
from typing import Any

import pulumi
import pytest
from pulumi_aws import cloudwatch

from components.deletion import LogDeletion
from components.documents import deny_without_tls, document, to_json
from components.naming import Naming
from components.producers import FlowLogDelivery, Producer, TrailDelivery
from components.sinks.cloudwatch_logs import CloudWatchLogsSink
from components.sinks.existing_bucket import ExistingBucket
from components.sinks.existing_delivery_stream import ExistingDeliveryStream
from components.sinks.existing_log_group import ExistingLogGroup
from components.sinks.firehose import put_records
from components.sinks.kinesis import KinesisSink
from components.sinks.subscription import subscription_trust
from logs.keys.flow_log_keys import FlowLogKeys
from logs.keys.trail_keys import TrailKeys
from tests.support.recorder import Recording, record

TRAIL, FLOW_LOGS = TrailDelivery("t", TrailKeys("audit")), FlowLogDelivery(FlowLogKeys(prefix="net/"))
GROUP_ARN = "arn:aws:logs:us-east-1:123456789012:log-group:/theirs"
STREAM_ARN = "arn:aws:firehose:us-east-1:123456789012:deliverystream/theirs"
KEPT = LogDeletion.named("retain").options()


def test_a_bucket_that_is_there_is_a_destination_and_nothing_is_made(naming: Naming) -> None:
    bucket = ExistingBucket(naming, "theirs", [TRAIL, FLOW_LOGS])

    def program() -> None:
        flow_logs, trail = bucket.flow_log_destination, bucket.trail_bucket
        assert (flow_logs.get("keys"), trail["keys"]) == (FLOW_LOGS.keys, TRAIL.keys)
        pulumi.export("name", bucket.bucket_name)
        pulumi.export("arn", bucket.bucket_arn)
        pulumi.export("flowLogs", {"type": flow_logs["type"], "arn": flow_logs["arn"]})
        pulumi.export("trail", trail["bucket_name"])
        pulumi.export("delivery", bucket.delivery_bucket)

    recording = record(program, preview=True)
    assert recording.registrations == []
    assert recording.outputs == {
        "name": "theirs",
        "arn": "arn:aws:s3:::theirs",
        "flowLogs": {"type": "s3", "arn": "arn:aws:s3:::theirs/net/"},
        "trail": "theirs",
        "delivery": {
            "bucket_name": "theirs",
            "keys_arn": "arn:aws:kms:us-east-1:*:key/*",
            "further_actions": ["s3:PutObjectAcl"],
        },
    }


def test_its_owner_is_told_the_policy_that_a_bucket_of_the_stack_would_have(naming: Naming) -> None:
    required = ExistingBucket(naming, "theirs", [TRAIL, FLOW_LOGS]).required_policy
    producers = [*TRAIL.bucket_statements(naming, "theirs"), *FLOW_LOGS.bucket_statements(naming, "theirs")]
    assert json.loads(required) == document([*producers, deny_without_tls("arn:aws:s3:::theirs")])


def test_its_owner_is_told_what_the_roles_of_streams_need_in_another_account(naming: Naming) -> None:
    statements = json.loads(ExistingBucket(naming, "theirs", [], streams=["audit", "traffic"]).required_policy)[
        "Statement"
    ]
    assert statements[:-1] == [
        {
            "Sid": f"{sid}{number}",
            "Effect": "Allow",
            "Action": actions,
            "Resource": f"arn:aws:s3:::theirs{folder}",
            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
            "Condition": {"ArnEquals": {"aws:PrincipalArn": f"arn:aws:iam::123456789012:role/acme-dev-{stream}"}},
        }
        for number, stream in ((1, "audit"), (2, "traffic"))
        for sid, actions, folder in (
            (
                "WriteObjects",
                ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject", "s3:PutObjectAcl"],
                f"/firehose/acme-dev-{stream}/*",
            ),
            ("FindBucket", ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"], ""),
        )
    ]


@pytest.mark.parametrize(
    ("producers", "destination", "message"),
    [
        (
            [TRAIL],
            "flow_log_destination",
            'The bucket of "theirs" lets in cloudtrail, not vpc-flow-logs: '
            "give it a FlowLogDelivery among its producers.",
        ),
        (
            [FLOW_LOGS],
            "trail_bucket",
            'The bucket of "theirs" lets in vpc-flow-logs, not cloudtrail: '
            "give it a TrailDelivery among its producers.",
        ),
    ],
)
def test_a_producer_that_the_bucket_does_not_let_in(
    naming: Naming, producers: list[Producer], destination: str, message: str
) -> None:
    def program() -> None:
        with pytest.raises(pulumi.RunError) as raised:
            getattr(ExistingBucket(naming, "theirs", producers), destination)
        assert str(raised.value) == message

    record(program)


def log_group(naming: Naming, *, made: bool) -> Recording:
    def program() -> None:
        if made:
            CloudWatchLogsSink("logs", {"naming": naming, "producers": [TRAIL, FLOW_LOGS], "retention_days": 7}, KEPT)
            return
        group = ExistingLogGroup(
            "logs", {"naming": naming, "log_group": "/theirs", "producers": [TRAIL, FLOW_LOGS]}, KEPT
        )
        pulumi.export("name", group.log_group_name)
        pulumi.export("flowLogs", group.flow_log_destination)
        pulumi.export("trail", group.trail_destination)

    return record(program, preview=True)


def test_a_log_group_that_is_there_gets_a_role_a_producer_and_nothing_else(naming: Naming) -> None:
    recording = log_group(naming, made=False)
    producers: list[Producer] = [TRAIL, FLOW_LOGS]
    assert {one.name: (one.type, one.parent, one.inputs) for one in recording.registrations[1:]} == {
        name: child
        for producer in producers
        for name, child in {
            f"logs-{producer.key}-role": (
                "aws:iam/role:Role",
                "logs",
                {
                    "name": f"acme-dev-logs-{producer.key}",
                    "description": f"Delivers {producer.key} to /theirs",
                    "assumeRolePolicy": to_json(producer.log_group_trust(naming)),
                    "tags": {**naming.tags, "Name": f"acme-dev-logs-{producer.key}"},
                },
            ),
            f"logs-{producer.key}-role-policy": (
                "aws:iam/rolePolicy:RolePolicy",
                "logs",
                {
                    "name": "deliver",
                    "role": f"acme-dev-logs-{producer.key}",
                    "policy": to_json(producer.log_group_permissions(naming, "/theirs")),
                },
            ),
        }.items()
    }
    role_arn = "arn:aws:iam::123456789012:role/acme-dev-logs"
    assert recording.outputs == {
        "name": "/theirs",
        "flowLogs": {"type": "cloud-watch-logs", "arn": GROUP_ARN, "role_arn": f"{role_arn}-vpc-flow-logs"},
        "trail": {"log_group_arn": GROUP_ARN, "role_arn": f"{role_arn}-cloudtrail"},
    }
    assert {(one.request.protect, one.request.retainOnDelete) for one in recording.registrations} == {(True, True)}


def delivery_stream(naming: Naming, options: dict[str, Any], *, made: bool = False) -> Recording:
    def program() -> None:
        args: Any = {"naming": naming, **options}
        if "log_groups" in options:
            args["log_groups"] = {"audit": cloudwatch.LogGroup("group", name="/audit").name}
        if made:
            args["bucket"] = {"bucket_name": "b"}
            KinesisSink("stream", args, KEPT)
            return
        args["delivery_stream"] = "theirs"
        stream = ExistingDeliveryStream("stream", args, KEPT)
        pulumi.export("name", stream.delivery_stream_name)
        pulumi.export("arn", stream.delivery_stream_arn)
        pulumi.export("flowLogs", stream.flow_log_destination)

    return record(program, preview=True)


def test_a_stream_that_is_there_is_a_destination_and_nothing_is_made(naming: Naming) -> None:
    recording = delivery_stream(naming, {})
    assert [one.name for one in recording.registrations] == ["stream"]
    assert recording.outputs == {
        "name": "theirs",
        "arn": STREAM_ARN,
        "flowLogs": {"type": "kinesis-data-firehose", "arn": STREAM_ARN},
    }


def test_a_stream_that_is_there_takes_the_events_of_log_groups(naming: Naming) -> None:
    recording = delivery_stream(naming, {"log_groups": {}})
    own = [one for one in recording.registrations if "stream" in {one.name, one.parent}]
    assert {one.name: (one.type, one.parent, one.inputs) for one in own[1:]} == {
        "stream-subscription-role": (
            "aws:iam/role:Role",
            "stream",
            {
                "name": "acme-dev-stream-subscription",
                "description": "Passes events of audit on to stream",
                "assumeRolePolicy": to_json(subscription_trust(naming, ["/audit"])),
                "tags": {**naming.tags, "Name": "acme-dev-stream-subscription"},
            },
        ),
        "stream-subscription-role-policy": (
            "aws:iam/rolePolicy:RolePolicy",
            "stream",
            {
                "name": "deliver",
                "role": "acme-dev-stream-subscription",
                "policy": to_json(document([put_records(naming, "theirs")])),
            },
        ),
        "stream-audit-subscription": (
            "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
            "stream",
            {
                "name": "acme-dev-stream-subscription",
                "logGroup": "/audit",
                "filterPattern": "",
                "destinationArn": STREAM_ARN,
                "roleArn": "arn:aws:iam::123456789012:role/acme-dev-stream-subscription",
            },
        ),
    }
    assert {(one.request.protect, one.request.retainOnDelete) for one in own} == {(True, True)}


@pytest.mark.parametrize("adopt", [True, False], ids=["made, then adopted", "adopted, then made"])
def test_a_sink_may_be_adopted_instead_of_made_and_the_other_way_round(naming: Naming, adopt: bool) -> None:
    streams: dict[str, Any] = {"log_groups": {}}
    for before, after, name in (
        (log_group(naming, made=adopt), log_group(naming, made=not adopt), "logs"),
        (delivery_stream(naming, streams, made=adopt), delivery_stream(naming, streams, made=not adopt), "stream"),
    ):
        (there,) = (one for one in before.registrations if one.name == name)
        (here,) = (one for one in after.registrations if one.name == name)
        assert there.type != here.type
        # The engine gives children the aliases of their parents.
        assert here.aliases == [{"spec": {"type": there.type, "parentUrn": ""}}]
