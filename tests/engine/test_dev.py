"""What the stack dev is, as boto3 reads it back: the network, the sinks, the trail and the lake."""

import json
from typing import Any

import pytest

from tests.engine.conftest import Checkout
from tests.engine.options.lake_names import TRAIL_QUERIES

pytestmark = pytest.mark.engine

ACCOUNT = "123456789012"
BUCKET = f"monitoring-dev-logs-{ACCOUNT}-us-east-1"
RESULTS = f"monitoring-dev-lake-{ACCOUNT}-us-east-1"
LAKE = "monitoring-dev-lake"
TRAIL = f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:trail/monitoring-dev-audit"
AUDIT_GROUP = f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:/monitoring/dev/audit-logs"
TRAFFIC_GROUP = f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:/monitoring/dev/traffic-logs"
AUDIT_ROLE = "monitoring-dev-audit-logs-cloudtrail"
TRAFFIC_ROLE = "monitoring-dev-traffic-logs-vpc-flow-logs"

FLOW_LOG_FIELDS = (
    *("version", "account-id", "interface-id", "srcaddr", "dstaddr", "srcport", "dstport", "protocol"),
    *("packets", "bytes", "start", "end", "action", "log-status"),
    *("vpc-id", "subnet-id", "instance-id", "tcp-flags", "type", "pkt-srcaddr", "pkt-dstaddr", "az-id"),
    *("pkt-src-aws-service", "pkt-dst-aws-service", "flow-direction", "traffic-path", "reject-reason"),
)

WITHOUT_TLS = {
    "Sid": "DenyInsecureTransport",
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:*",
    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
}

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
        {**WITHOUT_TLS, "Resource": [f"arn:aws:s3:::{BUCKET}", f"arn:aws:s3:::{BUCKET}/*"]},
    ],
}


def tags(found: list[dict[str, str]]) -> dict[str, str]:
    return {tag["Key"]: tag["Value"] for tag in found}


def common_tags(name: str) -> dict[str, str]:
    ours = {"ManagedBy": "pulumi", "Monitoring": "monitoring-dev", "Project": "aws-monitoring-baseline", "Stack": "dev"}
    return {**ours, "Name": name}


@pytest.fixture(scope="module")
def account(checkout: Checkout) -> Checkout:
    """The account after the first `make up`, from a checkout that has no sandbox."""
    up = checkout.make("up")
    assert up.returncode == 0, up.stdout + up.stderr
    return checkout


@pytest.fixture
def vpc_id(account: Checkout) -> str:
    found = account.client("ec2").describe_vpcs(Filters=[{"Name": "is-default", "Values": ["false"]}])["Vpcs"]
    assert [vpc["CidrBlock"] for vpc in found] == ["10.0.0.0/16"]
    return found[0]["VpcId"]


def of_vpc(vpc_id: str) -> list[dict[str, Any]]:
    return [{"Name": "vpc-id", "Values": [vpc_id]}]


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
        for key in (
            *("ResourceId", "TrafficType", "MaxAggregationInterval", "LogDestinationType", "LogDestination"),
            "LogFormat",
        )
    } == {
        "ResourceId": vpc_id,
        "LogFormat": " ".join(f"${{{field}}}" for field in FLOW_LOG_FIELDS),
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
        "/aws/events/monitoring/dev/urgent-detections": 7,
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
                (("logs:DescribeLogGroups",), ("*",)),
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


def test_only_these_roles_and_these_buckets(account: Checkout) -> None:
    assert {role["RoleName"] for role in account.client("iam").list_roles()["Roles"]} == {AUDIT_ROLE, TRAFFIC_ROLE}
    assert {bucket["Name"] for bucket in account.client("s3").list_buckets()["Buckets"]} == {BUCKET, RESULTS}


def assert_private(s3: Any, bucket: str) -> None:
    assert set(s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"].items()) == {
        ("BlockPublicAcls", True),
        ("BlockPublicPolicy", True),
        ("IgnorePublicAcls", True),
        ("RestrictPublicBuckets", True),
    }
    ownership = s3.get_bucket_ownership_controls(Bucket=bucket)["OwnershipControls"]["Rules"]
    assert ownership == [{"ObjectOwnership": "BucketOwnerEnforced"}]
    (encryption,) = s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]["Rules"]
    assert encryption["ApplyServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}


def test_the_log_bucket(account: Checkout) -> None:
    s3 = account.client("s3")
    assert json.loads(s3.get_bucket_policy(Bucket=BUCKET)["Policy"]) == BUCKET_POLICY
    assert s3.get_bucket_versioning(Bucket=BUCKET)["Status"] == "Enabled"
    assert_private(s3, BUCKET)
    (lifecycle,) = s3.get_bucket_lifecycle_configuration(Bucket=BUCKET)["Rules"]
    assert lifecycle["Status"] == "Enabled"
    assert "Transitions" not in lifecycle, "the cheapest stack keeps logs for less than a colder class bills at least"
    assert lifecycle["Expiration"]["Days"] == 7
    assert lifecycle["NoncurrentVersionExpiration"]["NoncurrentDays"] == 30
    assert lifecycle["AbortIncompleteMultipartUpload"] == {"DaysAfterInitiation": 7}


def test_the_results_of_queries(account: Checkout) -> None:
    s3 = account.client("s3")
    denied = {**WITHOUT_TLS, "Resource": [f"arn:aws:s3:::{RESULTS}", f"arn:aws:s3:::{RESULTS}/*"]}
    assert json.loads(s3.get_bucket_policy(Bucket=RESULTS)["Policy"])["Statement"] == [denied]
    assert_private(s3, RESULTS)
    (lifecycle,) = s3.get_bucket_lifecycle_configuration(Bucket=RESULTS)["Rules"]
    assert (lifecycle["Status"], lifecycle["Expiration"]["Days"]) == ("Enabled", 30)


def test_the_workgroup(account: Checkout) -> None:
    athena = account.client("athena")
    configuration = athena.get_work_group(WorkGroup=LAKE)["WorkGroup"]["Configuration"]
    assert configuration["EnforceWorkGroupConfiguration"] is True
    assert configuration["PublishCloudWatchMetricsEnabled"] is True
    assert configuration["BytesScannedCutoffPerQuery"] == 100 * 2**30
    assert configuration["ResultConfiguration"] == {
        "OutputLocation": f"s3://{RESULTS}/results/",
        "EncryptionConfiguration": {"EncryptionOption": "SSE_S3"},
        "ExpectedBucketOwner": ACCOUNT,
    }


def test_the_saved_queries(account: Checkout) -> None:
    athena = account.client("athena")
    saved = [
        athena.get_named_query(NamedQueryId=identity)["NamedQuery"]
        for identity in athena.list_named_queries(WorkGroup=LAKE)["NamedQueryIds"]
    ]
    assert sorted(query["Name"] for query in saved) == [f"trail-{query}" for query in TRAIL_QUERIES]
    for query in saved:
        assert query["Database"] == "monitoring_dev"
        assert 'FROM "monitoring_dev"."trail_events"' in query["QueryString"]


def test_the_table_of_events(account: Checkout) -> None:
    """What is in it and where is the unit tests' business; here, that Glue took it as it is."""
    (table,) = account.client("glue").get_tables(DatabaseName="monitoring_dev")["TableList"]
    assert (table["Name"], table["TableType"]) == ("trail_events", "EXTERNAL_TABLE")
    assert [key["Name"] for key in table["PartitionKeys"]] == ["aws_account_id", "aws_region", "day"]
    assert table["StorageDescriptor"]["Location"] == f"s3://{BUCKET}/AWSLogs/"
    parameters = table["Parameters"]
    assert parameters["projection.enabled"] == "true"
    assert parameters["projection.aws_account_id.values"] == ACCOUNT
    assert parameters["projection.day.range"] == "NOW-7DAYS,NOW"
    assert parameters["storage.location.template"] == (
        f"s3://{BUCKET}/AWSLogs/${{aws_account_id}}/CloudTrail/${{aws_region}}/${{day}}/"
    )


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
