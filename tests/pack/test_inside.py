"""What the contract says of one concrete request."""

from dataclasses import replace
from typing import Any

import pytest
from contract import SERVICES
from globs import matches_arn
from hypothesis import given
from hypothesis import strategies as st
from inside import contains, is_source
from request import Request
from source import source_arns

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


COMPONENTS = (
    ["arn", "a"],
    ["aws", "aws-cn", ""],
    ["cloudtrail", "logs", "s3", ""],
    ["us-east-1", "", "*"],
    [ACCOUNT, FOREIGN, "222233334444", ""],
    ["trail/main", "trail/", "trail", "channel/x", "x:trail/y", "log-group:x:*", "", "trail/a\n"],
)
"""Components of ARNs: those of sources, and those that aren't."""


@given(
    st.tuples(*map(st.sampled_from, COMPONENTS)).map(":".join)
    | st.lists(st.sampled_from(["arn", "aws", "logs", ACCOUNT, ""]), max_size=8).map(":".join),
    st.sampled_from([(ACCOUNT,), (ACCOUNT, "222233334444"), ()]),
    st.lists(st.sampled_from([TRAIL, TRAIL.replace("us-east-1", "eu-west-1")]), max_size=2, unique=True).map(tuple),
)
def test_a_source_is_what_matches_a_form_of_a_service(arn: str, accounts: tuple[str, ...], trails: Any) -> None:
    contract = replace(CONTRACT, accounts=accounts, trails=trails if accounts else ())
    assert is_source(arn, contract) == any(
        matches_arn(form, arn)
        for service in SERVICES.values()
        for form in source_arns(service, contract.accounts, contract.sources)
    )
    assert not is_source(None, contract)


@given(st.sampled_from([TRAIL, TRAIL.replace("main", "other"), LOGS, LOGS.replace(ACCOUNT, FOREIGN)]))
def test_named_trails_are_the_only_sources_of_cloudtrail(arn: str) -> None:
    assert is_source(arn, replace(CONTRACT, trails=(TRAIL,))) == (arn in (TRAIL, LOGS))
