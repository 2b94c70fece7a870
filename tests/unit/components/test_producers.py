from dataclasses import replace

import pytest

from components.documents import document
from components.naming import Naming
from components.producers import FlowLogDelivery, Producer, TrailDelivery
from logs.keys.flow_log_keys import FlowLogKeys, FlowLogLayout
from logs.keys.trail_keys import TrailKeys
from sandbox.iam import Decision, Principal, Request, evaluate

PARTITIONS = pytest.mark.parametrize(
    ("partition", "region"), [("aws", "us-east-1"), ("aws-us-gov", "us-gov-west-1"), ("aws-cn", "cn-north-1")]
)


@PARTITIONS
def test_what_a_trail_needs_of_a_log_group(naming: Naming, partition: str, region: str) -> None:
    there, trail = replace(naming, partition=partition, region=region), TrailDelivery("t")
    assert trail.log_group_trust(there) == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "AssumeRole",
                "Effect": "Allow",
                "Principal": {"Service": "cloudtrail.amazonaws.com"},
                "Action": "sts:AssumeRole",
                "Condition": {
                    "StringEquals": {
                        "aws:SourceArn": f"arn:{partition}:cloudtrail:{region}:123456789012:trail/t",
                        "aws:SourceAccount": "123456789012",
                    }
                },
            }
        ],
    }
    assert trail.log_group_permissions(there, "/g") == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "WriteTrailStreams",
                "Effect": "Allow",
                "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
                "Resource": f"arn:{partition}:logs:{region}:123456789012:log-group:/g:"
                f"log-stream:123456789012_CloudTrail_{region}*",
            }
        ],
    }


@PARTITIONS
def test_what_flow_logs_need_of_a_log_group(naming: Naming, partition: str, region: str) -> None:
    there, flow_logs = replace(naming, partition=partition, region=region), FlowLogDelivery()
    assert flow_logs.log_group_trust(there) == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "AssumeRole",
                "Effect": "Allow",
                "Principal": {"Service": "vpc-flow-logs.amazonaws.com"},
                "Action": "sts:AssumeRole",
                "Condition": {
                    "StringEquals": {"aws:SourceAccount": "123456789012"},
                    "ArnLike": {"aws:SourceArn": f"arn:{partition}:ec2:{region}:123456789012:vpc-flow-log/*"},
                },
            }
        ],
    }
    group = f"arn:{partition}:logs:{region}:123456789012:log-group:/g"
    assert flow_logs.log_group_permissions(there, "/g") == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "WriteFlowLogStreams",
                "Effect": "Allow",
                "Action": ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
                "Resource": [group, f"{group}:log-stream:*"],
            },
            {
                "Sid": "FindLogGroup",
                "Effect": "Allow",
                "Action": "logs:DescribeLogGroups",
                "Resource": "*",
            },
        ],
    }


def test_producers_are_told_apart_in_names() -> None:
    assert (TrailDelivery.key, FlowLogDelivery.key) == ("cloudtrail", "vpc-flow-logs")


ORGANIZATION = TrailDelivery("t", TrailKeys(organization="o-exampleorgid"))
TRAIL_ARN = "arn:aws:cloudtrail:us-east-1:123456789012:trail/t"
OTHER_TRAIL_ARN = "arn:aws:cloudtrail:us-east-1:123456789012:trail/other"
DELIVERY_ARN = "arn:aws:logs:us-east-1:123456789012:delivery-source:x"


def test_an_organizations_trail_may_write_for_the_whole_organization_too(naming: Naming) -> None:
    statements = ORGANIZATION.bucket_statements(naming, "b")
    assert statements[:2] == TrailDelivery("t").bucket_statements(naming, "b")
    assert statements[2:] == [
        {
            "Sid": "AWSCloudTrailOrganizationWrite20150319",
            "Effect": "Allow",
            "Principal": {"Service": "cloudtrail.amazonaws.com"},
            "Action": "s3:PutObject",
            "Resource": "arn:aws:s3:::b/AWSLogs/o-exampleorgid/*",
            "Condition": {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceArn": TRAIL_ARN}},
        }
    ]
    (streams,) = ORGANIZATION.log_group_permissions(naming, "/g")["Statement"]
    group = "arn:aws:logs:us-east-1:123456789012:log-group:/g:log-stream:"
    assert streams.get("Resource") == [f"{group}123456789012_CloudTrail_us-east-1*", f"{group}o-exampleorgid_*"]


@pytest.mark.parametrize(
    ("producer", "folders"),
    [
        (TrailDelivery("t"), ["AWSLogs/123456789012/"]),
        (TrailDelivery("t", TrailKeys(prefix="audit")), ["audit/AWSLogs/123456789012/"]),
        (
            TrailDelivery("t", TrailKeys(prefix="audit", organization="o-exampleorgid")),
            ["audit/AWSLogs/123456789012/", "audit/AWSLogs/o-exampleorgid/"],
        ),
        (FlowLogDelivery(), ["AWSLogs/123456789012/"]),
        (FlowLogDelivery(FlowLogKeys(FlowLogLayout.HOURLY)), ["AWSLogs/123456789012/"]),
        (FlowLogDelivery(FlowLogKeys(FlowLogLayout.HIVE_DAILY)), ["AWSLogs/aws-account-id=123456789012/"]),
        (
            FlowLogDelivery(FlowLogKeys(FlowLogLayout.HIVE_HOURLY, prefix="network/")),
            ["network/AWSLogs/aws-account-id=123456789012/"],
        ),
    ],
)
def test_a_producer_may_write_where_its_files_go(naming: Naming, producer: Producer, folders: list[str]) -> None:
    written = [
        statement.get("Resource")
        for statement in producer.bucket_statements(naming, "b")
        if statement["Action"] == "s3:PutObject"
    ]
    assert written == [f"arn:aws:s3:::b/{folder}*" for folder in folders]


def service(name: str) -> Principal:
    return Principal("Service", f"{name}.amazonaws.com")


def put(producer: str, key: str, **context: str) -> Request:
    said = {"s3:x-amz-acl": "bucket-owner-full-control", **_context(context)}
    return Request("s3:PutObject", f"arn:aws:s3:::b/{key}", service(producer), {k: (v,) for k, v in said.items()})


def _context(given: dict[str, str]) -> dict[str, str]:
    names = {"arn": "aws:SourceArn", "account": "aws:SourceAccount", "acl": "s3:x-amz-acl"}
    return {names[name]: value for name, value in given.items()}


TRAIL_KEY = "AWSLogs/123456789012/CloudTrail/us-east-1/2026/01/31/x.json.gz"
MEMBER_KEY = "AWSLogs/o-exampleorgid/210987654321/CloudTrail/us-east-1/2026/01/31/x.json.gz"
FLOW_KEY = "AWSLogs/123456789012/vpcflowlogs/us-east-1/2026/01/31/x.log.gz"


@pytest.mark.parametrize(
    ("producer", "request_", "decision"),
    [
        (TrailDelivery("t"), put("cloudtrail", TRAIL_KEY, arn=TRAIL_ARN), Decision.ALLOWED),
        (TrailDelivery("t"), put("cloudtrail", TRAIL_KEY, arn=OTHER_TRAIL_ARN), Decision.NOT_ALLOWED),
        (TrailDelivery("t"), put("cloudtrail", TRAIL_KEY), Decision.NOT_ALLOWED),
        (TrailDelivery("t"), put("cloudtrail", TRAIL_KEY, arn=TRAIL_ARN, acl="private"), Decision.NOT_ALLOWED),
        (TrailDelivery("t"), put("cloudtrail", MEMBER_KEY, arn=TRAIL_ARN), Decision.NOT_ALLOWED),
        (TrailDelivery("t"), put("delivery.logs", TRAIL_KEY, arn=TRAIL_ARN), Decision.NOT_ALLOWED),
        (ORGANIZATION, put("cloudtrail", MEMBER_KEY, arn=TRAIL_ARN), Decision.ALLOWED),
        (ORGANIZATION, put("cloudtrail", TRAIL_KEY, arn=TRAIL_ARN), Decision.ALLOWED),
        (
            ORGANIZATION,
            put("cloudtrail", MEMBER_KEY, arn=TRAIL_ARN.replace("123456789012", "210987654321")),
            Decision.NOT_ALLOWED,
        ),
        (
            ORGANIZATION,
            put("cloudtrail", MEMBER_KEY.replace("o-exampleorgid", "o-another00"), arn=TRAIL_ARN),
            Decision.NOT_ALLOWED,
        ),
        (
            FlowLogDelivery(),
            put("delivery.logs", FLOW_KEY, arn=DELIVERY_ARN, account="123456789012"),
            Decision.ALLOWED,
        ),
        (
            FlowLogDelivery(),
            put("delivery.logs", FLOW_KEY, arn=DELIVERY_ARN, account="210987654321"),
            Decision.NOT_ALLOWED,
        ),
        (FlowLogDelivery(), put("delivery.logs", FLOW_KEY, arn=DELIVERY_ARN), Decision.NOT_ALLOWED),
        (FlowLogDelivery(), put("delivery.logs", FLOW_KEY, account="123456789012"), Decision.NOT_ALLOWED),
        (
            FlowLogDelivery(FlowLogKeys(FlowLogLayout.HIVE_DAILY)),
            put("delivery.logs", FLOW_KEY, arn=DELIVERY_ARN, account="123456789012"),
            Decision.NOT_ALLOWED,
        ),
    ],
)
def test_who_may_write_to_the_bucket(naming: Naming, producer: Producer, request_: Request, decision: Decision) -> None:
    assert evaluate(dict(document(producer.bucket_statements(naming, "b"))), request_) == decision
