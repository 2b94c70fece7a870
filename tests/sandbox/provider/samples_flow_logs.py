"""Samples of VPC flow logs: of a VPC (several), a subnet and a network interface, to each kind of destination."""

import json

from tests.sandbox.provider.sample import ACCOUNT, GROUP_ARN, NEW_TAGS, TAGS, Sample

FLOW_BUCKET = "flow-records"
STREAM_ARN = f"arn:aws:firehose:us-east-1:{ACCOUNT}:deliverystream/flow-logs"
CUSTOM_FORMAT = "${version} ${vpc-id} ${subnet-id} ${pkt-srcaddr} ${flow-direction} ${reject-reason}"


def flow_delivery(*folders: str) -> str:
    """Return the documented policy that lets the delivery service write into folders of a bucket."""
    source = {
        "StringEquals": {"aws:SourceAccount": ACCOUNT},
        "ArnLike": {"aws:SourceArn": f"arn:aws:logs:us-east-1:{ACCOUNT}:*"},
    }
    acl = {"StringEquals": {**source["StringEquals"], "s3:x-amz-acl": "bucket-owner-full-control"}}
    service = {"Effect": "Allow", "Principal": {"Service": "delivery.logs.amazonaws.com"}}
    bucket = f"arn:aws:s3:::{FLOW_BUCKET}"
    write = {
        **service,
        "Action": "s3:PutObject",
        "Resource": [f"{bucket}/{folder}*" for folder in folders],
        "Condition": {**source, **acl},
    }
    check = {**service, "Action": "s3:GetBucketAcl", "Resource": bucket, "Condition": source}
    return json.dumps({"Version": "2012-10-17", "Statement": [write, check]})


FLOW_LOGS = (
    Sample(
        "aws:ec2/networkInterface:NetworkInterface",
        "interface",
        {"subnetId": "{subnet}", "description": "logged", "privateIps": ["10.0.0.10"], "tags": TAGS},
        {
            "subnetId": "{subnet}",
            "privateIps": ["10.0.0.10"],
            "sourceDestCheck": False,
            "tags": NEW_TAGS,
        },
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
    Sample("aws:s3/bucket:Bucket", "flow-bucket", {"bucket": FLOW_BUCKET}),
    Sample(
        "aws:s3/bucketPolicy:BucketPolicy",
        "flow-bucket-policy",
        {
            "bucket": "{flow-bucket}",
            "policy": flow_delivery(f"AWSLogs/{ACCOUNT}/", f"vpc/AWSLogs/aws-account-id={ACCOUNT}/"),
        },
    ),
    Sample(
        "aws:ec2/flowLog:FlowLog",
        "flow-log-to-bucket",
        {
            "vpcId": "{vpc}",
            "trafficType": "ALL",
            "logDestinationType": "s3",
            "logDestination": f"arn:aws:s3:::{FLOW_BUCKET}",
            "destinationOptions": {
                "fileFormat": "plain-text",
                "hiveCompatiblePartitions": False,
                "perHourPartition": False,
            },
        },
    ),
    Sample(
        "aws:ec2/flowLog:FlowLog",
        "flow-log-to-folder",
        {
            "subnetId": "{subnet}",
            "trafficType": "REJECT",
            "logDestinationType": "s3",
            "logDestination": f"arn:aws:s3:::{FLOW_BUCKET}/vpc/",
            "logFormat": CUSTOM_FORMAT,
            "destinationOptions": {
                "fileFormat": "parquet",
                "hiveCompatiblePartitions": True,
                "perHourPartition": True,
            },
        },
    ),
    Sample(
        "aws:ec2/flowLog:FlowLog",
        "flow-log-to-stream",
        {
            "eniId": "{interface}",
            "trafficType": "ACCEPT",
            "logDestinationType": "kinesis-data-firehose",
            "logDestination": STREAM_ARN,
            "tags": TAGS,
        },
    ),
)
