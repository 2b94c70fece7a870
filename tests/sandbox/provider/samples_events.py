"""Samples of EventBridge."""

import json

from sandbox.provider.values import Properties
from tests.sandbox.provider.sample import ACCOUNT, NEW_TAGS, TAGS, TOPIC_ARN, Sample
from tests.sandbox.provider.samples_queues import ALERTS_ARN, DEAD_LETTERS_ARN


def event_pattern(*names: str) -> str:
    return json.dumps({"source": ["aws.cloudtrail"], "detail": {"eventName": list(names)}})


_TARGET: Properties = {"rule": "{event-rule}", "targetId": "topic", "arn": TOPIC_ARN}

EVENTS = (
    Sample(
        "aws:cloudwatch/eventRule:EventRule",
        "event-rule",
        {
            "name": "trail-stopped",
            "description": "a trail stopped",
            "eventPattern": event_pattern("StopLogging", "DeleteTrail"),
            "tags": TAGS,
        },
        {"name": "trail-stopped", "eventPattern": event_pattern("StopLogging"), "state": "DISABLED", "tags": NEW_TAGS},
    ),
    Sample(
        "aws:cloudwatch/eventRule:EventRule",
        "schedule",
        {
            "name": "daily",
            "scheduleExpression": "rate(1 day)",
            "roleArn": f"arn:aws:iam::{ACCOUNT}:role/flow",
            "state": "DISABLED",
        },
        {"name": "daily", "scheduleExpression": "cron(0 6 * * ? *)", "forceDestroy": True},
    ),
    Sample(
        "aws:cloudwatch/eventTarget:EventTarget",
        "event-target",
        {
            **_TARGET,
            "deadLetterConfig": {"arn": DEAD_LETTERS_ARN},
            "retryPolicy": {"maximumEventAgeInSeconds": 3_600, "maximumRetryAttempts": 0},
            "inputTransformer": {
                "inputPaths": {"name": "$.detail.eventName", "at": "$.time"},
                "inputTemplate": '"<name> was called at <at>"',
            },
        },
        {**_TARGET, "retryPolicy": {"maximumRetryAttempts": 4}, "inputPath": "$.detail"},
    ),
    Sample(
        "aws:cloudwatch/eventTarget:EventTarget",
        "queue-target",
        {"rule": "{event-rule}", "targetId": "queue", "arn": ALERTS_ARN, "input": '{"what": "a trail stopped"}'},
        {"rule": "{event-rule}", "targetId": "queue", "arn": DEAD_LETTERS_ARN},
    ),
    Sample(
        "aws:cloudwatch/eventTarget:EventTarget",
        "group-target",
        {
            "rule": "{event-rule}",
            "targetId": "group",
            "arn": f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:/aws/events/monitoring",
        },
    ),
)
