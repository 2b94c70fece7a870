"""Samples of KMS and SNS, which the others use."""

import json
from typing import Any

from tests.sandbox.provider.sample import ACCOUNT, NEW_TAGS, TAGS, TOPIC_ARN, TRAIL_ARN, Sample


def key_policy(*services: dict[str, Any]) -> str:
    """Return a key's policy that leaves it to its account's IAM, and lets services use it."""
    owner = {"Sid": "Owner", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Action": "kms:*"}
    statements = [{"Effect": "Allow", "Resource": "*", **statement} for statement in (owner, *services)]
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def topic_policy(**statement: Any) -> str:
    """Return a topic's policy that lets CloudTrail publish, with changes to its statement."""
    publish = {
        "Sid": "AWSCloudTrailSNSPolicy20131101",
        "Effect": "Allow",
        "Principal": {"Service": "cloudtrail.amazonaws.com"},
        "Action": "SNS:Publish",
        "Resource": TOPIC_ARN,
        "Condition": {"StringEquals": {"aws:SourceArn": TRAIL_ARN}},
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [{**publish, **statement}]})


TRAIL_ENCRYPTS = {
    "Sid": "TrailEncrypts",
    "Principal": {"Service": "cloudtrail.amazonaws.com"},
    "Action": "kms:GenerateDataKey*",
    "Condition": {
        "StringEquals": {"aws:SourceArn": TRAIL_ARN},
        "StringLike": {"kms:EncryptionContext:aws:cloudtrail:arn": f"arn:aws:cloudtrail:*:{ACCOUNT}:trail/*"},
    },
}
TRAIL_DECRYPTS = {**TRAIL_ENCRYPTS, "Sid": "TrailDecrypts", "Action": "kms:Decrypt"}
TRAIL_DESCRIBES = {
    "Sid": "TrailDescribes",
    "Principal": {"Service": "cloudtrail.amazonaws.com"},
    "Action": "kms:DescribeKey",
    "Condition": {"StringEquals": {"aws:SourceArn": TRAIL_ARN}},
}
LOGS_USE = {
    "Sid": "LogsUse",
    "Principal": {"Service": "logs.us-east-1.amazonaws.com"},
    "Action": ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
    "Condition": {
        "ArnLike": {"kms:EncryptionContext:aws:logs:arn": f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:/network/*"}
    },
}
SERVICES = (TRAIL_ENCRYPTS, TRAIL_DECRYPTS, TRAIL_DESCRIBES, LOGS_USE)

ENCRYPTION = (
    Sample(
        "aws:kms/key:Key",
        "key",
        {"policy": key_policy(*SERVICES), "enableKeyRotation": True, "deletionWindowInDays": 7, "tags": TAGS},
        {
            "policy": key_policy({"Sid": "Added", **LOGS_USE}, *SERVICES),
            "description": "changed",
            "deletionWindowInDays": 30,
            "tags": NEW_TAGS,
        },
    ),
    Sample("aws:kms/key:Key", "other-key", {}),
    Sample(
        "aws:kms/alias:Alias",
        "alias",
        {"name": "alias/audit", "targetKeyId": "{key}"},
        {"name": "alias/audit", "targetKeyId": "{other-key.arn}"},
    ),
    Sample(
        "aws:sns/topic:Topic",
        "topic",
        {"name": "audit", "kmsMasterKeyId": "{alias}", "tags": TAGS},
        {"name": "audit", "displayName": "changed", "tags": NEW_TAGS},
    ),
    Sample(
        "aws:sns/topicPolicy:TopicPolicy",
        "topic-policy",
        {"arn": "{topic}", "policy": topic_policy()},
        {"arn": "{topic}", "policy": topic_policy(Sid="Changed")},
    ),
)
