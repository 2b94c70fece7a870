"""What the contract says of one concrete request."""

from typing import Any

import pytest
from inside import contains
from request import Request

from tests.support.bucket_documents import ACCOUNT, ACL, ARN, CONTRACT, FOREIGN, TRAIL

TRAILS, DELIVERY = ("Service", "cloudtrail.amazonaws.com"), ("Service", "delivery.logs.amazonaws.com")
LOGS = f"arn:aws:logs:us-east-1:{ACCOUNT}:*"
OF_TRAIL = {"aws:SourceArn": TRAIL}
OF_LOGS = {"aws:SourceArn": LOGS, "aws:SourceAccount": ACCOUNT}
KEY = f"{ARN}/AWSLogs/{ACCOUNT}/x"


@pytest.mark.parametrize(
    ("principal", "action", "resource", "context"),
    [
        (TRAILS, "s3:GetBucketAcl", ARN, OF_TRAIL),
        (TRAILS, "s3:PutObject", KEY, OF_TRAIL | ACL),
        (TRAILS, "s3:PutObject", f"{ARN}/central/AWSLogs/o-exampleorgid/x", OF_TRAIL | ACL),
        (DELIVERY, "s3:GetBucketAcl", ARN, OF_LOGS),
        (DELIVERY, "s3:PutObject", KEY, OF_LOGS | ACL),
        (DELIVERY, "s3:PutObject", f"{ARN}/AWSLogs/aws-account-id={ACCOUNT}/x", OF_LOGS | ACL),
        pytest.param(TRAILS, "S3:PUTOBJECT", KEY, OF_TRAIL | ACL, id="case-of-the-action"),
        pytest.param(TRAILS, "s3:GetBucketAcl", ARN, {"AWS:SOURCEARN": TRAIL}, id="case-of-a-key"),
        pytest.param(TRAILS, "s3:GetBucketAcl", ARN, {"aws:SourceArn": LOGS}, id="the-other-services-source"),
    ],
)
def test_what_delivery_needs(principal: tuple[str, str], action: str, resource: str, context: dict[str, str]) -> None:
    assert contains(CONTRACT, Request(principal, action, resource, context))


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"principal": ("AWS", "delivery.logs.amazonaws.com")}, id="kind"),
        pytest.param({"principal": ("Service", "ec2.amazonaws.com")}, id="service"),
        pytest.param({"principal": ("Anonymous", "*")}, id="anonymous"),
        pytest.param({"action": "s3:DeleteObject"}, id="action"),
        pytest.param({"action": "s3:GetBucketAcl"}, id="ACL-check-of-an-object"),
        pytest.param({"resource": ARN}, id="PutObject-of-a-bucket"),
        pytest.param({"resource": f"{ARN}/AWSLogs/{FOREIGN}/x"}, id="folder"),
        pytest.param({"resource": f"{ARN}/AWSLogs/o-exampleorgid/x"}, id="folder-of-the-other-service"),
        pytest.param({"context": OF_LOGS}, id="no-ACL"),
        pytest.param({"context": OF_LOGS | {"s3:x-amz-acl": "public-read"}}, id="ACL"),
        pytest.param({"context": {"aws:SourceAccount": ACCOUNT} | ACL}, id="no-source"),
        pytest.param({"context": OF_LOGS | ACL | {"aws:SourceArn": LOGS.replace(ACCOUNT, FOREIGN)}}, id="source"),
        pytest.param({"context": OF_LOGS | ACL | {"aws:SourceArn": "arn:aws:s3:::x"}}, id="source-of-another-kind"),
        pytest.param({"context": {"aws:SourceArn": LOGS} | ACL}, id="no-account"),
        pytest.param({"context": OF_LOGS | ACL | {"aws:SourceAccount": FOREIGN}}, id="account"),
    ],
)
def test_what_delivery_does_not_need(changes: dict[str, Any]) -> None:
    needed: dict[str, Any] = {
        "principal": DELIVERY,
        "action": "s3:PutObject",
        "resource": KEY,
        "context": OF_LOGS | ACL,
    }
    assert not contains(CONTRACT, Request(**needed | changes))
