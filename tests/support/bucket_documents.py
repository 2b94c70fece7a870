"""A complete good policy of a log bucket, to be varied by tests."""

import copy
import json
from typing import Any

from bucket_policy import findings_in
from contract import Contract

ACCOUNT = "111122223333"
FOREIGN = "999999999999"
BUCKET = "example-logs"
ARN = f"arn:aws:s3:::{BUCKET}"
TRAIL = f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:trail/main"
ACL = {"s3:x-amz-acl": "bucket-owner-full-control"}

CONTRACT = Contract(
    bucket=BUCKET,
    partition="aws",
    accounts=(ACCOUNT,),
    organization="o-exampleorgid",
    key_prefixes=("", "central/"),
)

PLAIN = Contract(bucket=BUCKET, partition="aws", accounts=(ACCOUNT,))
"""The contract without an organization, and with the root of the bucket alone."""

_GOOD: list[dict[str, Any]] = [
    {
        "Sid": "TrailAcl",
        "Effect": "Allow",
        "Principal": {"Service": "cloudtrail.amazonaws.com"},
        "Action": "s3:GetBucketAcl",
        "Resource": ARN,
        "Condition": {"StringEquals": {"aws:SourceArn": TRAIL}},
    },
    {
        "Sid": "TrailPut",
        "Effect": "Allow",
        "Principal": {"Service": "cloudtrail.amazonaws.com"},
        "Action": "s3:PutObject",
        "Resource": f"{ARN}/AWSLogs/{ACCOUNT}/*",
        "Condition": {"StringEquals": {"aws:SourceArn": TRAIL, **ACL}},
    },
    {
        "Sid": "FlowPut",
        "Effect": "Allow",
        "Principal": {"Service": "delivery.logs.amazonaws.com"},
        "Action": "s3:PutObject",
        "Resource": f"{ARN}/AWSLogs/{ACCOUNT}/*",
        "Condition": {
            "StringEquals": {"aws:SourceAccount": ACCOUNT, **ACL},
            "ArnLike": {"aws:SourceArn": f"arn:aws:logs:us-east-1:{ACCOUNT}:*"},
        },
    },
    {
        "Sid": "FlowAcl",
        "Effect": "Allow",
        "Principal": {"Service": "delivery.logs.amazonaws.com"},
        "Action": "s3:GetBucketAcl",
        "Resource": ARN,
        "Condition": {
            "StringEquals": {"aws:SourceAccount": ACCOUNT},
            "ArnLike": {"aws:SourceArn": f"arn:aws:logs:us-east-1:{ACCOUNT}:*"},
        },
    },
    {
        "Sid": "TlsOnly",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [ARN, f"{ARN}/*"],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    },
]

SOURCE_BUCKET = "arn:aws:s3:::sources"
ACCESS_LOGS: dict[str, Any] = {
    "Sid": "AccessLogs",
    "Effect": "Allow",
    "Principal": {"Service": "logging.s3.amazonaws.com"},
    "Action": "s3:PutObject",
    "Resource": f"{ARN}/*",
    "Condition": {
        "ArnLike": {"aws:SourceArn": SOURCE_BUCKET},
        "StringEquals": {"aws:SourceAccount": ACCOUNT},
    },
}
"""What S3 needs to deliver server access logs."""


def good_statements() -> list[dict[str, Any]]:
    """The statements that CloudTrail and flow logs need, and a Deny without TLS: a fresh copy."""
    return copy.deepcopy(_GOOD)


def document(statements: list[Any]) -> str:
    """The text of a policy of these statements."""
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def good_with(**changes: Any) -> str:
    """A good policy with one more statement: a good PutObject of CloudTrail, named Extra, with these elements changed.

    Args:
        changes: Elements to replace; None removes one.
    """
    extra = good_statements()[1] | {"Sid": "Extra"} | changes
    return document([*good_statements(), {name: value for name, value in extra.items() if value is not None}])


def found(text: str, contract: Contract = CONTRACT) -> set[tuple[str, str, str]]:
    """(kind, statement, element) of every finding."""
    return {(finding.kind, finding.statement, finding.element) for finding in findings_in(text, contract)}


def condition(**operators: Any) -> dict[str, Any]:
    """A Condition with the ACL required, and what is given by operator."""
    equals = ACL | operators.pop("StringEquals", {})
    return {"StringEquals": equals, **operators}


def arn(value: str | list[str], operator: str = "ArnLike") -> dict[str, Any]:
    """A Condition with the ACL required, and aws:SourceArn compared with a value."""
    return condition(**{operator: {"aws:SourceArn": value}})
