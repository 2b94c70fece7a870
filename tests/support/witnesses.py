"""Requests that show what a policy lets in: a delivery's, but for what is wrong."""

from typing import Any

from contract import Contract
from decision import explained
from request import Request

from tests.support.bucket_documents import ACCOUNT, ACL, ARN, CONTRACT, FOREIGN, TRAIL, good_statements

EVIL = f"arn:aws:cloudtrail:us-east-1:{FOREIGN}:trail/evil"
STRANGER = f"arn:aws:iam::{FOREIGN}:role/x"
LOG_FILE = f"CloudTrail/us-east-1/2026/01/31/{ACCOUNT}_CloudTrail_us-east-1_20260131T0000Z_x.json.gz"
FROM_US = {"aws:SourceArn": TRAIL, "aws:SourceAccount": ACCOUNT}
FROM_ELSEWHERE = {"aws:SourceArn": EVIL, "aws:SourceAccount": FOREIGN}
NEW_YEAR = "2026-01-01T00:00:00Z"
EXTRA_DELETE = good_statements()[1] | {"Sid": "Extra", "Action": "s3:DeleteObject", "Resource": f"{ARN}/*"}


def delivery(*without: str, context: dict[str, str] | None = None, **differently: Any) -> Request:
    """CloudTrail's delivery of a log file, but for what is given.

    Args:
        without: Keys that the request does not have.
        context: Keys that it has besides, or with other values.
        differently: What of the request is different.
    """
    keys = {"aws:SecureTransport": "true", **FROM_US, **ACL, **(context or {})}
    request = Request(
        ("Service", "cloudtrail.amazonaws.com"),
        "s3:PutObject",
        f"{ARN}/AWSLogs/{ACCOUNT}/{LOG_FILE}",
        {key: value for key, value in keys.items() if key not in without},
    )
    return request._replace(**differently)


def also(request: Request, context: dict[str, str]) -> Request:
    """The request with more keys, or other values of its own."""
    return request._replace(context={**request.context, **context})


def shown(text: str, contract: Contract = CONTRACT) -> dict[tuple[str, str], Request | None]:
    """The witness of each finding, by its element and its key."""
    return {(finding.element, finding.key): finding.witness for finding in explained(text, contract)}


DELETED = delivery(action="s3:DeleteObject")
