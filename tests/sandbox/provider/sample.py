"""What the samples of every service's types are made of."""

import json
from dataclasses import dataclass
from typing import cast

from sandbox.provider.values import Properties, Value

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
ACCESS_LOGS = "access-logs"
ACCESS_LOGGING = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "logging.s3.amazonaws.com"},
                "Action": ["s3:PutObject"],
                "Resource": [f"arn:aws:s3:::{ACCESS_LOGS}/*"],
                "Condition": {
                    "ArnLike": {"aws:SourceArn": f"arn:aws:s3:::{BUCKET}"},
                    "StringEquals": {"aws:SourceAccount": ACCOUNT},
                },
            }
        ],
    }
)
TOPIC_ARN = f"arn:aws:sns:us-east-1:{ACCOUNT}:audit"
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


def fill(declared: Properties, ids: dict[str, str]) -> Properties:
    """Return inputs with the ids of what exists in them, and its ARNs (`{name.arn}`)."""
    return {name: _fill(value, ids) for name, value in declared.items()}


def _fill(value: Value, ids: dict[str, str]) -> Value:
    if isinstance(value, list):
        return [_fill(item, ids) for item in cast("list[Value]", value)]
    return ids.get(value[1:-1], value) if isinstance(value, str) else value
