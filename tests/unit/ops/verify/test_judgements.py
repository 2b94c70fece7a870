"""What moto can't be brought to say: judged from readings alone."""

import json

import pytest

from ops.facts import FlowLog, Missing, Reading, Trail, Unreadable, Vpc
from ops.outputs import StackOutputs, parse_outputs
from ops.verify.check import Check, Status
from ops.verify.log_groups import check_log_group
from ops.verify.network import check_vpc
from ops.verify.trail import check_trail
from tests.unit.ops.deployed import ACCOUNT_ID, BUCKET, FLOW_GROUP, POLICY, TRAIL, TRAIL_ARN, log_group_arn


@pytest.fixture
def declared() -> StackOutputs:
    vpc = {"vpcId": "vpc-1", "flowLogId": "fl-1", "publicSubnetIds": ["subnet-1"], "privateSubnetIds": ["subnet-2"]}
    return parse_outputs(
        json.dumps(
            {
                "trailName": TRAIL,
                "trailArn": TRAIL_ARN,
                "logBucket": BUCKET,
                "logBucketPolicy": json.dumps(POLICY),
                "logGroups": {FLOW_GROUP: 30},
                "vpcs": {"main": vpc},
            }
        )
    )


def found(checks: list[Check], claim: str) -> tuple[Status, str]:
    return next((check.status, check.detail) for check in checks if check.claim == claim)


@pytest.mark.parametrize(
    ("flow_log", "claim", "detail"),
    [
        (FlowLog("INACTIVE", "vpc-1", FLOW_GROUP), "flow log is active", "fl-1 is INACTIVE"),
        (FlowLog("ACTIVE", "vpc-2", FLOW_GROUP), "flow log is on the VPC", "on vpc-2"),
        (FlowLog("ACTIVE", "vpc-1", ""), "flow log delivers to a declared log group", "nowhere"),
        (
            FlowLog("ACTIVE", "vpc-1", "arn:aws:s3:::somewhere"),
            "flow log delivers to a declared log group",
            "arn:aws:s3:::somewhere",
        ),
        (
            FlowLog("ACTIVE", "vpc-1", log_group_arn(FLOW_GROUP).replace("us-east-1", "eu-west-1")),
            "flow log delivers to a declared log group",
            f"arn:aws:logs:eu-west-1:{ACCOUNT_ID}:log-group:{FLOW_GROUP}",
        ),
    ],
)
def test_a_flow_log_that_is_not_as_declared(declared: StackOutputs, flow_log: FlowLog, claim: str, detail: str) -> None:
    checks = check_vpc(
        declared,
        "main",
        vpc=Vpc("available", "10.0.0.0/16"),
        flow_log=flow_log,
        subnets=frozenset({"subnet-1", "subnet-2"}),
    )

    assert [check.claim for check in checks if check.status is not Status.OK] == [claim]
    assert found(checks, claim) == (Status.FAILED, detail)


@pytest.mark.parametrize("destination", [FLOW_GROUP, log_group_arn(FLOW_GROUP), f"{log_group_arn(FLOW_GROUP)}:*"])
def test_a_log_group_is_known_by_its_name_and_by_both_forms_of_its_arn(
    declared: StackOutputs, destination: str
) -> None:
    assert declared.has_log_group(destination)


def test_a_vpc_that_is_not_ready(declared: StackOutputs) -> None:
    checks = check_vpc(
        declared,
        "main",
        vpc=Vpc("pending", "10.0.0.0/16"),
        flow_log=FlowLog("ACTIVE", "vpc-1", FLOW_GROUP),
        subnets=frozenset({"subnet-2"}),
    )

    assert found(checks, "exists") == (Status.FAILED, "pending, 10.0.0.0/16")
    assert found(checks, "has its subnets") == (Status.FAILED, "not in the VPC: subnet-1")


def test_a_trail_that_delivers_nowhere(declared: StackOutputs) -> None:
    trail = Trail(bucket="", log_group_arn="", validates_files=True, multi_region=True, global_events=True)

    checks = check_trail(declared, trail, True)

    assert found(checks, "delivers to the log bucket") == (Status.FAILED, "no bucket")
    assert found(checks, "delivers to a declared log group") == (Status.FAILED, "no log group")


@pytest.mark.parametrize(
    ("days", "reading", "status", "detail"),
    [
        (30, 30, Status.OK, "30 days"),
        (0, 0, Status.OK, "for ever"),
        (30, 60, Status.FAILED, "60 days, declared 30 days"),
        (30, 0, Status.FAILED, "for ever, declared 30 days"),
        (0, 30, Status.FAILED, "30 days, declared for ever"),
        (30, Missing("the log group does not exist"), Status.FAILED, "the log group does not exist"),
        (
            30,
            Unreadable("logs:DescribeLogGroups", "ThrottlingException", "Rate exceeded"),
            Status.UNKNOWN,
            "logs:DescribeLogGroups answered ThrottlingException: Rate exceeded",
        ),
    ],
)
def test_retention(days: int, reading: Reading[int], status: Status, detail: str) -> None:
    (check,) = check_log_group("name", days, reading)

    assert (check.status, check.detail) == (status, detail)
    assert bool(check.fix) is (status is not Status.OK)


@pytest.mark.parametrize(
    ("code", "fix"),
    [
        ("AccessDenied", "allow s3:X to the credentials in use, then verify again"),
        ("SlowDown", "verify again; if it stays, call s3:X by hand with the same credentials"),
    ],
)
def test_the_fix_for_what_cannot_be_read(code: str, fix: str) -> None:
    (check,) = check_log_group("name", 30, Unreadable("s3:X", code, "no"))

    assert check.fix == fix
