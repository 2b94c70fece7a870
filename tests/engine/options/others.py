"""What others made, for a stack to deliver to and to watch."""

import json
from collections.abc import Mapping
from typing import Any

from tests.engine.conftest import Checkout
from tests.engine.options.option import ACCOUNT

BUCKET = "others-logs"
AUDIT_GROUP = "/others/audit"
TRAFFIC_GROUP = "/others/traffic"
STREAM = "others-stream"
_TRAIL = f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:trail/monitoring-dev-audit"


def make_others(checkout: Checkout) -> dict[str, str]:
    """Make it all.

    Returns:
        What the tests call the things for which AWS chooses an id, to the id.
    """
    _bucket(checkout.client("s3"))
    for group in (AUDIT_GROUP, TRAFFIC_GROUP):
        checkout.client("logs").create_log_group(logGroupName=group)
    _stream(checkout.client("iam"), checkout.client("firehose"))
    organizations = checkout.client("organizations")
    organization = organizations.create_organization(FeatureSet="ALL")["Organization"]["Id"]
    organizations.enable_aws_service_access(ServicePrincipal="cloudtrail.amazonaws.com")
    return {**_network(checkout.client("ec2")), "<organization>": organization}


def remove_others(checkout: Checkout, names: Mapping[str, str]) -> None:
    """Take it all away again, `names` being what making it gave."""
    ec2 = checkout.client("ec2")
    ec2.delete_network_interface(NetworkInterfaceId=names["<interface>"])
    ec2.delete_subnet(SubnetId=names["<subnet>"])
    ec2.delete_vpc(VpcId=names["<vpc>"])
    checkout.client("firehose").delete_delivery_stream(DeliveryStreamName=STREAM)
    checkout.client("iam").delete_role(RoleName=STREAM)
    for group in (AUDIT_GROUP, TRAFFIC_GROUP):
        checkout.client("logs").delete_log_group(logGroupName=group)
    checkout.client("s3").delete_bucket(Bucket=BUCKET)
    checkout.client("organizations").delete_organization()


def _bucket(s3: Any) -> None:
    """A bucket whose owner lets the stack's trail in, as the program says that he has to."""
    s3.create_bucket(Bucket=BUCKET)
    cloudtrail = {"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"}}
    statements = [
        {
            **cloudtrail,
            "Sid": "Check",
            "Action": "s3:GetBucketAcl",
            "Resource": f"arn:aws:s3:::{BUCKET}",
            "Condition": {"StringEquals": {"aws:SourceArn": _TRAIL}},
        },
        {
            **cloudtrail,
            "Sid": "Write",
            "Action": "s3:PutObject",
            "Resource": f"arn:aws:s3:::{BUCKET}/AWSLogs/{ACCOUNT}/*",
            "Condition": {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceArn": _TRAIL}},
        },
    ]
    s3.put_bucket_policy(Bucket=BUCKET, Policy=json.dumps({"Version": "2012-10-17", "Statement": statements}))


def _stream(iam: Any, firehose: Any) -> None:
    trust = {
        "Sid": "AssumeRole",
        "Effect": "Allow",
        "Principal": {"Service": "firehose.amazonaws.com"},
        "Action": "sts:AssumeRole",
    }
    role = iam.create_role(
        RoleName=STREAM, AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    )
    firehose.create_delivery_stream(
        DeliveryStreamName=STREAM,
        ExtendedS3DestinationConfiguration={
            "RoleARN": role["Role"]["Arn"],
            "BucketARN": f"arn:aws:s3:::{BUCKET}",
        },
    )


def _network(ec2: Any) -> dict[str, str]:
    vpc = ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.9.0.0/24")["Subnet"]["SubnetId"]
    interface = ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]["NetworkInterfaceId"]
    return {"<vpc>": vpc, "<subnet>": subnet, "<interface>": interface}
