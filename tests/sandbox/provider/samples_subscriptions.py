"""Samples of subscription filters, which send a log group's events to the streams."""

import json

from tests.sandbox.provider.sample import Sample, trust

PUT_RECORD = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": ["firehose:PutRecord", "kinesis:PutRecord"], "Resource": "*"}],
    }
)

SUBSCRIPTIONS = (
    Sample(
        "aws:iam/role:Role",
        "subscription-role",
        {"name": "subscription", "assumeRolePolicy": trust("logs.us-east-1.amazonaws.com")},
    ),
    Sample(
        "aws:iam/rolePolicy:RolePolicy",
        "subscription-policy",
        {"role": "{subscription-role}", "name": "put", "policy": PUT_RECORD},
    ),
    Sample(
        "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
        "subscription",
        {
            "logGroup": "{flow-group}",
            "name": "stream",
            "destinationArn": "{stream}",
            "filterPattern": "",
            "roleArn": "{subscription-role.arn}",
        },
        {
            "logGroup": "{flow-group}",
            "name": "stream",
            "destinationArn": "{stream}",
            "filterPattern": "REJECT",
            "roleArn": "{subscription-role.arn}",
            "distribution": "Random",
        },
    ),
    Sample(
        "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
        "subscription-of-delivery",
        {
            "logGroup": "{flow-group}",
            "name": "delivery",
            "destinationArn": "{delivery-stream}",
            "filterPattern": "REJECT",
            "roleArn": "{subscription-role.arn}",
        },
    ),
)
