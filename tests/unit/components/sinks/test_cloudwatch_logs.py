import pulumi
import pytest

from components.deletion import LogDeletion
from components.documents import to_json
from components.naming import Naming
from components.producers import FlowLogDelivery, Producer, TrailDelivery
from components.sinks.cloudwatch_logs import CloudWatchLogsSink
from tests.support.recorder import Recording, record

GROUP_ARN = "arn:aws:logs:us-east-1:123456789012:log-group:/acme/dev/audit-logs"
ROLE_ARN = "arn:aws:iam::123456789012:role/acme-dev-audit-logs"
TRAIL, FLOW_LOGS = TrailDelivery("t"), FlowLogDelivery()


def sink(naming: Naming, deletion: LogDeletion) -> Recording:
    def program() -> None:
        made = CloudWatchLogsSink(
            "audit-logs",
            {"naming": naming, "producers": [TRAIL, FLOW_LOGS], "retention_days": 30},
            opts=deletion.options(),
        )
        pulumi.export("name", made.log_group_name)
        pulumi.export("retention", made.retention)
        pulumi.export("flowLogs", made.flow_log_destination)
        pulumi.export("trail", made.trail_destination)

    return record(program, preview=True)


def test_a_group_and_one_role_a_producer(naming: Naming) -> None:
    recording = sink(naming, LogDeletion.named("retain"))
    inputs = {child.name: (child.type, child.parent, child.inputs) for child in recording.registrations[1:]}
    assert inputs == {
        "audit-logs-group": (
            "aws:cloudwatch/logGroup:LogGroup",
            "audit-logs",
            {
                "name": "/acme/dev/audit-logs",
                "retentionInDays": 30,
                "tags": {**naming.tags, "Name": "/acme/dev/audit-logs"},
            },
        ),
        "audit-logs-cloudtrail-role": (
            "aws:iam/role:Role",
            "audit-logs",
            {
                "name": "acme-dev-audit-logs-cloudtrail",
                "description": "Delivers cloudtrail to /acme/dev/audit-logs",
                "assumeRolePolicy": to_json(TRAIL.log_group_trust(naming)),
                "tags": {**naming.tags, "Name": "acme-dev-audit-logs-cloudtrail"},
            },
        ),
        "audit-logs-cloudtrail-role-policy": (
            "aws:iam/rolePolicy:RolePolicy",
            "audit-logs",
            {
                "name": "deliver",
                "role": "acme-dev-audit-logs-cloudtrail",
                "policy": to_json(TRAIL.log_group_permissions(naming, "/acme/dev/audit-logs")),
            },
        ),
        "audit-logs-vpc-flow-logs-role": (
            "aws:iam/role:Role",
            "audit-logs",
            {
                "name": "acme-dev-audit-logs-vpc-flow-logs",
                "description": "Delivers vpc-flow-logs to /acme/dev/audit-logs",
                "assumeRolePolicy": to_json(FLOW_LOGS.log_group_trust(naming)),
                "tags": {**naming.tags, "Name": "acme-dev-audit-logs-vpc-flow-logs"},
            },
        ),
        "audit-logs-vpc-flow-logs-role-policy": (
            "aws:iam/rolePolicy:RolePolicy",
            "audit-logs",
            {
                "name": "deliver",
                "role": "acme-dev-audit-logs-vpc-flow-logs",
                "policy": to_json(FLOW_LOGS.log_group_permissions(naming, "/acme/dev/audit-logs")),
            },
        ),
    }


@pytest.mark.parametrize("kept", [True, False])
def test_the_whole_sink_is_kept_or_deleted(naming: Naming, kept: bool) -> None:
    recording = sink(naming, LogDeletion.named("retain" if kept else "delete"))
    assert len(recording.registrations) == 6
    assert {(one.request.protect, one.request.retainOnDelete) for one in recording.registrations} == {(kept, kept)}


def test_outputs_are_known_at_first_preview(naming: Naming) -> None:
    assert sink(naming, LogDeletion.named("delete")).outputs == {
        "name": "/acme/dev/audit-logs",
        "retention": {"/acme/dev/audit-logs": 30},
        "flowLogs": {"type": "cloud-watch-logs", "arn": GROUP_ARN, "role_arn": f"{ROLE_ARN}-vpc-flow-logs"},
        "trail": {"log_group_arn": GROUP_ARN, "role_arn": f"{ROLE_ARN}-cloudtrail"},
    }


def test_a_key_encrypts_the_group_and_nothing_else_changes(naming: Naming) -> None:
    def program() -> None:
        CloudWatchLogsSink(
            "audit-logs",
            {"naming": naming, "producers": [TRAIL, FLOW_LOGS], "retention_days": 30, "key_arn": "arn:key"},
            opts=LogDeletion.named("retain").options(),
        )

    before = {one.name: one.inputs for one in sink(naming, LogDeletion.named("retain")).registrations}
    after = {one.name: one.inputs for one in record(program, preview=True).registrations}
    assert after == before | {"audit-logs-group": {**before["audit-logs-group"], "kmsKeyId": "arn:key"}}


@pytest.mark.parametrize(
    ("producers", "destination", "message"),
    [
        (
            [TRAIL],
            "flow_log_destination",
            'The log group of "audit-logs" lets in cloudtrail, not vpc-flow-logs: '
            "give it a FlowLogDelivery among its producers.",
        ),
        (
            [],
            "trail_destination",
            'The log group of "audit-logs" lets in no producer, not cloudtrail: '
            "give it a TrailDelivery among its producers.",
        ),
    ],
)
def test_a_producer_that_is_not_let_in(
    naming: Naming, producers: list[Producer], destination: str, message: str
) -> None:
    def program() -> None:
        sink = CloudWatchLogsSink("audit-logs", {"naming": naming, "producers": producers, "retention_days": 30})
        with pytest.raises(pulumi.RunError) as raised:
            getattr(sink, destination)
        assert str(raised.value) == message

    record(program)
