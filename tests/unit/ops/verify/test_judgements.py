"""What moto can't be brought to say: judged from readings alone."""

import json
from dataclasses import replace

import pytest

from ops.facts import FlowLog, Missing, Reading, SecurityGroup, Trail, TrailStatus, Unreadable, Vpc
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


GOOD_VPC = Vpc("available", "10.0.0.0/16")
GOOD_FLOW_LOG = FlowLog("ACTIVE", "vpc-1", FLOW_GROUP, delivery="SUCCESS", delivery_error="")
GOOD_TRAIL = Trail(
    bucket=BUCKET,
    key_prefix="",
    log_group_arn=f"{log_group_arn(FLOW_GROUP)}:*",
    validates_files=True,
    multi_region=True,
    global_events=True,
)
GOOD_STATUS = TrailStatus(is_logging=True, file_error="", digest_error="", log_group_error="")


def vpc_checks(
    declared: StackOutputs,
    *,
    vpc: Vpc = GOOD_VPC,
    flow_log: FlowLog = GOOD_FLOW_LOG,
    subnets: frozenset[str] = frozenset({"subnet-1", "subnet-2"}),
) -> list[Check]:
    security_group = SecurityGroup("sg-1", inbound=0, outbound=0)
    return check_vpc(declared, "main", vpc=vpc, flow_log=flow_log, subnets=subnets, security_group=security_group)


def trail_checks(
    declared: StackOutputs,
    *,
    trail: Reading[Trail] = GOOD_TRAIL,
    status: TrailStatus = GOOD_STATUS,
    flow_log_destinations: Reading[frozenset[str]] = frozenset(),
) -> list[Check]:
    return check_trail(declared, trail=trail, status=status, selectors=(), flow_log_destinations=flow_log_destinations)


def not_ok(checks: list[Check]) -> dict[str, tuple[Status, str]]:
    return {check.claim: (check.status, check.detail) for check in checks if check.status is not Status.OK}


@pytest.mark.parametrize(
    ("changes", "claim", "detail"),
    [
        ({"status": "INACTIVE"}, "flow log is active", "fl-1 is INACTIVE"),
        ({"resource_id": "vpc-2"}, "flow log is on the VPC", "on vpc-2"),
        ({"destination": ""}, "flow log delivers to a declared log group", "nowhere"),
        (
            {"destination": "arn:aws:s3:::somewhere"},
            "flow log delivers to a declared log group",
            "arn:aws:s3:::somewhere",
        ),
        (
            {"destination": log_group_arn(FLOW_GROUP).replace("us-east-1", "eu-west-1")},
            "flow log delivers to a declared log group",
            f"arn:aws:logs:eu-west-1:{ACCOUNT_ID}:log-group:{FLOW_GROUP}",
        ),
        ({"delivery": "FAILED", "delivery_error": "Rate limited"}, "flow log delivers", "FAILED: Rate limited"),
        ({"delivery": "FAILED"}, "flow log delivers", "FAILED: no reason given"),
    ],
)
def test_a_flow_log_that_is_not_as_declared(
    declared: StackOutputs, changes: dict[str, str], claim: str, detail: str
) -> None:
    checks = vpc_checks(declared, flow_log=replace(GOOD_FLOW_LOG, **changes))

    assert not_ok(checks) == {claim: (Status.FAILED, detail)}


@pytest.mark.parametrize(
    ("delivery", "detail"), [("SUCCESS", "SUCCESS"), ("UNKNOWN", "UNKNOWN"), ("", "no delivery yet")]
)
def test_a_new_flow_log_need_not_have_delivered(declared: StackOutputs, delivery: str, detail: str) -> None:
    checks = vpc_checks(declared, flow_log=replace(GOOD_FLOW_LOG, delivery=delivery))

    assert found(checks, "flow log delivers") == (Status.OK, detail)


@pytest.mark.parametrize("destination", [FLOW_GROUP, log_group_arn(FLOW_GROUP), f"{log_group_arn(FLOW_GROUP)}:*"])
def test_a_log_group_is_known_by_its_name_and_by_both_forms_of_its_arn(
    declared: StackOutputs, destination: str
) -> None:
    assert declared.has_log_group(destination)


def test_a_vpc_that_is_not_ready(declared: StackOutputs) -> None:
    checks = vpc_checks(declared, vpc=Vpc("pending", "10.0.0.0/16"), subnets=frozenset({"subnet-2"}))

    assert not_ok(checks) == {
        "exists": (Status.FAILED, "pending, 10.0.0.0/16"),
        "has its subnets": (Status.FAILED, "not in the VPC: subnet-1"),
    }


def test_a_trail_that_delivers_nowhere(declared: StackOutputs) -> None:
    trail = replace(GOOD_TRAIL, bucket="", log_group_arn="")

    checks = trail_checks(declared, trail=trail, flow_log_destinations=frozenset({""}))

    assert not_ok(checks) == {
        "delivers to the log bucket": (Status.FAILED, "no bucket"),
        "delivers to a declared log group": (Status.FAILED, "no log group"),
    }


def test_a_trail_with_a_prefix_that_the_stack_does_not_declare(declared: StackOutputs) -> None:
    checks = trail_checks(declared, trail=replace(GOOD_TRAIL, key_prefix="x"))

    assert not_ok(checks) == {"delivers to the log bucket": (Status.FAILED, f"{BUCKET}, under the prefix x")}


def test_all_errors_of_the_last_deliveries_are_shown(declared: StackOutputs) -> None:
    status = TrailStatus(is_logging=True, file_error="AccessDenied", digest_error="NoSuchBucket", log_group_error="No")

    assert not_ok(trail_checks(declared, status=status)) == {
        "last delivery to the bucket succeeded": (Status.FAILED, "log files: AccessDenied; digest files: NoSuchBucket"),
        "last delivery to the log group succeeded": (Status.FAILED, "No"),
    }


@pytest.mark.parametrize("destination", [FLOW_GROUP, log_group_arn(FLOW_GROUP), f"{log_group_arn(FLOW_GROUP)}:*"])
def test_a_trail_that_shares_its_log_group(declared: StackOutputs, destination: str) -> None:
    checks = trail_checks(declared, flow_log_destinations=frozenset({"another", destination}))

    assert not_ok(checks) == {
        "shares its log group with no flow log": (Status.FAILED, f"a flow log delivers to {FLOW_GROUP} too")
    }


def test_without_the_trail_it_is_not_known_what_it_shares(declared: StackOutputs) -> None:
    denied = Unreadable("cloudtrail:GetTrail", "AccessDenied", "no")

    for destinations in (frozenset[str](), Unreadable("ec2:DescribeFlowLogs", "AccessDenied", "no")):
        checks = trail_checks(declared, trail=denied, flow_log_destinations=destinations)
        assert found(checks, "shares its log group with no flow log") == (
            Status.UNKNOWN,
            "cloudtrail:GetTrail answered AccessDenied: no",
        )


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
