"""Witnesses: each shows what its finding is about, and is a delivery's in all else."""

from typing import Any

import pytest
from decision import explained
from request import Request

from tests.support.bucket_documents import (
    ACCOUNT,
    ACL,
    ARN,
    CONTRACT,
    FOREIGN,
    PLAIN,
    TRAIL,
    arn,
    condition,
    document,
    good_statements,
    good_with,
)
from tests.support.witnesses import (
    DELETED,
    EVIL,
    FROM_ELSEWHERE,
    FROM_US,
    NEW_YEAR,
    also,
    delivery,
    shown,
)

OTHER_TRAIL = f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:trail/other"
OTHER_ACCOUNT = "444455556666"
OTHER_SERVICE = ("Service", "ec2.amazonaws.com")
FLOW_LOGS: dict[str, Any] = {"Service": "delivery.logs.amazonaws.com"}
FOREIGN_FOLDER = delivery(resource=f"{ARN}/AWSLogs/{FOREIGN}/x")
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
            {("Principal", ""): DELETED._replace(principal=OTHER_SERVICE), ("Action", ""): DELETED},
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
        pytest.param(good_with(Principal="*"), {("Principal", ""): delivery(principal=OTHER_SERVICE)}, id="everyone"),
        pytest.param(
            good_with(Principal={"AWS": "*"}), {("Principal", ""): delivery(principal=OTHER_SERVICE)}, id="accounts"
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
            {("NotPrincipal", ""): delivery(principal=OTHER_SERVICE)},
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
                        "aws:SourceArn": f"arn:aws:cloudtrail:us-east-1:{FOREIGN}:trail/main",
                        "aws:SourceAccount": FOREIGN,
                    }
                )
            },
            id="a-source-filled-in",
        ),
        pytest.param(
            good_with(Principal=FLOW_LOGS, Condition=arn(f"arn:aws:logs:us-east-1:{ACCOUNT}:*")),
            {
                ("Condition", "aws:sourceaccount"): delivery(
                    "aws:SourceAccount",
                    principal=("Service", "delivery.logs.amazonaws.com"),
                    context={"aws:SourceArn": f"arn:aws:logs:us-east-1:{ACCOUNT}:x"},
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
                    *FROM_US, principal=OTHER_SERVICE, context={"aws:PrincipalIsAWSService": "true"}
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


@pytest.mark.parametrize(
    ("key", "operators", "witness"),
    [
        (
            "aws:CurrentTime",
            {"DateGreaterThan": "2020-01-01T00:00:00Z", "DateLessThan": "2030-01-01T00:00:00Z"},
            "2024-12-31T12:00:00Z",
        ),
        ("s3:TlsVersion", {"NumericGreaterThan": "1.1", "NumericLessThan": "1.3"}, "1.2"),
    ],
)
def test_the_request_lies_between_two_limits(key: str, operators: dict[str, str], witness: str) -> None:
    limits = {operator: {key: value} for operator, value in operators.items()}
    wide = good_with(Principal="*", Action="s3:GetObject", Condition=arn(TRAIL) | limits)
    assert {request and request.context.get(key) for request in shown(wide).values()} == {witness}


def test_the_request_is_let_in_by_the_statement_that_the_finding_is_about() -> None:
    """Not by another: no service makes a request that is of no service."""
    no_service = {"BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}
    wide = {"Principal": {"Service": "cloudtrail.amazonaws.com"}, "Resource": f"{ARN}/*"}
    another = good_statements()[1] | wide | {"Sid": "Another", "Condition": arn(TRAIL)}
    first = good_statements()[1] | wide | {"Sid": "First", "Condition": arn(TRAIL) | no_service}
    found = explained(document([*good_statements(), first, another]), CONTRACT)
    assert [(finding.statement, finding.witness is None) for finding in found] == [
        ('"First"', True),
        ('"Another"', False),
    ]


def test_the_source_is_in_the_account_that_the_request_names() -> None:
    elsewhere = delivery(
        principal=("Service", "delivery.logs.amazonaws.com"),
        context={"aws:SourceArn": f"arn:aws:logs:us-east-1:{FOREIGN}:x", "aws:SourceAccount": FOREIGN},
    )
    assert shown(good_with(Principal=FLOW_LOGS, Condition=condition())) == {
        ("Condition", "aws:sourcearn"): elsewhere,
        ("Condition", "aws:sourceaccount"): elsewhere,
    }


def test_unless_the_statement_lets_in_no_such_request() -> None:
    """Another that does is not to blame."""
    logs = condition(ArnLike={"aws:SourceArn": f"arn:aws:logs:us-east-1:{ACCOUNT}:*"})
    pinned = good_statements()[2] | {"Sid": "Pinned", "Condition": logs}
    open_wide = good_statements()[2] | {"Sid": "Open", "Condition": condition()}
    first, *_ = explained(document([*good_statements(), pinned, open_wide]), CONTRACT)
    assert (first.statement, first.key) == ('"Pinned"', "aws:sourceaccount")
    assert first.witness == delivery(
        "aws:SourceAccount",
        principal=("Service", "delivery.logs.amazonaws.com"),
        context={"aws:SourceArn": f"arn:aws:logs:us-east-1:{ACCOUNT}:x"},
    )


def test_of_two_accounts_the_one_that_shows_what_is_wrong_comes_first() -> None:
    wide = good_with(Principal=FLOW_LOGS, Action="s3:DeleteObject", Condition=condition())
    found = {key: request for (_, key), request in shown(wide).items() if request is not None}
    assert {key: request.context["aws:SourceAccount"] for key, request in found.items()} == {
        "": ACCOUNT,
        "aws:sourcearn": FOREIGN,
        "aws:sourceaccount": FOREIGN,
    }


def test_nor_does_a_deny_refuse_it() -> None:
    source = {"aws:SourceArn": f"arn:aws:logs:us-east-1:{FOREIGN}:x"}
    wide = good_statements()[2] | {"Sid": "Extra", "Condition": condition()}
    deny = good_statements()[-1] | {"Sid": "Deny", "Condition": {"StringEquals": source}}
    found = explained(document([*good_statements(), wide, deny]), CONTRACT)
    assert [finding.witness and finding.witness.context["aws:SourceArn"] for finding in found] == [
        f"arn:aws:logs:us-east-1:{FOREIGN}:delivery-source:x"
    ] * 2


def test_where_the_document_allows_nothing_plausible_a_request_that_contradicts_itself_is_shown() -> None:
    """Better that than none: the grant is there, and was meant for something."""
    logs = {"aws:SourceAccount": FOREIGN, "aws:SourceArn": f"arn:aws:logs:us-east-1:{ACCOUNT}:x"}
    wide = good_with(Principal=FLOW_LOGS, Condition=condition(StringEquals=logs))
    assert shown(wide)["Condition", "aws:sourceaccount"] == delivery(
        principal=("Service", "delivery.logs.amazonaws.com"), context=logs
    )


@pytest.mark.parametrize(
    ("account", "source"),
    [
        (ACCOUNT, f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:channel/x"),
        (OTHER_ACCOUNT, EVIL.replace(FOREIGN, OTHER_ACCOUNT)),
    ],
)
def test_the_source_is_in_the_account_that_is_pinned(account: str, source: str) -> None:
    pinned = condition(StringEquals={"aws:SourceAccount": account})
    assert shown(good_with(Condition=pinned)) == {
        ("Condition", "aws:sourcearn"): delivery(context={"aws:SourceArn": source, "aws:SourceAccount": account})
    }


def test_where_all_sources_of_that_account_are_the_contracts_there_is_none() -> None:
    pinned = condition(StringEquals={"aws:SourceAccount": ACCOUNT})
    assert shown(good_with(Principal=FLOW_LOGS, Condition=pinned)) == {
        ("Condition", "aws:sourcearn"): delivery("aws:SourceArn", principal=("Service", "delivery.logs.amazonaws.com"))
    }


@pytest.mark.parametrize(
    ("source", "witness"),
    [
        (f"*{ACCOUNT}*", f"arn:aws:cloudtrail:us-east-1:{FOREIGN}:trail/{ACCOUNT}"),
        ("arn:aws:cloudtrail:*:1111*:trail/*", "arn:aws:cloudtrail:us-east-1:111199999999:trail/x"),
    ],
)
def test_a_source_elsewhere_is_in_another_account(source: str, witness: str) -> None:
    account = witness.split(":")[4]
    assert shown(good_with(Condition=arn(source, "StringLike"))) == {
        ("Condition", "aws:sourcearn"): delivery(context={"aws:SourceArn": witness, "aws:SourceAccount": account})
    }


def test_a_contract_without_an_organization_or_prefix() -> None:
    assert shown(good_with(Action="s3:GetObject"), PLAIN) == {("Action", ""): delivery(action="s3:GetObject")}
