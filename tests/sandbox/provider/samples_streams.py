"""Samples of Kinesis streams, and of delivery streams to S3."""

import json

from sandbox.provider.values import Properties
from tests.sandbox.provider.sample import ACCOUNT, BUCKET, NEW_TAGS, TAGS, Sample, trust

FIREHOSE_ROLE = f"arn:aws:iam::{ACCOUNT}:role/firehose"
READ_STREAM = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "kinesis:*", "Resource": "*"}],
    }
)
DESTINATION: Properties = {
    "bucketArn": f"arn:aws:s3:::{BUCKET}",
    "roleArn": FIREHOSE_ROLE,
    "prefix": "firehose/flows/year=!{timestamp:yyyy}/",
    "errorOutputPrefix": "firehose-errors/!{firehose:error-output-type}/",
    "bufferingSize": 64,
    "bufferingInterval": 60,
    "compressionFormat": "GZIP",
    "fileExtension": ".log.gz",
    "customTimeZone": "UTC",
    "s3BackupMode": "Disabled",
    "kmsKeyArn": f"arn:aws:kms:us-east-1:{ACCOUNT}:key/0b1d9e9a-0000-4000-8000-000000000000",
    "cloudwatchLoggingOptions": {"enabled": True, "logGroupName": "/errors", "logStreamName": "s3"},
    "processingConfiguration": {
        "enabled": True,
        "processors": [
            {
                "type": "Decompression",
                "parameters": [{"parameterName": "CompressionFormat", "parameterValue": "GZIP"}],
            },
            {
                "type": "CloudWatchLogProcessing",
                "parameters": [{"parameterName": "DataMessageExtraction", "parameterValue": "true"}],
            },
            {
                "type": "AppendDelimiterToRecord",
                "parameters": [{"parameterName": "Delimiter", "parameterValue": "\\n"}],
            },
        ],
    },
    "dynamicPartitioningConfiguration": {"enabled": True, "retryDuration": 300},
}

STREAMS = (
    Sample(
        "aws:kinesis/stream:Stream",
        "on-demand-stream",
        {
            "name": "on-demand",
            "streamModeDetails": {"streamMode": "ON_DEMAND"},
            "retentionPeriod": 48,
            "encryptionType": "KMS",
            "kmsKeyId": "alias/aws/kinesis",
            "tags": TAGS,
        },
        {
            "name": "on-demand",
            "streamModeDetails": {"streamMode": "PROVISIONED"},
            "shardCount": 2,
            "retentionPeriod": 24,
            "tags": NEW_TAGS,
        },
    ),
    Sample(
        "aws:kinesis/stream:Stream",
        "stream",
        {"name": "provisioned", "shardCount": 1},
        {
            "name": "provisioned",
            "shardCount": 2,
            "retentionPeriod": 168,
            "enforceConsumerDeletion": True,
            "encryptionType": "KMS",
            "kmsKeyId": "alias/aws/kinesis",
        },
    ),
    Sample(
        "aws:iam/role:Role",
        "firehose-role",
        {"name": "firehose", "assumeRolePolicy": trust("firehose.amazonaws.com")},
    ),
    Sample(
        "aws:iam/rolePolicy:RolePolicy",
        "firehose-policy",
        {"role": "{firehose-role}", "name": "read", "policy": READ_STREAM},
    ),
    Sample(
        "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
        "delivery-stream",
        {
            "name": "flows",
            "destination": "extended_s3",
            "extendedS3Configuration": DESTINATION,
            "serverSideEncryption": {"enabled": True},
            "tags": TAGS,
        },
        {
            "name": "flows",
            "destination": "extended_s3",
            "extendedS3Configuration": {
                "bucketArn": f"arn:aws:s3:::{BUCKET}",
                "roleArn": FIREHOSE_ROLE,
                "bufferingSize": 128,
                "dynamicPartitioningConfiguration": {"enabled": True, "retryDuration": 60},
            },
            "tags": NEW_TAGS,
        },
    ),
    Sample(
        "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
        "delivery-from-stream",
        {
            "name": "from-stream",
            "destination": "extended_s3",
            "kinesisSourceConfiguration": {
                "kinesisStreamArn": f"arn:aws:kinesis:us-east-1:{ACCOUNT}:stream/provisioned",
                "roleArn": FIREHOSE_ROLE,
            },
            "extendedS3Configuration": {"bucketArn": f"arn:aws:s3:::{BUCKET}", "roleArn": FIREHOSE_ROLE},
        },
        {
            "name": "from-stream",
            "destination": "extended_s3",
            "kinesisSourceConfiguration": {
                "kinesisStreamArn": f"arn:aws:kinesis:us-east-1:{ACCOUNT}:stream/provisioned",
                "roleArn": FIREHOSE_ROLE,
            },
            "extendedS3Configuration": {
                "bucketArn": f"arn:aws:s3:::{BUCKET}",
                "roleArn": FIREHOSE_ROLE,
                "prefix": "archive/",
                "bufferingInterval": 0,
            },
        },
    ),
    Sample(
        "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
        "delivery-of-flow-logs",
        {
            "name": "flow-logs",
            "destination": "extended_s3",
            "extendedS3Configuration": {"bucketArn": f"arn:aws:s3:::{BUCKET}", "roleArn": FIREHOSE_ROLE},
            "tags": {"LogDeliveryEnabled": "true"},
        },
    ),
)
