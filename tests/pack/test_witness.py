"""Requests that show what a document lets in: a delivery's, but for what is wrong."""

import json
from typing import Any

import pytest
from automaton import Budget
from contract import Contract
from decision import explained
from findings import Finding
from policy_document import parse_document
from request import Request
from witness import Search, search, with_witnesses

from tests.support.bucket_documents import (
    ACCOUNT,
    ACL,
    ARN,
    BUCKET,
    CONTRACT,
    FOREIGN,
    TRAIL,
    arn,
    condition,
    document,
    good_statements,
    good_with,
)

EVIL = f"arn:aws:cloudtrail:us-east-1:{FOREIGN}:trail/evil"
STRANGER = f"arn:aws:iam::{FOREIGN}:role/x"
LOG_FILE = f"CloudTrail/us-east-1/2026/01/31/{ACCOUNT}_CloudTrail_us-east-1_20260131T0000Z_x.json.gz"
OTHER_TRAIL = f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:trail/other"
FROM_US = {"aws:SourceArn": TRAIL, "aws:SourceAccount": ACCOUNT}
FROM_ELSEWHERE = {"aws:SourceArn": EVIL, "aws:SourceAccount": FOREIGN}
FLOW_LOGS: dict[str, Any] = {"Service": "delivery.logs.amazonaws.com"}
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
FOREIGN_FOLDER = delivery(resource=f"{ARN}/AWSLogs/{FOREIGN}/x")
ELSEWHERE = delivery(action="s3:DeleteObject", resource=f"{ARN}/central/AWSLogs/{ACCOUNT}/{LOG_FILE}")
PUBLIC = delivery(context={"s3:x-amz-acl": "public-read"})
FOREIGN_TRAIL = delivery(context=FROM_ELSEWHERE)
TAGGED = {"aws:PrincipalTag/a": "x", "aws:PrincipalTag/b": "x"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            good_with(Action="s3:GetObject"), {("Action", ""): delivery(action="s3:GetObject")}, id="another-action"
        ),
        pytest.param(good_with(Action="s3:*"), {("Action", ""): DELETED}, id="every-action"),
        pytest.param(good_with(Action=["s3:PutObject", "s3:Delete*"]), {("Action", ""): DELETED}, id="one-of-two"),
        pytest.param(good_with(Action=None, NotAction="s3:PutObject"), {("NotAction", ""): DELETED}, id="not-one"),
        pytest.param(
            good_with(Action="ec2:RunInstances"),
            {("Action", ""): delivery(action="ec2:RunInstances")},
            id="an-action-of-another-service",
        ),
        pytest.param(
            good_with(Action="s3:List*", Resource=ARN, Condition={"StringEquals": {"aws:SourceArn": TRAIL}}),
            {("Action", ""): delivery("s3:x-amz-acl", action="s3:ListBucket", resource=ARN)},
            id="an-action-on-buckets-has-no-acl",
        ),
        pytest.param(
            good_with(Action="s3:ListBucket", Resource=ARN),
            {("Action", ""): delivery(action="s3:ListBucket", resource=ARN)},
            id="but-where-the-statement-asks-for-it",
        ),
        pytest.param(
            good_with(Action="s3:*", Resource=[ARN, f"{ARN}/*"]),
            {("Action", ""): DELETED},
            id="every-action-on-everything",
        ),
        pytest.param(
            good_with(Action=["s3:PutObject", "s3:ListBucket"], Resource=f"{ARN}/*"),
            {("Action", ""): FOREIGN_FOLDER, ("Resource", ""): FOREIGN_FOLDER},
            id="an-action-that-s3-has-not-on-objects",
        ),
        pytest.param(
            good_with(
                Action="s3:GetBucketAcl",
                Resource=[ARN, "arn:aws:s3:::other"],
                Condition={"StringEquals": {"aws:SourceArn": TRAIL}},
            ),
            {("Resource", ""): delivery("s3:x-amz-acl", action="s3:GetBucketAcl", resource="arn:aws:s3:::other")},
            id="another-bucket",
        ),
        pytest.param(
            good_with(Action=["s3:PutObject", "s3:GetObject"], Resource=f"{ARN}/*"),
            {("Action", ""): delivery(action="s3:GetObject"), ("Resource", ""): FOREIGN_FOLDER},
            id="the-action-and-the-resource",
        ),
        pytest.param(
            good_with(Principal={"Service": ["cloudtrail.amazonaws.com", "config.amazonaws.com"]}, Resource=f"{ARN}/*"),
            {
                ("Principal", ""): delivery(principal=("Service", "config.amazonaws.com")),
                ("Resource", ""): FOREIGN_FOLDER,
            },
            id="the-principal-and-the-resource",
        ),
        pytest.param(
            good_with(Principal="*", Condition=None),
            {
                ("Principal", ""): delivery(*FROM_US, *ACL, principal=("Anonymous", "*")),
                ("Condition", "s3:x-amz-acl"): PUBLIC,
            },
            id="the-principal-and-the-acl",
        ),
        pytest.param(
            good_with(Principal="*", Action="s3:DeleteObject"),
            {("Principal", ""): DELETED._replace(principal=("Anonymous", "*")), ("Action", ""): DELETED},
            id="the-principal-and-the-action",
        ),
        pytest.param(
            good_with(Resource=f"{ARN}/*", Condition=None),
            {
                ("Resource", ""): FOREIGN_FOLDER,
                ("Condition", "s3:x-amz-acl"): PUBLIC,
                ("Condition", "aws:sourcearn"): FOREIGN_TRAIL,
            },
            id="the-resource-the-acl-and-the-source",
        ),
        pytest.param(
            good_with(Condition={"StringEquals": {"aws:SourceArn": [EVIL, OTHER_TRAIL]}}),
            {
                ("Condition", "s3:x-amz-acl"): delivery(
                    context={"aws:SourceArn": OTHER_TRAIL, "s3:x-amz-acl": "public-read"}
                ),
                ("Condition", "aws:sourcearn"): FOREIGN_TRAIL,
            },
            id="the-acl-and-one-of-two-sources",
        ),
        pytest.param(
            good_with(
                Action="s3:DeleteObject", Condition=condition(StringEquals={"aws:SourceArn": [EVIL, OTHER_TRAIL]})
            ),
            {
                ("Action", ""): also(DELETED, {"aws:SourceArn": OTHER_TRAIL}),
                ("Condition", "aws:sourcearn"): FOREIGN_TRAIL._replace(action="s3:DeleteObject"),
            },
            id="the-action-and-one-of-two-sources",
        ),
        pytest.param(good_with(Resource=f"{ARN}/*"), {("Resource", ""): FOREIGN_FOLDER}, id="every-object"),
        pytest.param(
            good_with(Resource=None, NotResource=f"{ARN}/*AWSLogs/*"),
            {("NotResource", ""): delivery(resource=f"{ARN}/other/x")},
            id="every-object-but-some",
        ),
        pytest.param(
            good_with(Resource=f"arn:aws:s3:us-east-1:{ACCOUNT}:accesspoint/a/object/*"),
            {("Resource", ""): delivery(resource=f"arn:aws:s3:us-east-1:{ACCOUNT}:accesspoint/a/object/x")},
            id="an-access-point",
        ),
        pytest.param(
            good_with(Principal="*"), {("Principal", ""): delivery(principal=("Anonymous", "*"))}, id="everyone"
        ),
        pytest.param(
            good_with(Principal={"AWS": "*"}), {("Principal", ""): delivery(principal=("AWS", STRANGER))}, id="accounts"
        ),
        pytest.param(
            good_with(Principal={"AWS": ACCOUNT}),
            {("Principal", ""): delivery(principal=("AWS", f"arn:aws:iam::{ACCOUNT}:root"))},
            id="an-account",
        ),
        pytest.param(
            good_with(Principal={"Service": ["cloudtrail.amazonaws.com", "config.amazonaws.com"]}),
            {("Principal", ""): delivery(principal=("Service", "config.amazonaws.com"))},
            id="one-of-two-services",
        ),
        pytest.param(
            good_with(Principal=None, NotPrincipal={"AWS": FOREIGN}),
            {("NotPrincipal", ""): delivery(principal=("Anonymous", "*"))},
            id="everyone-but-some",
        ),
        pytest.param(
            good_with(Condition=None),
            {("Condition", "s3:x-amz-acl"): PUBLIC, ("Condition", "aws:sourcearn"): FOREIGN_TRAIL},
            id="no-condition",
        ),
        pytest.param(
            good_with(Condition={"StringEquals": {"aws:SourceArn": TRAIL, "s3:x-amz-acl": "public-read"}}),
            {("Condition", "s3:x-amz-acl"): PUBLIC},
            id="another-acl",
        ),
        pytest.param(
            good_with(Condition=condition(StringEqualsIfExists={"aws:SourceArn": TRAIL})),
            {("Condition", "aws:sourcearn"): delivery("aws:SourceArn", "aws:SourceAccount")},
            id="a-source-that-need-not-be-there",
        ),
        pytest.param(
            good_with(Condition=arn("arn:aws:cloudtrail:*:*:trail/main")),
            {
                ("Condition", "aws:sourcearn"): delivery(
                    context={
                        "aws:SourceArn": "arn:aws:cloudtrail:x:x:trail/main",
                        "aws:SourceAccount": "x",
                    }
                )
            },
            id="a-source-filled-in",
        ),
        pytest.param(
            good_with(Principal=FLOW_LOGS, Condition=arn(f"arn:aws:logs:us-east-1:{ACCOUNT}:*")),
            {
                ("Condition", "aws:sourceaccount"): delivery(
                    principal=("Service", "delivery.logs.amazonaws.com"),
                    context={"aws:SourceArn": f"arn:aws:logs:us-east-1:{ACCOUNT}:x", "aws:SourceAccount": FOREIGN},
                )
            },
            id="a-source-account-that-is-not-pinned",
        ),
        pytest.param(
            good_with(Action="s3:DeleteObject", Condition=condition()),
            {("Action", ""): DELETED, ("Condition", "aws:sourcearn"): FOREIGN_TRAIL._replace(action="s3:DeleteObject")},
            id="a-finding-about-a-key-shows-a-value-of-it",
        ),
        pytest.param(
            good_with(Resource=f"{ARN}/${{aws:PrincipalTag/team}}/*"),
            {("Resource", ""): delivery(resource=f"{ARN}/x/x", context={"aws:PrincipalTag/team": "x"})},
            id="a-variable",
        ),
        pytest.param(
            good_with(Resource=f"{ARN}/${{aws:PrincipalTag/team, 'none'}}/*"),
            {("Resource", ""): delivery(resource=f"{ARN}/none/x")},
            id="a-variable-with-a-default-stays-away",
        ),
        pytest.param(
            good_with(Resource=f"{ARN}/${{*}}/${{?}}${{$}}"),
            {("Resource", ""): delivery(resource=f"{ARN}/*/?$")},
            id="variables-for-characters-are-no-keys",
        ),
        pytest.param(
            good_with(Resource=f"{ARN}/${{aws:PrincipalServiceName}}/*"),
            {
                ("Resource", ""): delivery(
                    resource=f"{ARN}/cloudtrail.amazonaws.com/x",
                    context={"aws:PrincipalServiceName": "cloudtrail.amazonaws.com"},
                )
            },
            id="a-variable-that-follows-from-the-principal",
        ),
        pytest.param(
            good_with(
                Resource=f"{ARN}/*", Condition=condition(StringLike={"aws:PrincipalTag/a": "${aws:PrincipalTag/b}"})
            ),
            {
                ("Resource", ""): also(FOREIGN_FOLDER, TAGGED),
                ("Condition", ""): also(FOREIGN_TRAIL, TAGGED),
                ("Condition", "aws:sourcearn"): also(FOREIGN_TRAIL, TAGGED),
            },
            id="a-finding-about-the-conditions-as-a-whole",
        ),
        pytest.param(
            good_with(
                Action="s3:GetObject", Condition=arn(TRAIL) | {"StringLike": {"aws:PrincipalTag/team": "${*}-${?}"}}
            ),
            dict.fromkeys(
                [("Action", ""), ("Condition", "")],
                delivery(action="s3:GetObject", context={"aws:PrincipalTag/team": "*-?"}),
            ),
            id="variables-for-characters-in-a-condition",
        ),
        pytest.param(
            good_with(
                Action="s3:GetObject",
                Condition=arn(TRAIL)
                | {
                    "StringLike": {"aws:PrincipalTag/team": "audit-*"},
                    "StringLikeIfExists": {"aws:PrincipalTag/team": "*-7"},
                },
            ),
            {("Action", ""): delivery(action="s3:GetObject", context={"aws:PrincipalTag/team": "audit-7"})},
            id="a-value-that-meets-two-conjuncts",
        ),
        pytest.param(
            good_with(Condition=condition(StringLike={"aws:SourceArn": "${aws:SourceArn}"})),
            {("Condition", ""): FOREIGN_TRAIL, ("Condition", "aws:sourcearn"): FOREIGN_TRAIL},
            id="a-source-that-is-itself",
        ),
        pytest.param(
            good_with(
                Principal="*", Condition=condition(StringEquals={"aws:PrincipalServiceName": "config.amazonaws.com"})
            ),
            {("Principal", ""): None},
            id="a-service-that-no-principal-tried-has",
        ),
        pytest.param(
            good_with(
                Principal="*",
                Condition=condition(StringEquals={"aws:PrincipalServiceName": "cloudtrail.amazonaws.com"}),
            ),
            {
                ("Principal", ""): delivery(
                    context=FROM_ELSEWHERE | {"aws:PrincipalServiceName": "cloudtrail.amazonaws.com"}
                )
            },
            id="a-key-that-follows-from-the-principal",
        ),
        pytest.param(
            good_with(Principal="*", Condition=condition(Bool={"aws:PrincipalIsAWSService": "true"})),
            {
                ("Principal", ""): delivery(
                    principal=("Service", "delivery.logs.amazonaws.com"),
                    context={"aws:SourceAccount": FOREIGN, "aws:PrincipalIsAWSService": "true"},
                )
            },
            id="a-service-because-it-has-to-be-one",
        ),
    ],
)
def test_the_request_is_a_delivery_but_for_what_is_wrong(
    text: str, expected: dict[tuple[str, str], Request | None]
) -> None:
    assert shown(text) == expected


def test_a_variable_that_follows_from_the_principal_is_of_the_service_among_several() -> None:
    both = good_with(Principal={"AWS": FOREIGN, **FLOW_LOGS}, Resource=f"{ARN}/${{aws:PrincipalServiceName}}/*")
    assert shown(both)["Resource", ""] == delivery(
        principal=("Service", "delivery.logs.amazonaws.com"),
        resource=f"{ARN}/delivery.logs.amazonaws.com/x",
        context={"aws:PrincipalServiceName": "delivery.logs.amazonaws.com"},
    )


NEW_YEAR = "2026-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("operator", "key", "value", "witness"),
    [
        ("DateEquals", "aws:CurrentTime", NEW_YEAR, NEW_YEAR),
        ("DateGreaterThanEquals", "aws:CurrentTime", NEW_YEAR, NEW_YEAR),
        ("DateLessThan", "aws:CurrentTime", NEW_YEAR, "2000-01-01T00:00:00Z"),
        ("DateGreaterThan", "aws:CurrentTime", NEW_YEAR, "2099-01-01T00:00:00Z"),
        ("NumericEquals", "s3:TlsVersion", "1.2", "1.2"),
        ("NumericLessThan", "s3:TlsVersion", "1.2", "0.2"),
        ("NumericGreaterThan", "s3:TlsVersion", "1.2", "2.2"),
        ("IpAddress", "aws:SourceIp", "203.0.113.0/24", "203.0.113.9"),
        ("IpAddress", "aws:SourceIp", "203.0.113.4/30", "203.0.113.7"),
    ],
)
def test_the_request_meets_a_condition(operator: str, key: str, value: str, witness: str) -> None:
    wide = good_with(Action="s3:*", Condition=arn(TRAIL) | {operator: {key: value}})
    assert shown(wide) == {("Action", ""): delivery(action="s3:DeleteObject", context={key: witness})}


@pytest.mark.parametrize(
    ("operator", "key", "value", "witness"),
    [
        ("NotIpAddress", "aws:SourceIp", "203.0.113.0/24", "198.51.100.7"),
        ("NotIpAddress", "aws:SourceIp", ["203.0.113.0/24", "0.0.0.0/0"], "2001:db8::7"),
        ("DateNotEquals", "aws:CurrentTime", NEW_YEAR, "2000-01-01T00:00:00Z"),
        ("NumericNotEquals", "s3:TlsVersion", "1.2", "0.2"),
    ],
)
def test_the_request_has_a_key_that_has_to_be_there(operator: str, key: str, value: object, witness: str) -> None:
    wide = good_with(Action="s3:*", Condition=arn(TRAIL) | {operator: {key: value}, "Null": {key: "false"}})
    assert shown(wide) == {("Action", ""): delivery(action="s3:DeleteObject", context={key: witness})}


HARD_TO_FIND = {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:DeleteObject",
    "NotResource": f"{ARN}/deep/*down?",
}
"""A Deny of all that is likely."""


def denying(**deny: Any) -> str:
    """A document with an Allow of every deletion, and a Deny of some."""
    refused = {"Sid": "Deny", "Effect": "Deny", "Principal": "*", "Action": "s3:DeleteObject", "Resource": f"{ARN}/*"}
    changed = {name: value for name, value in (refused | deny).items() if value is not None}
    return document([*good_statements(), EXTRA_DELETE, changed])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(denying(), None, id="all"),
        pytest.param(denying(Action="s3:GetObject"), DELETED, id="another-action"),
        pytest.param(denying(Action="S3:DELETE*"), None, id="any-case"),
        pytest.param(denying(Resource=f"{ARN}/AWSLogs/*"), ELSEWHERE, id="what-is-likeliest"),
        pytest.param(
            denying(Resource=None, NotResource=f"{ARN}/deep/down?"),
            DELETED._replace(resource=f"{ARN}/deep/downy"),
            id="all-that-is-likely",
        ),
        pytest.param(denying(Principal={"Service": "delivery.logs.amazonaws.com"}), DELETED, id="another-principal"),
        pytest.param(
            denying(Condition={"StringNotEquals": {"aws:PrincipalTag/team": "audit-7"}}),
            delivery(action="s3:DeleteObject", context={"aws:PrincipalTag/team": "audit-7"}),
            id="without-a-key",
        ),
        pytest.param(
            denying(Condition={"StringNotLike": {"aws:PrincipalTag/team": "a?d*t"}}),
            delivery(action="s3:DeleteObject", context={"aws:PrincipalTag/team": "axdxt"}),
            id="without-a-key-that-matches",
        ),
        pytest.param(
            denying(Condition={"StringNotEquals": {"aws:PrincipalTag/a": "1"}, "Null": {"aws:PrincipalTag/b": "true"}}),
            delivery(action="s3:DeleteObject", context={"aws:PrincipalTag/b": "true"}),
            id="one-of-two-conjuncts",
        ),
        pytest.param(
            denying(Condition={"StringLike": {"aws:SourceArn": "*:trail/main"}}), None, id="by-the-source-that-it-needs"
        ),
    ],
)
def test_no_deny_takes_the_request_back(text: str, expected: Request | None) -> None:
    assert shown(text) == {("Action", ""): expected}


def test_a_deny_on_the_key_of_a_finding_leaves_what_some_delivery_has_not_first() -> None:
    deny = {"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject", "Resource": f"{ARN}/*"}
    narrow = deny | {"Condition": {"StringEquals": {"aws:SourceArn": STRANGER}}}
    wide = EXTRA_DELETE | {"Condition": condition()}
    assert shown(document([*good_statements(), wide, narrow]))["Condition", "aws:sourcearn"] == delivery(
        action="s3:DeleteObject", context=FROM_ELSEWHERE
    )


def test_a_resource_of_the_statement_is_found_where_all_that_is_likely_is_denied() -> None:
    deep = f"{ARN}/deep/"
    deny = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:DeleteObject",
        "Resource": [deep, f"{deep}*x*", f"{deep}*e*"],
    }
    text = document([*good_statements(), EXTRA_DELETE | {"Resource": f"{deep}*"}, deny])
    assert shown(text) == {("Action", ""): DELETED._replace(resource=f"{deep}y")}


class TestSearch:
    def allow_of(self, text: str, budget: int | None = None, about: Finding | None = None) -> Search:
        """A search for what the statement named Extra lets in."""
        read = parse_document(text)
        (extra,) = [each for each in read.statements if each.label == '"Extra"']
        return search(extra, read, CONTRACT, Budget() if budget is None else Budget(budget), about)

    def test_found(self) -> None:
        assert self.allow_of(good_with(Action="s3:GetObject")) == Search(delivery(action="s3:GetObject"), complete=True)

    def test_nothing_to_find(self) -> None:
        assert self.allow_of(good_with()) == Search(None, complete=True)

    def test_given_up(self) -> None:
        assert self.allow_of(good_with(Action="s3:GetObject"), budget=10) == Search(None, complete=False)

    def test_the_likely_takes_few_steps(self) -> None:
        found = self.allow_of(good_with(Action="s3:GetObject"), budget=1_000)
        assert found == Search(delivery(action="s3:GetObject"), complete=True)

    def test_so_does_what_is_likely_for_a_pattern(self) -> None:
        tagged = {"StringLike": {"aws:PrincipalTag/team": "*a*b*c*d*e*f*"}}
        assert self.allow_of(good_with(Action="s3:GetObject", Condition=arn(TRAIL) | tagged), budget=1_000).witness

    @pytest.mark.parametrize(("values", "complete"), [(30, True), (300, False)])
    def test_values_are_counted_before_they_are_compared(self, values: int, complete: bool) -> None:
        """For each is compared with each."""
        tagged = {"StringEquals": {"aws:PrincipalTag/team": [str(number) for number in range(values)]}}
        wide = good_with(Action="s3:GetObject", Condition=arn(TRAIL) | tagged)
        assert self.allow_of(wide, budget=100_000).complete is complete

    def test_of_a_variable_not_all_values_are_tried(self) -> None:
        unknown = {"aws:PrincipalTag/b": "${aws:PrincipalTag/a}"}
        denied = json.loads(denying(Condition={"StringNotEquals": unknown}))["Statement"]
        assert self.allow_of(document(denied)) == Search(None, complete=False)

    @pytest.mark.parametrize(
        ("key", "operator", "value"),
        [
            ("aws:SourceIp", "NotIpAddress", "10.0.0.0/17"),
            ("aws:CurrentTime", "DateNotEquals", NEW_YEAR),
            ("s3:TlsVersion", "NumericGreaterThanEquals", "0"),
        ],
    )
    def test_of_an_order_not_all_values_are_tried(self, key: str, operator: str, value: str) -> None:
        nothing = json.loads(denying(Condition=None))["Statement"]
        ordered = nothing[-1] | {"Action": "s3:GetObject", "Condition": {operator: {key: value}}}
        assert self.allow_of(document([*nothing, ordered])) == Search(None, complete=False)

    def test_of_a_variable_for_a_character_they_are(self) -> None:
        denied = json.loads(denying(Condition={"StringLike": {"aws:SourceArn": "*${:}"}}))["Statement"]
        assert self.allow_of(document(denied)).complete

    def test_given_up_in_the_thorough_round(self) -> None:
        assert self.allow_of(good_with(), budget=3_000) == Search(None, complete=False)

    def test_searches_share_a_budget(self) -> None:
        """So that a document of many statements takes no longer than one of few."""
        many = [EXTRA_DELETE | {"Sid": f"Extra{number}"} for number in range(40)]
        findings = explained(document([*many, HARD_TO_FIND]), CONTRACT)
        found = [finding.witness is not None for finding in findings]
        assert found == sorted(found, reverse=True)
        assert set(found) == {True, False}


def test_what_grants_nothing_has_no_witness() -> None:
    read = parse_document(good_with(Action="s3:GetObject"))
    inert = Finding("inert", '"Extra"', "Action", "", "")
    assert with_witnesses([inert], read, CONTRACT) == (inert,)


def test_a_deny_with_the_label_of_an_allow_is_not_searched() -> None:
    twice = [EXTRA_DELETE, EXTRA_DELETE | {"Effect": "Deny", "Resource": f"{ARN}/AWSLogs/*"}]
    read = parse_document(document([*good_statements(), *twice]))
    excess = Finding("excess", '"Extra"', "Action", "", "")
    (found,) = with_witnesses([excess], read, CONTRACT)
    assert found.witness == ELSEWHERE


def test_a_contract_without_an_organization_or_prefix() -> None:
    plain = Contract(bucket=BUCKET, partition="aws", accounts=(ACCOUNT,))
    assert shown(good_with(Action="s3:GetObject"), plain) == {("Action", ""): delivery(action="s3:GetObject")}
