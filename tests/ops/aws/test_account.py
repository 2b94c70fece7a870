"""How calls that go wrong, or answer in pages, are read."""

import json
from pathlib import Path
from typing import NamedTuple

import pytest
from botocore.exceptions import BotoCoreError, ReadTimeoutError

from ops.errors import OpsError
from ops.facts import (
    AdvancedSelector,
    BasicSelector,
    Condition,
    FlowLog,
    LogGroup,
    PublicAccessBlock,
    SecurityGroup,
    Unreadable,
    Vpc,
)
from ops.verify.check import Status
from tests.ops.deployed import BUCKET, FLOW_GROUP, STREAM, TRAIL, TRAIL_GROUP, Deployed, flow_log_destinations, key
from tests.ops.interceptor import Aws, refusal
from tests.ops.watched import NAME, TOPIC

TRAIL_SETTINGS = {
    f"trail {TRAIL}: {claim}"
    for claim in (
        "exists",
        "validates log files",
        "records all regions",
        "records global services",
        "delivers to the log bucket",
        "delivers to its log group",
        "encrypts with the log key",
        "shares its log group with no flow log",
        "digest files keep coming to the bucket",
        "last notification succeeded",
    )
}
TRAIL_STATUS = {
    f"trail {TRAIL}: {claim}"
    for claim in (
        "is logging",
        "last delivery to the bucket succeeded",
        "log files keep coming to the bucket",
        "digest files keep coming to the bucket",
        "last delivery to the log group succeeded",
        "events keep coming to the log group",
        "last notification succeeded",
    )
}
FLOW_LOG = {
    f"vpc {name}: flow log to {sink} delivers" for name in ("main", "edge") for sink in flow_log_destinations()
} | {f"trail {TRAIL}: shares its log group with no flow log"}
RECORDS = {
    f"log bucket {BUCKET}: flow records keep coming",
    f"log group {FLOW_GROUP}: flow records keep coming",
    f"delivery stream {STREAM}: records keep coming to the bucket",
}
STREAM_STATE = {
    f"delivery stream {STREAM}: {claim}" for claim in ("is active", "could process all records", "reports no errors")
}
STREAM_METRICS = {
    f"delivery stream {STREAM}: {claim}"
    for claim in ("last delivery to the bucket succeeded", "delivers in time", "records keep coming to the bucket")
}
SHOWN = {f"dashboard {NAME}: all that it shows exists"}
ALARMS = {
    f"alerts {TOPIC}: {claim}"
    for claim in ("all alarms exist", "alarms' actions are on", "alarms tell the topic", "alarms have data")
}
SECURITY_GROUP = {f"vpc {name}: default security group lets nothing through" for name in ("main", "edge")}


class Call(NamedTuple):
    """An operation that verify calls, the IAM action that allows it, and the checks that depend on it."""

    operation: str
    action: str
    checks: set[str]


CALLS = [
    Call("GetTrail", "cloudtrail:GetTrail", TRAIL_SETTINGS),
    Call("GetTrailStatus", "cloudtrail:GetTrailStatus", TRAIL_STATUS),
    Call("GetEventSelectors", "cloudtrail:GetEventSelectors", {f"trail {TRAIL}: records all management events"}),
    Call("GetBucketLocation", "s3:GetBucketLocation", {f"log bucket {BUCKET}: exists"}),
    Call(
        "GetBucketPolicy",
        "s3:GetBucketPolicy",
        {f"log bucket {BUCKET}: policy {claim}" for claim in ("is as declared", "allows only delivery")},
    ),
    Call("GetBucketVersioning", "s3:GetBucketVersioning", {f"log bucket {BUCKET}: keeps versions"}),
    Call("GetBucketEncryption", "s3:GetEncryptionConfiguration", {f"log bucket {BUCKET}: encrypts objects"}),
    Call("GetPublicAccessBlock", "s3:GetBucketPublicAccessBlock", {f"log bucket {BUCKET}: blocks public access"}),
    Call("GetBucketOwnershipControls", "s3:GetBucketOwnershipControls", {f"log bucket {BUCKET}: owns all objects"}),
    Call("DescribeVpcs", "ec2:DescribeVpcs", {"vpc main: exists", "vpc edge: exists"}),
    # Also of a bucket with no flow records to look for: for what Firehose could not process.
    Call("ListObjectsV2", "s3:ListBucket", {f"delivery stream {STREAM}: could process all records"}),
    Call("DescribeFlowLogs", "ec2:DescribeFlowLogs", FLOW_LOG | RECORDS),
    Call("DescribeNetworkInterfaces", "ec2:DescribeNetworkInterfaces", RECORDS),
    Call("DescribeSecurityGroups", "ec2:DescribeSecurityGroups", SECURITY_GROUP),
    Call("DescribeSubnets", "ec2:DescribeSubnets", {"vpc main: has its subnets", "vpc edge: has its subnets"}),
    Call(
        "DescribeLogGroups",
        "logs:DescribeLogGroups",
        {f"log group {name}: keeps events as declared" for name in (TRAIL_GROUP, FLOW_GROUP)} | SHOWN,
    ),
    Call("DescribeLogStreams", "logs:DescribeLogStreams", {f"log group {FLOW_GROUP}: flow records keep coming"}),
    Call("GetLogEvents", "logs:GetLogEvents", {f"delivery stream {STREAM}: reports no errors"}),
    Call("DescribeMetricFilters", "logs:DescribeMetricFilters", SHOWN),
    Call("DescribeQueryDefinitions", "logs:DescribeQueryDefinitions", {f"saved queries {NAME}: exist"}),
    Call("DescribeDeliveryStream", "firehose:DescribeDeliveryStream", STREAM_STATE | SHOWN),
    Call("GetMetricData", "cloudwatch:GetMetricData", STREAM_METRICS),
    Call("DescribeAlarms", "cloudwatch:DescribeAlarms", ALARMS | SHOWN),
    Call("GetDashboard", "cloudwatch:GetDashboard", {f"dashboard {NAME}: exists"} | SHOWN),
    Call(
        "ListSubscriptionsByTopic",
        "sns:ListSubscriptionsByTopic",
        {f"alerts {TOPIC}: every subscription is confirmed"} | SHOWN,
    ),
    Call("DescribeRule", "events:DescribeRule", {f"alerts {TOPIC}: rules are on"} | SHOWN),
    Call("ListTargetsByRule", "events:ListTargetsByRule", {f"alerts {TOPIC}: rules have their targets"}),
    Call("GetQueueUrl", "sqs:GetQueueUrl", SHOWN),
    Call("GetGroupQuery", "resource-groups:GetGroupQuery", {f"group {NAME}: asks for the stack's tag"}),
    Call("ListGroupResources", "resource-groups:ListGroupResources", {f"group {NAME}: has what the stack made"}),
    Call("GetResources", "tag:GetResources", {f"group {NAME}: has what the stack made"}),
]


def test_verify_calls_these_operations_and_no_other(deployed: Deployed, aws: Aws) -> None:
    deployed.verify()

    assert {operation for operation, _ in aws.asked} == {call.operation for call in CALLS}


def test_the_documented_policy_allows_exactly_these_calls() -> None:
    page = (Path(__file__).parents[3] / "docs" / "verify.md").read_text()
    policy = json.loads(page.split("```json\n")[1].split("```", maxsplit=1)[0])

    assert policy["Statement"][0]["Action"] == sorted(call.action for call in CALLS)


def test_a_bucket_is_only_read_if_the_stacks_account_owns_it(deployed: Deployed, aws: Aws) -> None:
    deployed.verify()

    owners = [arguments["ExpectedBucketOwner"] for _, arguments in aws.asked if "Bucket" in arguments]
    assert owners == ["123456789012"] * 7


@pytest.mark.parametrize("call", CALLS, ids=[call.action for call in CALLS])
def test_a_refused_call_makes_exactly_its_checks_unknown(deployed: Deployed, aws: Aws, call: Call) -> None:
    aws.answers[call.operation] = [refusal(call.operation, "AccessDenied")]

    checks = deployed.verify()

    unknown = [check for check in checks if check.status.is_bad]
    assert {key(check) for check in unknown} == call.checks
    assert {(check.status, check.detail) for check in unknown} == {
        (Status.UNKNOWN, f"{call.action} answered AccessDenied: not today")
    }


def test_a_call_that_does_not_answer_is_unknown(deployed: Deployed, aws: Aws) -> None:
    error: BotoCoreError = ReadTimeoutError(endpoint_url="x")
    aws.answers["GetBucketPolicy"] = [error]

    assert deployed.account.bucket_policy(BUCKET) == Unreadable(
        "s3:GetBucketPolicy", "ReadTimeoutError", 'Read timeout on endpoint URL: "x"'
    )


@pytest.mark.parametrize("code", ["ExpiredToken", "ExpiredTokenException", "RequestExpired"])
def test_credentials_that_expire_meanwhile_end_the_command(deployed: Deployed, aws: Aws, code: str) -> None:
    aws.answers["DescribeSubnets"] = [refusal("DescribeSubnets", code)]

    with pytest.raises(OpsError, match="expired while the account was read") as raised:
        deployed.verify()

    assert raised.value.value == f"ec2:DescribeSubnets: {code}: not today"


def test_all_pages_are_read(deployed: Deployed, aws: Aws) -> None:
    aws.answers = {
        "DescribeVpcs": [
            {"Vpcs": [], "NextToken": "more"},
            {"Vpcs": [{"State": "available", "CidrBlock": "10.0.0.0/16"}]},
        ],
        "DescribeFlowLogs": [
            {"FlowLogs": [], "NextToken": "more"},
            {
                "FlowLogs": [
                    {
                        "FlowLogId": "fl-1",
                        "FlowLogStatus": "ACTIVE",
                        "ResourceId": "vpc-1",
                        "LogGroupName": "group",
                    }
                ]
            },
        ],
        "DescribeSecurityGroups": [
            {"SecurityGroups": [], "NextToken": "more"},
            {"SecurityGroups": [{"GroupId": "sg-1", "IpPermissions": [], "IpPermissionsEgress": [{}]}]},
        ],
        "DescribeSubnets": [
            {"Subnets": [{"SubnetId": "subnet-1"}], "NextToken": "more"},
            {"Subnets": [{"SubnetId": "subnet-2"}]},
        ],
        "DescribeLogGroups": [
            {"logGroups": [{"logGroupName": "group-2", "retentionInDays": 1}], "nextToken": "more"},
            {"logGroups": [{"logGroupName": "group", "retentionInDays": 30}]},
        ],
    }

    assert deployed.account.vpc("vpc-1") == Vpc("available", "10.0.0.0/16")
    assert deployed.account.flow_logs() == {
        "fl-1": FlowLog(status="ACTIVE", resource_id="vpc-1", destination="group", delivery="", delivery_error="")
    }
    assert deployed.account.default_security_group("vpc-1") == SecurityGroup("sg-1", inbound=0, outbound=1)
    assert deployed.account.subnets_of("vpc-1") == {"subnet-1", "subnet-2"}
    assert deployed.account.log_group("group") == LogGroup(retention_days=30)


def test_where_a_flow_log_delivers_is_read_in_both_forms(deployed: Deployed, aws: Aws) -> None:
    destinations: dict[str, dict[str, str]] = {
        "fl-1": {"LogDestination": "arn:aws:s3:::logs"},
        "fl-2": {"LogGroupName": "group"},
        "fl-3": {"LogDestination": "arn:group", "LogGroupName": "group"},
    }
    aws.answers["DescribeFlowLogs"] = [
        {"FlowLogs": [{"FlowLogId": flow_log_id, **members} for flow_log_id, members in destinations.items()]}
    ]

    found = deployed.account.flow_logs()

    assert isinstance(found, dict)
    assert {flow_log_id: flow_log.destination for flow_log_id, flow_log in found.items()} == {
        "fl-1": "arn:aws:s3:::logs",
        "fl-2": "group",
        "fl-3": "arn:group",
    }


def test_flow_logs_are_asked_for_once_however_many_there_are(deployed: Deployed, aws: Aws) -> None:
    deployed.verify()

    assert [operation for operation, _ in aws.asked].count("DescribeFlowLogs") == 1


def test_what_a_selector_does_not_say_is_aws_default(deployed: Deployed, aws: Aws) -> None:
    aws.answers["GetEventSelectors"] = [{"EventSelectors": [{}]}]

    assert deployed.account.event_selectors(TRAIL) == (BasicSelector("All", management=True, excluded_sources=()),)


def test_every_operator_of_an_advanced_selector_counts(deployed: Deployed, aws: Aws) -> None:
    operators = ("Equals", "StartsWith", "EndsWith", "NotEquals", "NotStartsWith", "NotEndsWith")
    aws.answers["GetEventSelectors"] = [
        {
            "AdvancedEventSelectors": [
                {"FieldSelectors": [{"Field": "f", **{operator: [operator] for operator in operators}}]}
            ]
        }
    ]

    assert deployed.account.event_selectors(TRAIL) == (
        AdvancedSelector(frozenset(Condition("f", operator, (operator,)) for operator in operators)),
    )


def test_a_bucket_outside_us_east_1_says_where_it_is(deployed: Deployed, aws: Aws) -> None:
    aws.answers["GetBucketLocation"] = [{"LocationConstraint": "eu-west-1"}]

    assert deployed.account.bucket_region(BUCKET) == "eu-west-1"


@pytest.mark.parametrize(
    ("switch", "name"),
    [
        ("BlockPublicAcls", "block_public_acls"),
        ("IgnorePublicAcls", "ignore_public_acls"),
        ("BlockPublicPolicy", "block_public_policy"),
        ("RestrictPublicBuckets", "restrict_public_buckets"),
    ],
)
def test_each_switch_of_the_public_access_block(deployed: Deployed, aws: Aws, switch: str, name: str) -> None:
    everything = dict.fromkeys(
        ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), True
    )
    aws.answers["GetPublicAccessBlock"] = [{"PublicAccessBlockConfiguration": everything | {switch: False}}]

    block = deployed.account.bucket_public_access_block(BUCKET)

    assert isinstance(block, PublicAccessBlock)
    assert block.off() == [name]
