"""The main job on the real engine: up, up again, verify, preview and down, each checked in the account by boto3."""

import json
import subprocess
from typing import Any

import pytest

from sandbox.cloud import running_cloud
from tests.engine.conftest import Checkout

pytestmark = pytest.mark.engine

ACCOUNT = "123456789012"
BUCKET = f"monitoring-dev-logs-{ACCOUNT}-us-east-1"
TRAIL = f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:trail/monitoring-dev-audit"
AUDIT_GROUP = f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:/monitoring/dev/audit-logs"
TRAFFIC_GROUP = f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:/monitoring/dev/traffic-logs"
AUDIT_ROLE = "monitoring-dev-audit-logs-cloudtrail"
TRAFFIC_ROLE = "monitoring-dev-traffic-logs-vpc-flow-logs"

BUCKET_POLICY = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "AWSCloudTrailAclCheck20150319",
            "Effect": "Allow",
            "Principal": {"Service": "cloudtrail.amazonaws.com"},
            "Action": "s3:GetBucketAcl",
            "Resource": f"arn:aws:s3:::{BUCKET}",
            "Condition": {"StringEquals": {"aws:SourceArn": TRAIL}},
        },
        {
            "Sid": "AWSCloudTrailWrite20150319",
            "Effect": "Allow",
            "Principal": {"Service": "cloudtrail.amazonaws.com"},
            "Action": "s3:PutObject",
            "Resource": f"arn:aws:s3:::{BUCKET}/AWSLogs/{ACCOUNT}/*",
            "Condition": {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceArn": TRAIL}},
        },
        {
            "Sid": "DenyInsecureTransport",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": [f"arn:aws:s3:::{BUCKET}", f"arn:aws:s3:::{BUCKET}/*"],
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        },
    ],
}


def tags(found: list[dict[str, str]]) -> dict[str, str]:
    return {tag["Key"]: tag["Value"] for tag in found}


def common_tags(name: str) -> dict[str, str]:
    return {"ManagedBy": "pulumi", "Name": name, "Project": "aws-monitoring-baseline", "Stack": "dev"}


@pytest.fixture(scope="module")
def up(checkout: Checkout) -> subprocess.CompletedProcess[str]:
    """The first `make up`, from a checkout that has no sandbox, to an empty account."""
    done = checkout.make("up")
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture
def account(checkout: Checkout, up: subprocess.CompletedProcess[str]) -> Checkout:
    assert up.returncode == 0
    return checkout


@pytest.fixture
def vpc_id(account: Checkout) -> str:
    found = account.client("ec2").describe_vpcs(Filters=[{"Name": "is-default", "Values": ["false"]}])["Vpcs"]
    assert [vpc["CidrBlock"] for vpc in found] == ["10.0.0.0/16"]
    return found[0]["VpcId"]


def of_vpc(vpc_id: str) -> list[dict[str, Any]]:
    return [{"Name": "vpc-id", "Values": [vpc_id]}]


def test_up_ends_in_the_outputs_and_a_green_verify_table(up: subprocess.CompletedProcess[str]) -> None:
    outputs, _, table = up.stdout.partition("Resources:")
    assert f'trailArn       : "{TRAIL}"' in outputs
    assert table.rstrip().endswith("26 ok, 0 failed, 0 unknown")


def test_the_vpc(account: Checkout, vpc_id: str) -> None:
    ec2 = account.client("ec2")
    (vpc,) = ec2.describe_vpcs(VpcIds=[vpc_id])["Vpcs"]
    assert tags(vpc["Tags"]) == common_tags("main")
    for attribute in ("enableDnsSupport", "enableDnsHostnames"):
        answer = ec2.describe_vpc_attribute(VpcId=vpc_id, Attribute=attribute)
        assert answer[attribute[0].upper() + attribute[1:]] == {"Value": True}


def test_subnets_and_where_they_route(account: Checkout, vpc_id: str) -> None:
    ec2 = account.client("ec2")
    (gateway,) = ec2.describe_internet_gateways(Filters=[{"Name": "attachment.vpc-id", "Values": [vpc_id]}])[
        "InternetGateways"
    ]
    tables = ec2.describe_route_tables(Filters=of_vpc(vpc_id))["RouteTables"]
    ways_out = {
        association["SubnetId"]: {
            route["DestinationCidrBlock"]: route["GatewayId"] for route in table["Routes"] if route.get("GatewayId")
        }
        for table in tables
        for association in table["Associations"]
        if "SubnetId" in association
    }
    internet = {"10.0.0.0/16": "local", "0.0.0.0/0": gateway["InternetGatewayId"]}
    nowhere = {"10.0.0.0/16": "local"}
    subnets = ec2.describe_subnets(Filters=of_vpc(vpc_id))["Subnets"]
    assert {
        tags(subnet["Tags"])["Name"]: (
            subnet["AvailabilityZone"],
            subnet["CidrBlock"],
            subnet["MapPublicIpOnLaunch"],
            ways_out[subnet["SubnetId"]],
        )
        for subnet in subnets
    } == {
        "main-public-a": ("us-east-1a", "10.0.0.0/20", False, internet),
        "main-public-b": ("us-east-1b", "10.0.16.0/20", False, internet),
        "main-private-a": ("us-east-1a", "10.0.128.0/20", False, nowhere),
        "main-private-b": ("us-east-1b", "10.0.144.0/20", False, nowhere),
    }


def test_the_default_security_group_lets_nothing_through(account: Checkout, vpc_id: str) -> None:
    (group,) = account.client("ec2").describe_security_groups(Filters=of_vpc(vpc_id))["SecurityGroups"]
    assert (group["GroupName"], group["IpPermissions"], group["IpPermissionsEgress"]) == ("default", [], [])


def test_the_flow_log(account: Checkout, vpc_id: str) -> None:
    (flow_log,) = account.client("ec2").describe_flow_logs()["FlowLogs"]
    assert {
        key: flow_log[key]
        for key in ("ResourceId", "TrafficType", "MaxAggregationInterval", "LogDestinationType", "LogDestination")
    } == {
        "ResourceId": vpc_id,
        "TrafficType": "ALL",
        "MaxAggregationInterval": 600,
        "LogDestinationType": "cloud-watch-logs",
        "LogDestination": TRAFFIC_GROUP,
    }
    assert flow_log["FlowLogStatus"] == "ACTIVE"
    assert flow_log["DeliverLogsPermissionArn"] == f"arn:aws:iam::{ACCOUNT}:role/{TRAFFIC_ROLE}"


def test_the_log_groups(account: Checkout) -> None:
    groups = account.client("logs").describe_log_groups()["logGroups"]
    assert {group["logGroupName"]: group["retentionInDays"] for group in groups} == {
        "/monitoring/dev/audit-logs": 7,
        "/monitoring/dev/traffic-logs": 3,
    }


@pytest.mark.parametrize(
    ("role", "service", "condition", "allowed"),
    [
        pytest.param(
            AUDIT_ROLE,
            "cloudtrail.amazonaws.com",
            {"StringEquals": {"aws:SourceArn": TRAIL, "aws:SourceAccount": ACCOUNT}},
            {
                (
                    ("logs:CreateLogStream", "logs:PutLogEvents"),
                    (f"{AUDIT_GROUP}:log-stream:{ACCOUNT}_CloudTrail_us-east-1*",),
                )
            },
            id="trail",
        ),
        pytest.param(
            TRAFFIC_ROLE,
            "vpc-flow-logs.amazonaws.com",
            {
                "StringEquals": {"aws:SourceAccount": ACCOUNT},
                "ArnLike": {"aws:SourceArn": f"arn:aws:ec2:us-east-1:{ACCOUNT}:vpc-flow-log/*"},
            },
            {
                (
                    ("logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"),
                    (TRAFFIC_GROUP, f"{TRAFFIC_GROUP}:log-stream:*"),
                ),
                (("logs:DescribeLogGroups",), (f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:*",)),
            },
            id="flow log",
        ),
    ],
)
def test_a_delivery_role(
    account: Checkout,
    role: str,
    service: str,
    condition: dict[str, dict[str, str]],
    allowed: set[tuple[tuple[str, ...], tuple[str, ...]]],
) -> None:
    """Who may take it, for which source, and all that it may do; nothing is attached besides."""
    iam = account.client("iam")
    (trust,) = iam.get_role(RoleName=role)["Role"]["AssumeRolePolicyDocument"]["Statement"]
    assert trust["Effect"] == "Allow"
    assert trust["Principal"] == {"Service": service}
    assert trust["Action"] == "sts:AssumeRole"
    assert trust["Condition"] == condition
    assert iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"] == []
    (name,) = iam.list_role_policies(RoleName=role)["PolicyNames"]
    statements = iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"]["Statement"]
    assert {(listed(one["Action"]), listed(one["Resource"])) for one in statements} == allowed
    assert {one["Effect"] for one in statements} == {"Allow"}


def listed(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def test_only_these_roles_and_this_bucket(account: Checkout) -> None:
    assert {role["RoleName"] for role in account.client("iam").list_roles()["Roles"]} == {AUDIT_ROLE, TRAFFIC_ROLE}
    assert {bucket["Name"] for bucket in account.client("s3").list_buckets()["Buckets"]} == {BUCKET}


def test_the_log_bucket(account: Checkout) -> None:
    s3 = account.client("s3")
    assert json.loads(s3.get_bucket_policy(Bucket=BUCKET)["Policy"]) == BUCKET_POLICY
    assert s3.get_bucket_versioning(Bucket=BUCKET)["Status"] == "Enabled"
    assert set(s3.get_public_access_block(Bucket=BUCKET)["PublicAccessBlockConfiguration"].items()) == {
        ("BlockPublicAcls", True),
        ("BlockPublicPolicy", True),
        ("IgnorePublicAcls", True),
        ("RestrictPublicBuckets", True),
    }
    ownership = s3.get_bucket_ownership_controls(Bucket=BUCKET)["OwnershipControls"]["Rules"]
    assert ownership == [{"ObjectOwnership": "BucketOwnerEnforced"}]
    (encryption,) = s3.get_bucket_encryption(Bucket=BUCKET)["ServerSideEncryptionConfiguration"]["Rules"]
    assert encryption["ApplyServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}
    (lifecycle,) = s3.get_bucket_lifecycle_configuration(Bucket=BUCKET)["Rules"]
    assert lifecycle["Status"] == "Enabled"
    assert "Transitions" not in lifecycle, "the cheapest stack keeps logs for less than a colder class bills at least"
    assert lifecycle["Expiration"]["Days"] == 7
    assert lifecycle["NoncurrentVersionExpiration"]["NoncurrentDays"] == 30
    assert lifecycle["AbortIncompleteMultipartUpload"] == {"DaysAfterInitiation": 7}


def test_the_trail(account: Checkout) -> None:
    cloudtrail = account.client("cloudtrail")
    (trail,) = cloudtrail.describe_trails()["trailList"]
    assert {
        key: trail.get(key)
        for key in (
            "TrailARN",
            "S3BucketName",
            "S3KeyPrefix",
            "IsMultiRegionTrail",
            "IncludeGlobalServiceEvents",
            "LogFileValidationEnabled",
            "CloudWatchLogsLogGroupArn",
            "CloudWatchLogsRoleArn",
        )
    } == {
        "TrailARN": TRAIL,
        "S3BucketName": BUCKET,
        "S3KeyPrefix": None,
        "IsMultiRegionTrail": True,
        "IncludeGlobalServiceEvents": True,
        "LogFileValidationEnabled": True,
        "CloudWatchLogsLogGroupArn": f"{AUDIT_GROUP}:*",
        "CloudWatchLogsRoleArn": f"arn:aws:iam::{ACCOUNT}:role/{AUDIT_ROLE}",
    }
    assert cloudtrail.get_trail_status(Name=TRAIL)["IsLogging"] is True
    assert trail["HasCustomEventSelectors"] is False, "a trail without selectors records all management events"


def test_a_second_up_changes_nothing(account: Checkout) -> None:
    before = account.account()
    again = account.make("up")
    assert again.returncode == 0, again.stdout + again.stderr
    assert "37 unchanged" in again.stdout
    assert {word for word in ("create", "update", "replace", "delete") if f" to {word}" in again.stdout} == set()
    assert account.account() == before


def test_the_stack_files_are_as_git_has_them(account: Checkout, pristine: Any) -> None:
    for name in ("Pulumi.dev.yaml", "Pulumi.prod.yaml"):
        assert (account.path / name).read_text() == (pristine / name).read_text()


def test_verify_fails_on_what_was_broken_behind_the_stacks_back(account: Checkout) -> None:
    account.client("cloudtrail").stop_logging(Name="monitoring-dev-audit")
    try:
        broken = account.make("verify")
        assert broken.returncode != 0
        assert [line.split()[:3] for line in broken.stdout.splitlines() if line.lstrip().startswith("failed")] == [
            ["failed", "is", "logging"]
        ]
    finally:
        account.client("cloudtrail").start_logging(Name="monitoring-dev-audit")
    assert account.make("verify").returncode == 0


def test_refresh_shows_drift_and_up_mends_it(account: Checkout) -> None:
    account.client("logs").put_retention_policy(logGroupName="/monitoring/dev/audit-logs", retentionInDays=1)
    drift = account.pulumi("refresh", "--preview-only", "--diff", "--expect-no-changes")
    assert drift.returncode != 0
    assert "retentionInDays: 7 => 1" in drift.stdout
    assert account.pulumi("refresh", "--yes").returncode == 0
    mended = account.make("up")
    assert mended.returncode == 0, mended.stdout + mended.stderr
    assert "1 updated" in mended.stdout
    assert "36 unchanged" in mended.stdout
    test_the_log_groups(account)


def test_a_change_that_aws_cannot_make_in_place_replaces_only_that(account: Checkout) -> None:
    former = {flow_log["FlowLogId"] for flow_log in account.client("ec2").describe_flow_logs()["FlowLogs"]}
    stack_file = (account.path / "Pulumi.dev.yaml").read_text()
    assert account.pulumi("config", "set", "flowLogTraffic", "REJECT").returncode == 0
    try:
        replaced = account.make("up")
        assert replaced.returncode == 0, replaced.stdout + replaced.stderr
        assert "+-1 replaced" in replaced.stdout
        assert "36 unchanged" in replaced.stdout
        (flow_log,) = account.client("ec2").describe_flow_logs()["FlowLogs"]
        assert flow_log["TrafficType"] == "REJECT"
        assert flow_log["FlowLogId"] not in former
    finally:
        (account.path / "Pulumi.dev.yaml").write_text(stack_file)
        assert account.make("up").returncode == 0


def test_down_leaves_nothing_in_the_account_and_nothing_running(own_checkout: Checkout) -> None:
    """Asked of the account between the destroy and the end of the servers: `make down` is both."""
    started = own_checkout.make("env")
    assert started.returncode == 0, started.stderr
    empty = own_checkout.account()
    assert own_checkout.make("up").returncode == 0
    assert len(own_checkout.account() - empty) == 18
    destroyed = own_checkout.pulumi("destroy", "--yes")
    assert destroyed.returncode == 0, destroyed.stdout + destroyed.stderr
    assert own_checkout.account() == empty
    cloud = running_cloud(own_checkout.home)
    assert cloud is not None
    down = own_checkout.make("down")
    assert down.returncode == 0, down.stdout + down.stderr
    assert "the account is empty, and the sandbox is stopped" in down.stderr
    assert [server.process() for server in cloud.servers.values()] == [None, None]
    assert own_checkout.make("down").returncode == 0, "there is nothing to take down, and that is no error"
