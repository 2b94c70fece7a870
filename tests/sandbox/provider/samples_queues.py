"""Samples of SQS, and of SNS's subscriptions."""

import json
from typing import Any

from tests.sandbox.provider.sample import ACCOUNT, NEW_TAGS, TAGS, TOPIC_ARN, Sample

ALERTS_ARN = f"arn:aws:sqs:us-east-1:{ACCOUNT}:alerts"
DEAD_LETTERS_ARN = f"arn:aws:sqs:us-east-1:{ACCOUNT}:dead-letters"


def queue_policy(queue: str, service: str = "sns.amazonaws.com", source: str = TOPIC_ARN, **changes: Any) -> str:
    """Return a queue's policy that lets a service send, with changes to its statement."""
    send = {
        "Sid": "Send",
        "Effect": "Allow",
        "Principal": {"Service": service},
        "Action": "sqs:SendMessage",
        "Resource": queue,
        "Condition": {"ArnEquals": {"aws:SourceArn": source}},
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [{**send, **changes}]})


def redrive(received: int) -> str:
    return json.dumps({"deadLetterTargetArn": DEAD_LETTERS_ARN, "maxReceiveCount": received})


_SUBSCRIBED = {"topic": "{topic}", "protocol": "sqs", "endpoint": "{queue.arn}"}

QUEUES = (
    Sample(
        "aws:sqs/queue:Queue",
        "dead-letters",
        {"name": "dead-letters", "sqsManagedSseEnabled": True, "messageRetentionSeconds": 1_209_600},
    ),
    Sample(
        "aws:sqs/queue:Queue",
        "queue",
        {
            "name": "alerts",
            "kmsMasterKeyId": "{alias}",
            "kmsDataKeyReusePeriodSeconds": 300,
            "redrivePolicy": redrive(3),
            "visibilityTimeoutSeconds": 60,
            "tags": TAGS,
        },
        {
            "name": "alerts",
            "delaySeconds": 5,
            "receiveWaitTimeSeconds": 10,
            "maxMessageSize": 1_024,
            "redrivePolicy": redrive(5),
            "sqsManagedSseEnabled": True,
            "tags": NEW_TAGS,
        },
    ),
    Sample(
        "aws:sqs/queuePolicy:QueuePolicy",
        "queue-policy",
        {"queueUrl": "{queue}", "policy": queue_policy(ALERTS_ARN)},
        {"queueUrl": "{queue}", "policy": queue_policy(ALERTS_ARN, Sid="Changed")},
    ),
    Sample(
        "aws:sns/topicSubscription:TopicSubscription",
        "queue-subscription",
        {
            **_SUBSCRIBED,
            "filterPolicy": json.dumps({"severity": ["high", "critical"]}),
            "redrivePolicy": json.dumps({"deadLetterTargetArn": DEAD_LETTERS_ARN}),
        },
        {
            **_SUBSCRIBED,
            "rawMessageDelivery": True,
            "filterPolicy": json.dumps({"severity": ["high"]}),
            "filterPolicyScope": "MessageBody",
        },
    ),
    Sample(
        "aws:sns/topicSubscription:TopicSubscription",
        "mail-subscription",
        {"topic": "{topic}", "protocol": "email", "endpoint": "security@example.com"},
    ),
    Sample(
        "aws:sns/topicSubscription:TopicSubscription",
        "web-subscription",
        {
            "topic": "{topic}",
            "protocol": "https",
            "endpoint": "https://alerts.example.com/sns",
            "endpointAutoConfirms": True,
        },
    ),
    Sample(
        "aws:sns/topicSubscription:TopicSubscription",
        "function-subscription",
        {
            "topic": "{topic}",
            "protocol": "lambda",
            "endpoint": f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:notify",
        },
    ),
)
