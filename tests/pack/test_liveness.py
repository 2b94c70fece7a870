"""Whether logs would arrive through a document that grants nothing too much."""

import json
from dataclasses import replace
from typing import Any

import pytest
from decision import decide
from findings import Finding

from tests.support.bucket_documents import ACCOUNT, ACL, ARN, CONTRACT, FOREIGN, TRAIL, document, good_statements

FOLDER = f"{ARN}/AWSLogs/{ACCOUNT}"
EVERYTHING = [ARN, f"{ARN}/*"]
SERVICES = ["cloudtrail.amazonaws.com", "delivery.logs.amazonaws.com"]
NOT_SERVICES = {"Bool": {"aws:PrincipalIsAWSService": "false"}}


def inert(text: str) -> list[tuple[str, str]]:
    """Statement and element of each finding, all of which have to be "inert"."""
    findings = decide(text, CONTRACT)
    assert {finding.kind for finding in findings} <= {"inert"}, findings
    return [(finding.statement, finding.element) for finding in findings]


def with_deny(**elements: Any) -> str:
    """A good policy, with one more Deny: of everything to everyone, with these elements changed."""
    deny = {"Sid": "D", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": EVERYTHING} | elements
    return document([*good_statements(), {name: value for name, value in deny.items() if value is not None}])


def trail_with(index: int, **elements: Any) -> str:
    """What a trail needs, the ACL check (0) or PutObject (1) with these elements changed."""
    statements = good_statements()[:2]
    statements[index] |= elements
    return document(statements)


@pytest.mark.parametrize(
    "elements",
    [
        pytest.param({}, id="everything"),
        pytest.param({"Principal": {"AWS": "*"}}, id="every-AWS"),
        pytest.param({"Principal": {"Service": SERVICES}}, id="the-services"),
        pytest.param({"Principal": None, "NotPrincipal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}}, id="NotPrincipal"),
        pytest.param({"Action": "*"}, id="all-actions"),
        pytest.param({"Action": None, "NotAction": "s3:GetObject"}, id="NotAction"),
        pytest.param({"Resource": None, "NotResource": f"{ARN}/other/*"}, id="NotResource"),
        pytest.param({"Condition": {"Bool": {"aws:SecureTransport": "true"}}}, id="TLS-inverted"),
        pytest.param({"Condition": {"Bool": {"aws:SecureTransport": True}}}, id="TLS-inverted-boolean"),
        pytest.param({"Condition": {"Null": {"aws:SecureTransport": "false"}}}, id="TLS-known"),
        pytest.param({"Condition": {"NumericGreaterThan": {"s3:TlsVersion": "1.0"}}}, id="TLS-version-inverted"),
        pytest.param({"Condition": {"Bool": {"aws:PrincipalIsAWSService": "true"}}}, id="only-services"),
        pytest.param({"Condition": {"StringNotEquals": {"aws:PrincipalOrgID": "o-exampleorgid"}}}, id="organization"),
        pytest.param({"Condition": {"StringNotLike": {"aws:PrincipalOrgPaths": "o-a/r-b/*"}}}, id="organization-path"),
        pytest.param({"Condition": {"StringNotEquals": {"aws:SourceVpce": "vpce-1"}}}, id="endpoint"),
        pytest.param({"Condition": {"StringNotEqualsIfExists": {"aws:SourceVpc": "vpc-1"}}}, id="network-if-exists"),
        pytest.param({"Condition": {"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}}}, id="address"),
        pytest.param({"Condition": {"StringNotLike": {"aws:userId": ["AROAEXAMPLE:*"]}}}, id="user"),
        pytest.param({"Condition": {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/x"}}}, id="role"),
        pytest.param({"Condition": {"StringNotEquals": {"aws:PrincipalAccount": ACCOUNT}}}, id="account"),
        pytest.param({"Condition": {"StringNotEquals": {"s3:DataAccessPointAccount": ACCOUNT}}}, id="access-point"),
        pytest.param({"Condition": {"Null": {"aws:MultiFactorAuthAge": "true"}}}, id="MFA"),
        pytest.param({"Condition": {"StringEquals": {"aws:SourceAccount": ACCOUNT}}}, id="the-source"),
        pytest.param({"Condition": {"ArnLike": {"aws:SourceArn": f"arn:aws:*:*:{ACCOUNT}:*"}}}, id="the-source-ARN"),
        pytest.param({"Condition": {"StringEquals": {"aws:SourceAccount": "${aws:SourceAccount}"}}}, id="variable"),
        pytest.param(
            {"Condition": {"StringEquals": {"aws:SourceAccount": ["${aws:ResourceAccount}", ACCOUNT]}}},
            id="an-unknown-variable-beside-the-source",
        ),
        pytest.param(
            {"Condition": {"StringNotEquals": {"aws:SourceAccount": "${aws:PrincipalAccount}"}}}, id="absent-variable"
        ),
        pytest.param({"Condition": {"StringNotLike": {"aws:SourceArn": "${*}"}}}, id="an-escape"),
        pytest.param({"Resource": [f"{ARN}/${{aws:ResourceAccount}}", *EVERYTHING]}, id="one-of-the-resources"),
        pytest.param({"Condition": {"ForAllValues:StringEquals": {"aws:CalledVia": "x"}}}, id="ForAllValues-absent"),
        pytest.param({"Condition": {"StringNotEquals": {"aws:SourceOrgID": "o-otherorgid1"}}}, id="other-organization"),
        pytest.param({"Condition": {"DateGreaterThan": {"aws:CurrentTime": "2020-01-01T00:00:00Z"}}}, id="since-then"),
        pytest.param({"Condition": {"StringNotEquals": {"s3:signatureversion": "AWS"}}}, id="old-signatures-only"),
    ],
)
def test_a_deny_that_refuses_delivery(elements: dict[str, Any]) -> None:
    found = inert(with_deny(**elements))
    # CloudTrail's source says its organization; flow logs' may not.
    assert set(found) == {('"D"', "Effect")}
    assert len(found) == 4 - 2 * ("aws:SourceOrgID" in str(elements))


@pytest.mark.parametrize(
    "elements",
    [
        pytest.param({"Principal": {"AWS": FOREIGN}}, id="a-stranger"),
        pytest.param({"Principal": {"Service": "ec2.amazonaws.com"}}, id="another-service"),
        pytest.param({"Principal": None, "NotPrincipal": {"Service": SERVICES}}, id="NotPrincipal"),
        pytest.param({"Action": ["s3:Get*Object", "s3:Delete*"]}, id="other-actions"),
        pytest.param({"Action": None, "NotAction": ["s3:GetBucketAcl", "s3:Put*"]}, id="NotAction"),
        pytest.param({"Resource": f"{ARN}/other/*"}, id="another-folder"),
        pytest.param({"Resource": None, "NotResource": [ARN, f"{FOLDER}/*"]}, id="NotResource"),
        pytest.param({"Condition": {"Bool": {"aws:SecureTransport": "false"}}}, id="TLS"),
        pytest.param({"Condition": {"NumericLessThan": {"s3:TlsVersion": 1.2}}}, id="TLS-version"),
        pytest.param(
            {"Condition": {"StringNotEquals": {"aws:PrincipalOrgID": "o-exampleorgid"}, **NOT_SERVICES}},
            id="organization-but-services",
        ),
        pytest.param(
            {"Condition": {"NotIpAddressIfExists": {"aws:SourceIp": "203.0.113.0/24"}, "BoolIfExists": {
                "aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false"}}},
            id="address-but-services",
        ),
        pytest.param({"Condition": {"StringNotEqualsIfExists": {"aws:PrincipalServiceName": SERVICES}}}, id="names"),
        pytest.param({"Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-exampleorgid"}}}, id="absent"),
        pytest.param({"Condition": {"StringNotEquals": {"aws:SourceAccount": ACCOUNT}}}, id="other-sources"),
        pytest.param({"Condition": {"StringNotEquals": {"aws:SourceAccount": "${aws:SourceAccount}"}}}, id="variable"),
        pytest.param(
            {"Condition": {"StringNotEqualsIfExists": {"aws:SourceOrgID": "o-exampleorgid"}, "Bool": {
                "aws:PrincipalIsAWSService": "true"}}},
            id="perimeter",
        ),
        pytest.param(
            {"Action": "s3:Put*", "Condition": {"StringNotEquals": {"s3:x-amz-server-side-encryption": "aws:kms"}}},
            id="what-the-trail-may-do",
        ),
        pytest.param({"Condition": {"StringEquals": {"s3:authType": "POST"}}}, id="what-it-does-not-do"),
        pytest.param({"Condition": {"DateLessThan": {"aws:CurrentTime": "2020-01-01T00:00:00Z"}}}, id="until-then"),
        pytest.param({"Condition": {"DateGreaterThan": {"aws:CurrentTime": "2099-01-01T00:00:00Z"}}}, id="some-day"),
        pytest.param({"Action": "s3:PutObject", "Condition": {"StringNotEquals": ACL}}, id="other-ACLs"),
        pytest.param({"Condition": {"StringEquals": {"s3:x-amz-acl": "public-read"}}}, id="public"),
        *[
            pytest.param(
                {"Condition": {operator: {"aws:SourceAccount": value}, "Bool": {"aws:PrincipalIsAWSService": "true"}}},
                id=f"unknown-variable-{operator}",
            )
            for operator, value in (
                ("StringNotEquals", "${aws:ResourceAccount}"),
                ("StringNotEquals", "${aws:ResourceAccount, 'x'}"),
                ("StringNotEqualsIfExists", "${s3:ResourceAccount}"),
                ("StringNotLike", ["x", "${aws:ResourceAccount}"]),
                ("StringLike", "${aws:ResourceAccount}"),
            )
        ],
        pytest.param({"Resource": None, "NotResource": [ARN, f"{ARN}/AWSLogs/${{aws:ResourceAccount}}/*"]}, id="NotR"),
        pytest.param({"Resource": f"{ARN}${{aws:ResourceAccount, ''}}*"}, id="unknown-variable-with-a-default"),
    ],
)  # fmt: skip
def test_a_deny_that_lets_delivery_through(elements: dict[str, Any]) -> None:
    assert inert(with_deny(**elements)) == []


def test_a_deny_of_the_acl_check_for_want_of_a_header_it_never_has() -> None:
    found = inert(with_deny(Condition={"StringNotEquals": ACL}))
    assert found == [('"D"', "Effect")] * 2


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        pytest.param([0], [("", "Action")], id="only-the-ACL-check"),
        pytest.param([1], [("", "Action")], id="only-PutObject"),
        pytest.param([0, 2], [("", "Action"), ("", "Action")], id="one-of-each-service"),
        pytest.param([4], [("", "Statement")], id="only-a-Deny"),
        pytest.param([0, 1], [], id="a-trail"),
        pytest.param([2, 3], [], id="flow-logs"),
    ],
)
def test_each_service_needs_both_actions(statements: list[int], found: list[tuple[str, str]]) -> None:
    assert inert(document([good_statements()[index] for index in statements])) == found


@pytest.mark.parametrize(
    "resource",
    [
        f"{FOLDER}/",
        f"{FOLDER}/CloudTrail",
        f"{FOLDER}/CloudTrail/us-east-1/2026/01/31/log.json.gz",
        f"{FOLDER}/vpcflowlogs/*",
        f"{FOLDER}/CloudTrail-Digest/*",
        f"{FOLDER}/CloudTrails/*",
        f"{ARN}/AWSLogs/o-exampleorgid/CloudTrail/us-east-1/*",
        f"{FOLDER}/CloudTrail/?",
        f"{FOLDER}/CloudTrail*.gz/",
    ],
)
def test_a_resource_without_room_for_log_files(resource: str) -> None:
    assert inert(trail_with(1, Resource=resource)) == [('"TrailPut"', "Resource")]


@pytest.mark.parametrize(
    "resource",
    [
        f"{FOLDER}/*",
        f"{FOLDER}/CloudTrail/*",
        f"{FOLDER}/CloudTrail/eu-north-1/*",
        f"{FOLDER}/*/*/20??/*/*/*_CloudTrail_*.json.gz",
        f"{FOLDER}/*.gz",
        f"{ARN}/central/AWSLogs/o-exampleorgid/*",
        f"{ARN}/AWSLogs/o-exampleorgid/{ACCOUNT}/CloudTrail/*",
        [f"{FOLDER}/", f"{FOLDER}/*"],
    ],
)
def test_a_resource_with_room_for_log_files(resource: str | list[str]) -> None:
    assert inert(trail_with(1, Resource=resource)) == []


@pytest.mark.parametrize(
    "condition",
    [
        pytest.param({"StringEquals": {"aws:SourceArn": f"arn:aws:cloudtrail:*:{ACCOUNT}:trail/*"}}, id="literal-star"),
        pytest.param({"StringEquals": {"aws:SourceArn": TRAIL.replace("main", "m?in")}}, id="literal-question-mark"),
        pytest.param(
            {"ArnLike": {"aws:SourceArn": TRAIL}, "StringEquals": {"aws:SourceAccount": FOREIGN}}, id="two-accounts"
        ),
        pytest.param({"ArnLike": {"aws:SourceArn": TRAIL}, "StringNotEquals": {"aws:SourceArn": TRAIL}}, id="negated"),
        pytest.param({"ArnLike": {"aws:SourceArn": TRAIL}, "Bool": {"aws:SecureTransport": "false"}}, id="no-TLS"),
        pytest.param({"ArnLike": {"aws:SourceArn": TRAIL}, "Null": {"aws:SourceArn": "true"}}, id="absent"),
        pytest.param(
            {"ArnLike": {"aws:SourceArn": TRAIL}, "StringEquals": {"aws:PrincipalOrgID": "o-exampleorgid"}}, id="org"
        ),
        pytest.param(
            {"ArnLike": {"aws:SourceArn": TRAIL}, "IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}, id="address"
        ),
        pytest.param(
            {"ArnLike": {"aws:SourceArn": TRAIL}, "DateLessThan": {"aws:CurrentTime": "2020-01-01"}}, id="expired"
        ),
    ],
)
def test_a_condition_that_no_delivery_meets(condition: dict[str, Any]) -> None:
    assert inert(trail_with(0, Condition=condition)) == [('"TrailAcl"', "Condition")]


@pytest.mark.parametrize(
    "condition",
    [
        {"ArnLike": {"aws:SourceArn": TRAIL}, "Bool": {"aws:SecureTransport": "true"}},
        {
            "ArnLike": {"aws:SourceArn": f"arn:aws:cloudtrail:*:{ACCOUNT}:trail/*"},
            "StringLike": {"aws:SourceArn": TRAIL},
        },
        {"ArnLike": {"aws:SourceArn": f"arn:aws:cloudtrail:?*:{ACCOUNT}:trail/*-?"}},
        {"ArnLike": {"aws:SourceArn": TRAIL}, "StringEquals": {"aws:PrincipalServiceName": SERVICES}},
        {"ArnLike": {"aws:SourceArn": TRAIL}, "DateGreaterThan": {"aws:CurrentTime": "2026-01-01T00:00:00Z"}},
        {
            "ArnLike": {"aws:SourceArn": TRAIL},
            "DateGreaterThan": {"aws:CurrentTime": "2027-01-01T00:00:00Z"},
            "DateLessThan": {"aws:CurrentTime": "2028-01-01T00:00:00Z"},
        },
        {"ArnLike": {"aws:SourceArn": [f"arn:aws:cloudtrail:*:{ACCOUNT}:trail/*", TRAIL]}},
    ],
)
def test_a_condition_that_some_delivery_meets(condition: dict[str, Any]) -> None:
    check, put = good_statements()[:2]
    check["Condition"] = condition
    put["Condition"] = {**condition, "StringEquals": {**condition.get("StringEquals", {}), **ACL}}
    assert inert(document([check, put])) == []


MERGED: dict[str, Any] = {"Action": ["s3:GetBucketAcl", "s3:PutObject"], "Resource": [ARN, f"{FOLDER}/*"]}


def test_both_actions_in_one_statement_share_a_condition_that_the_acl_check_never_meets() -> None:
    merged = good_statements()[1] | MERGED | {"Sid": "Merged"}
    assert inert(document([merged])) == [('"Merged"', "Action")]
    assert inert(document([merged, good_statements()[0]])) == []
    assert inert(document([merged, *good_statements()])) == []


def test_what_else_one_statement_for_both_actions_lacks_is_told_of_the_put() -> None:
    condition = {"ArnLike": {"aws:SourceArn": TRAIL}, "StringEquals": ACL, "Bool": {"aws:SecureTransport": "false"}}
    merged = good_statements()[1] | MERGED | {"Sid": "Merged", "Condition": condition}
    assert inert(document([merged])) == [('"Merged"', "Action"), ('"Merged"', "Condition")]


def test_one_action_in_two_spellings_is_no_statement_for_both() -> None:
    spellings = ["s3:GetBucketAcl", "S3:getbucketacl"]
    condition = {"ArnLike": {"aws:SourceArn": TRAIL}, "Bool": {"aws:SecureTransport": "false"}}
    assert inert(trail_with(0, Action=spellings, Condition=condition)) == [('"TrailAcl"', "Condition")]


def test_one_way_to_deliver_is_enough() -> None:
    statements = good_statements()
    dead = statements[1] | {"Sid": "Dead", "Resource": f"{FOLDER}/"}
    assert inert(document([dead, *statements])) == []


def test_a_document_is_not_asked_about_delivery_while_it_grants_too_much() -> None:
    text = json.dumps({"Version": "2012-10-17", "Statement": [good_statements()[0] | {"Resource": "*"}]})
    assert [finding.kind for finding in decide(text, CONTRACT)] == ["excess"]


def test_what_only_wants_hardening_is_asked_about_delivery() -> None:
    text = trail_with(0, Condition={"StringEquals": {"aws:SourceAccount": ACCOUNT}})
    kinds = [finding.kind for finding in decide(json.dumps(json.loads(text) | {}), CONTRACT)]
    assert kinds == ["hardening"]
    alone = document([json.loads(text)["Statement"][0]])
    assert [finding.kind for finding in decide(alone, CONTRACT)] == ["hardening", "inert"]


def test_named_trails_are_those_that_deliver() -> None:
    contract = replace(CONTRACT, trails=(TRAIL,))
    any_trail = {"ArnLike": {"aws:SourceArn": f"arn:aws:cloudtrail:*:{ACCOUNT}:trail/*"}}
    assert decide(trail_with(0), contract) == ()
    assert [each.kind for each in decide(trail_with(0, Condition=any_trail), contract)] == ["hardening"]
    other = {"ArnLike": {"aws:SourceArn": TRAIL.replace("main", "other")}}
    assert [each.kind for each in decide(trail_with(0, Condition=other), contract)] == ["hardening", "inert"]


def test_message_says_who_is_refused_what_and_where() -> None:
    findings = decide(trail_with(1, Resource=f"{FOLDER}/"), CONTRACT)
    assert findings == (
        Finding(
            kind="inert",
            statement='"TrailPut"',
            element="Resource",
            message=f'"{FOLDER}/" matches no key of the log files of cloudtrail.amazonaws.com for {ACCOUNT}',
            fix=(
                f'Write "{FOLDER}/*" or "{ARN}/AWSLogs/o-exampleorgid/*" '
                f'or "{ARN}/central/AWSLogs/{ACCOUNT}/*" or 1 more'
            ),
        ),
    )


def test_where_logs_lie_is_said_of_the_account_that_they_are_of() -> None:
    two = replace(CONTRACT, accounts=(ACCOUNT, FOREIGN), organization=None, key_prefixes=("",))
    (finding,) = decide(trail_with(1, Resource=f"{ARN}/AWSLogs/{FOREIGN}/*"), two)
    assert finding.message.endswith(
        f'{FOREIGN}/*" matches no key of the log files of cloudtrail.amazonaws.com for {ACCOUNT}'
    )
    assert finding.fix == f'Write "{FOLDER}/*"'
    both = {"ArnLike": {"aws:SourceArn": [TRAIL, TRAIL.replace(ACCOUNT, FOREIGN)]}, "StringEquals": ACL}
    (finding,) = decide(trail_with(1, Resource=f"{ARN}/AWSLogs/{FOREIGN}/", Condition=both), two)
    assert finding.fix == f'Write "{FOLDER}/*"'
