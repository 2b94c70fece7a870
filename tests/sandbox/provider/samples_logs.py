"""Samples of CloudWatch Logs and the roles that write to it."""

from tests.sandbox.provider.sample import NEW_TAGS, TAGS, WRITE_LOGS, Sample, trust

LOGS = (
    Sample(
        "aws:cloudwatch/logGroup:LogGroup",
        "flow-group",
        {"name": "/network/flow", "retentionInDays": 30, "kmsKeyId": "{key.arn}", "tags": TAGS},
        {"name": "/network/flow", "tags": NEW_TAGS},
    ),
    Sample(
        "aws:cloudwatch/logStream:LogStream",
        "log-stream",
        {"logGroupName": "{flow-group}", "name": "errors"},
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
)
