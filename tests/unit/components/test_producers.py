from dataclasses import replace

import pytest

from components.naming import Naming
from components.producers import FlowLogDelivery, TrailDelivery

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
                "Resource": f"arn:{partition}:logs:{region}:123456789012:log-group:*",
            },
        ],
    }


def test_producers_are_told_apart_in_names() -> None:
    assert (TrailDelivery.key, FlowLogDelivery.key) == ("cloudtrail", "vpc-flow-logs")
