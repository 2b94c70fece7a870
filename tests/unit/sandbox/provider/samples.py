"""One resource of every declared type as a program would declare it, in an order in which they can be created.

`{type or name}` in a text stands for the id of what was created under that name before.
"""

import json
from dataclasses import dataclass

from sandbox.provider.values import Properties

ACCOUNT = "123456789012"
TRAIL_ARN = f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:trail/audit"
BUCKET = "audit-logs"


def trust(service: str) -> str:
    statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


WRITE_LOGS = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"], "Resource": "*"},
        ],
    }
)
DELIVERY = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "cloudtrail.amazonaws.com"},
                "Action": "s3:GetBucketAcl",
                "Resource": f"arn:aws:s3:::{BUCKET}",
                "Condition": {"StringEquals": {"aws:SourceArn": TRAIL_ARN}},
            },
            {
                "Effect": "Allow",
                "Principal": {"Service": "cloudtrail.amazonaws.com"},
                "Action": "s3:PutObject",
                "Resource": f"arn:aws:s3:::{BUCKET}/AWSLogs/{ACCOUNT}/*",
                "Condition": {
                    "StringEquals": {"aws:SourceArn": TRAIL_ARN, "s3:x-amz-acl": "bucket-owner-full-control"}
                },
            },
        ],
    }
)
GROUP_ARN = f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:/network/flow"


@dataclass(frozen=True)
class Sample:
    """A type, a resource's name and inputs, and inputs that change it in place (None: nothing does)."""

    kind: str
    name: str
    inputs: Properties
    changed: Properties | None = None


TAGS = {"Project": "unit", "Stage": "test"}
NEW_TAGS = {"Project": "changed", "Owner": "someone"}
LIFECYCLE_RULE: Properties = {
    "id": "expire",
    "status": "Enabled",
    "filter": {"prefix": ""},
    "expiration": {"days": 90},
    "transitions": [{"days": 30, "storageClass": "GLACIER"}],
    "noncurrentVersionExpiration": {"noncurrentDays": 7},
    "abortIncompleteMultipartUpload": {"daysAfterInitiation": 1},
}

SAMPLES = (
    Sample(
        "aws:ec2/vpc:Vpc",
        "vpc",
        {"cidrBlock": "10.0.0.0/16", "enableDnsHostnames": True, "tags": TAGS},
        {"cidrBlock": "10.0.0.0/16", "enableDnsHostnames": False, "enableDnsSupport": False, "tags": NEW_TAGS},
    ),
    Sample(
        "aws:ec2/subnet:Subnet",
        "subnet",
        {"vpcId": "{vpc}", "cidrBlock": "10.0.0.0/24", "availabilityZone": "us-east-1b", "tags": TAGS},
        {
            "vpcId": "{vpc}",
            "cidrBlock": "10.0.0.0/24",
            "availabilityZone": "us-east-1b",
            "mapPublicIpOnLaunch": True,
            "tags": NEW_TAGS,
        },
    ),
    Sample(
        "aws:ec2/internetGateway:InternetGateway",
        "gateway",
        {"vpcId": "{vpc}", "tags": TAGS},
        {"vpcId": "{vpc}", "tags": NEW_TAGS},
    ),
    Sample(
        "aws:ec2/routeTable:RouteTable",
        "table",
        {"vpcId": "{vpc}", "tags": TAGS},
        {"vpcId": "{vpc}", "tags": NEW_TAGS},
    ),
    Sample(
        "aws:ec2/route:Route",
        "route",
        {"routeTableId": "{table}", "destinationCidrBlock": "0.0.0.0/0", "gatewayId": "{gateway}"},
    ),
    Sample(
        "aws:ec2/routeTableAssociation:RouteTableAssociation",
        "association",
        {"routeTableId": "{table}", "subnetId": "{subnet}"},
    ),
    Sample(
        "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
        "group",
        {"vpcId": "{vpc}", "tags": TAGS},
        {
            "vpcId": "{vpc}",
            "tags": NEW_TAGS,
            "ingress": [{"protocol": "tcp", "fromPort": 443, "toPort": 443, "cidrBlocks": ["10.0.0.0/8"]}],
        },
    ),
    Sample(
        "aws:cloudwatch/logGroup:LogGroup",
        "flow-group",
        {"name": "/network/flow", "retentionInDays": 30, "tags": TAGS},
        {"name": "/network/flow", "tags": NEW_TAGS},
    ),
    Sample(
        "aws:iam/role:Role",
        "role",
        {"name": "flow", "assumeRolePolicy": trust("vpc-flow-logs.amazonaws.com"), "tags": TAGS},
        {
            "name": "flow",
            "assumeRolePolicy": trust("cloudtrail.amazonaws.com"),
            "description": "changed",
            "maxSessionDuration": 7200,
            "tags": NEW_TAGS,
        },
    ),
    Sample(
        "aws:iam/rolePolicy:RolePolicy",
        "role-policy",
        {"role": "{role}", "name": "write", "policy": WRITE_LOGS},
        {"role": "{role}", "name": "write", "policy": WRITE_LOGS.replace("Allow", "Deny")},
    ),
    Sample(
        "aws:ec2/flowLog:FlowLog",
        "flow-log",
        {
            "vpcId": "{vpc}",
            "trafficType": "ALL",
            "logDestinationType": "cloud-watch-logs",
            "logDestination": f"{GROUP_ARN}:*",
            "iamRoleArn": f"arn:aws:iam::{ACCOUNT}:role/flow",
            "maxAggregationInterval": 60,
            "tags": TAGS,
        },
    ),
    Sample(
        "aws:s3/bucket:Bucket",
        "bucket",
        {"bucket": BUCKET, "tags": TAGS},
        {"bucket": BUCKET, "forceDestroy": True, "tags": NEW_TAGS},
    ),
    Sample(
        "aws:s3/bucketPolicy:BucketPolicy",
        "bucket-policy",
        {"bucket": "{bucket}", "policy": DELIVERY},
        {"bucket": "{bucket}", "policy": DELIVERY.replace("{", '{"Id": "changed", ', 1)},
    ),
    Sample(
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        "block",
        {"bucket": "{bucket}", "blockPublicAcls": True, "blockPublicPolicy": True},
        {"bucket": "{bucket}", "blockPublicPolicy": True, "restrictPublicBuckets": True},
    ),
    Sample(
        "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
        "ownership",
        {"bucket": "{bucket}", "rule": {"objectOwnership": "BucketOwnerEnforced"}},
        {"bucket": "{bucket}", "rule": {"objectOwnership": "BucketOwnerPreferred"}},
    ),
    Sample(
        "aws:s3/bucketVersioning:BucketVersioning",
        "versioning",
        {"bucket": "{bucket}", "versioningConfiguration": {"status": "Enabled"}},
        {"bucket": "{bucket}", "versioningConfiguration": {"status": "Suspended"}},
    ),
    Sample(
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        "encryption",
        {"bucket": "{bucket}", "rules": [{"applyServerSideEncryptionByDefault": {"sseAlgorithm": "AES256"}}]},
        {
            "bucket": "{bucket}",
            "rules": [
                {"applyServerSideEncryptionByDefault": {"sseAlgorithm": "aws:kms"}, "bucketKeyEnabled": True},
            ],
        },
    ),
    Sample(
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        "lifecycle",
        {"bucket": "{bucket}", "rules": [LIFECYCLE_RULE, {"id": "b", "status": "Disabled", "expiration": {"days": 1}}]},
        {"bucket": "{bucket}", "rules": [{**LIFECYCLE_RULE, "expiration": {"days": 120}}]},
    ),
    Sample(
        "aws:cloudtrail/trail:Trail",
        "trail",
        {"name": "audit", "s3BucketName": "{bucket}", "enableLogFileValidation": True, "tags": TAGS},
        {
            "name": "audit",
            "s3BucketName": "{bucket}",
            "isMultiRegionTrail": True,
            "enableLogging": False,
            "eventSelectors": [{"readWriteType": "WriteOnly", "includeManagementEvents": True}],
            "tags": NEW_TAGS,
        },
    ),
)


def fill(declared: Properties, ids: dict[str, str]) -> Properties:
    """Return inputs with the ids of what exists in them."""
    return {name: ids.get(value[1:-1], value) if isinstance(value, str) else value for name, value in declared.items()}
