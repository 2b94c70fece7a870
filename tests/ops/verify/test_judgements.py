"""What moto can't be brought to say: judged from readings alone."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ops.facts import Delivery, FlowLog, Reading, SecurityGroup, Trail, TrailStatus, Unreadable, Vpc
from ops.outputs import StackOutputs, parse_outputs
from ops.verify.arrivals import Arrivals
from ops.verify.check import Check, Status
from ops.verify.network import check_vpc
from ops.verify.trail import check_trail
from tests.ops.deployed import (
    ACCOUNT_ID,
    BUCKET,
    FLOW_GROUP,
    KEY_ARN,
    POLICY,
    TRAIL,
    TRAIL_ARN,
    TRAIL_GROUP,
    log_group_arn,
)


@pytest.fixture
def declared() -> StackOutputs:
    vpc = {
        "vpcId": "vpc-1",
        "flowLogIds": {"cloudwatch-logs": "fl-1"},
        "publicSubnetIds": ["subnet-1"],
        "privateSubnetIds": ["subnet-2"],
    }
    return parse_outputs(
        json.dumps(
            {
                "trailName": TRAIL,
                "trailArn": TRAIL_ARN,
                "trailLogGroup": TRAIL_GROUP,
                "logKeyArn": KEY_ARN,
                "logBucket": BUCKET,
                "logBucketPolicy": json.dumps(POLICY),
                "logGroups": {TRAIL_GROUP: 90, FLOW_GROUP: 30},
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
    log_group_arn=f"{log_group_arn(TRAIL_GROUP)}:*",
    key_arn=KEY_ARN,
    topic_arn="",
    validates_files=True,
    multi_region=True,
    global_events=True,
)
NO_FLOW_LOGS: dict[str, FlowLog] = {}
NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)
GOOD_STATUS = TrailStatus(
    is_logging=True,
    started=NOW - timedelta(minutes=4),
    files=Delivery(),
    digests=Delivery(),
    events=Delivery(),
    notifications=Delivery(),
)


def vpc_checks(
    declared: StackOutputs,
    *,
    vpc: Vpc = GOOD_VPC,
    flow_log: FlowLog = GOOD_FLOW_LOG,
    subnets: frozenset[str] = frozenset({"subnet-1", "subnet-2"}),
) -> list[Check]:
    security_group = SecurityGroup("sg-1", inbound=0, outbound=0)
    flow_logs = {"fl-1": flow_log, "fl-2": GOOD_FLOW_LOG}
    return check_vpc(declared, "main", vpc=vpc, flow_logs=flow_logs, subnets=subnets, security_group=security_group)


def trail_checks(
    declared: StackOutputs,
    *,
    trail: Reading[Trail] = GOOD_TRAIL,
    status: TrailStatus = GOOD_STATUS,
    flow_logs: Reading[Mapping[str, FlowLog]] = NO_FLOW_LOGS,
) -> list[Check]:
    return check_trail(declared, trail=trail, status=status, selectors=(), flow_logs=flow_logs, arrivals=Arrivals(NOW))


def flow_logs_to(*destinations: str) -> dict[str, FlowLog]:
    return {f"fl-{destination}": replace(GOOD_FLOW_LOG, destination=destination) for destination in destinations}


def not_ok(checks: list[Check]) -> dict[str, tuple[Status, str]]:
    return {check.claim: (check.status, check.detail) for check in checks if check.status is not Status.OK}


@pytest.mark.parametrize(
    ("changes", "detail"),
    [
        ({"status": "INACTIVE"}, f"fl-1 is INACTIVE, on vpc-1, to {FLOW_GROUP}, SUCCESS"),
        ({"resource_id": "vpc-2"}, f"fl-1 is ACTIVE, on vpc-2, to {FLOW_GROUP}, SUCCESS"),
        ({"destination": ""}, "fl-1 is ACTIVE, on vpc-1, to nowhere, SUCCESS"),
        ({"destination": "arn:aws:s3:::x"}, "fl-1 is ACTIVE, on vpc-1, to arn:aws:s3:::x, SUCCESS"),
        (
            {"destination": log_group_arn(FLOW_GROUP).replace("us-east-1", "eu-west-1")},
            f"fl-1 is ACTIVE, on vpc-1, to arn:aws:logs:eu-west-1:{ACCOUNT_ID}:log-group:{FLOW_GROUP}, SUCCESS",
        ),
        (
            {"delivery": "FAILED", "delivery_error": "Rate limited"},
            f"fl-1 is ACTIVE, on vpc-1, to {FLOW_GROUP}, FAILED: Rate limited",
        ),
        ({"delivery": "FAILED"}, f"fl-1 is ACTIVE, on vpc-1, to {FLOW_GROUP}, FAILED: no reason given"),
    ],
)
def test_a_flow_log_that_is_not_as_declared(declared: StackOutputs, changes: dict[str, str], detail: str) -> None:
    checks = vpc_checks(declared, flow_log=replace(GOOD_FLOW_LOG, **changes))

    assert not_ok(checks) == {"flow log to cloudwatch-logs delivers": (Status.FAILED, detail)}


@pytest.mark.parametrize(
    ("delivery", "shown"), [("SUCCESS", "SUCCESS"), ("UNKNOWN", "UNKNOWN"), ("", "no delivery yet")]
)
def test_a_new_flow_log_need_not_have_delivered(declared: StackOutputs, delivery: str, shown: str) -> None:
    checks = vpc_checks(declared, flow_log=replace(GOOD_FLOW_LOG, delivery=delivery))

    assert found(checks, "flow log to cloudwatch-logs delivers") == (
        Status.OK,
        f"fl-1 is ACTIVE, on vpc-1, to {FLOW_GROUP}, {shown}",
    )


def test_a_vpc_that_is_not_ready(declared: StackOutputs) -> None:
    checks = vpc_checks(declared, vpc=Vpc("pending", "10.0.0.0/16"), subnets=frozenset({"subnet-2"}))

    assert not_ok(checks) == {
        "exists": (Status.FAILED, "pending, 10.0.0.0/16"),
        "has its subnets": (Status.FAILED, "not in the VPC: subnet-1"),
    }


def test_a_trail_that_delivers_nowhere(declared: StackOutputs) -> None:
    trail = replace(GOOD_TRAIL, bucket="", log_group_arn="")

    checks = trail_checks(declared, trail=trail, flow_logs=flow_logs_to(""))

    assert not_ok(checks) == {
        "delivers to the log bucket": (Status.FAILED, "no bucket"),
        "delivers to its log group": (Status.FAILED, "no log group"),
    }


def test_a_trail_that_delivers_to_another_log_group_of_the_stack(declared: StackOutputs) -> None:
    arn = f"{log_group_arn(FLOW_GROUP)}:*"

    checks = trail_checks(declared, trail=replace(GOOD_TRAIL, log_group_arn=arn))

    assert not_ok(checks) == {"delivers to its log group": (Status.FAILED, arn)}


@pytest.mark.parametrize(("key_arn", "detail"), [(f"{KEY_ARN}1", f"{KEY_ARN}1"), ("", "no key")])
def test_a_trail_without_the_log_key(declared: StackOutputs, key_arn: str, detail: str) -> None:
    checks = trail_checks(declared, trail=replace(GOOD_TRAIL, key_arn=key_arn))

    assert not_ok(checks) == {"encrypts with the log key": (Status.FAILED, detail)}


def test_without_a_log_key_nothing_is_said_of_keys(declared: StackOutputs) -> None:
    checks = trail_checks(declared.model_copy(update={"log_key_arn": None}), trail=replace(GOOD_TRAIL, key_arn=""))

    assert not_ok(checks) == {}
    assert "encrypts with the log key" not in {check.claim for check in checks}


def test_a_trail_with_a_prefix_that_the_stack_does_not_declare(declared: StackOutputs) -> None:
    checks = trail_checks(declared, trail=replace(GOOD_TRAIL, key_prefix="x"))

    assert not_ok(checks) == {"delivers to the log bucket": (Status.FAILED, f"{BUCKET}, under the prefix x")}


def test_all_errors_of_the_last_deliveries_are_shown(declared: StackOutputs) -> None:
    status = replace(
        GOOD_STATUS, files=Delivery("AccessDenied"), digests=Delivery("NoSuchBucket"), events=Delivery("No")
    )

    assert not_ok(trail_checks(declared, status=status)) == {
        "last delivery to the bucket succeeded": (Status.FAILED, "log files: AccessDenied; digest files: NoSuchBucket"),
        "last delivery to the log group succeeded": (Status.FAILED, "No"),
    }


@pytest.mark.parametrize("destination", [TRAIL_GROUP, log_group_arn(TRAIL_GROUP), f"{log_group_arn(TRAIL_GROUP)}:*"])
def test_a_trail_that_shares_its_log_group(declared: StackOutputs, destination: str) -> None:
    checks = trail_checks(declared, flow_logs=flow_logs_to("another", destination))

    assert not_ok(checks) == {
        "shares its log group with no flow log": (Status.FAILED, f"a flow log delivers to {TRAIL_GROUP} too")
    }


def test_without_the_trail_it_is_not_known_what_it_shares(declared: StackOutputs) -> None:
    denied = Unreadable("cloudtrail:GetTrail", "AccessDenied", "no")

    for flow_logs in (NO_FLOW_LOGS, Unreadable("ec2:DescribeFlowLogs", "AccessDenied", "no")):
        checks = trail_checks(declared, trail=denied, flow_logs=flow_logs)
        assert found(checks, "shares its log group with no flow log") == (
            Status.UNKNOWN,
            "cloudtrail:GetTrail answered AccessDenied: no",
        )
