import json
import sys
from typing import Any

import pytest
from policy_document import parse_document
from policy_model import Condition, Principal

from tests.support.bucket_documents import ACCOUNT, document, good_statements, good_with

LIMIT = 20 * 1024


def refused(text: str) -> list[tuple[str, str]]:
    findings = parse_document(text).findings
    assert {finding.kind for finding in findings} <= {"malformed"}
    return [(finding.statement, finding.element) for finding in findings]


def whole(**changes: Any) -> str:
    elements = {"Version": "2012-10-17", "Statement": good_statements()} | changes
    return json.dumps({name: value for name, value in elements.items() if value is not None})


def test_what_is_read() -> None:
    read = parse_document(
        good_with(Principal={"Service": ["a.amazonaws.com", "b.amazonaws.com"], "AWS": "*"}, Action=["s3:A", "s3:B"])
    )
    assert read.findings == ()
    assert [statement.label for statement in read.statements] == [
        '"TrailAcl"', '"TrailPut"', '"FlowPut"', '"FlowAcl"', '"TlsOnly"', '"Extra"',
    ]  # fmt: skip
    extra = read.statements[-1]
    assert extra.principals == (
        Principal("Service", "a.amazonaws.com"),
        Principal("Service", "b.amazonaws.com"),
        Principal("AWS", "*"),
    )
    assert extra.actions == ("s3:A", "s3:B")
    assert extra.inverted == ()
    deny = read.statements[-2]
    assert (deny.effect, deny.principals) == ("Deny", (Principal("*", "*"),))
    assert deny.conditions == (Condition("Bool", "aws:securetransport", ("false",)),)


def test_inverted_elements_are_told() -> None:
    changes = {"Principal": None, "NotPrincipal": "*", "Action": None, "NotAction": "s3:A"}
    assert parse_document(good_with(**changes)).statements[-1].inverted == ("NotPrincipal", "NotAction")


def test_one_statement_without_a_list() -> None:
    assert [s.label for s in parse_document(whole(Statement=good_statements()[0])).statements] == ['"TrailAcl"']


def test_a_malformed_statement_leaves_the_others() -> None:
    read = parse_document(good_with(Effect="allow"))
    assert len(read.statements) == 5
    assert [(finding.statement, finding.element) for finding in read.findings] == [('"Extra"', "Effect")]


@pytest.mark.parametrize(
    ("text", "element"),
    [
        pytest.param("", "", id="empty"),
        pytest.param("null", "", id="null"),
        pytest.param("[]", "", id="list"),
        pytest.param('"{}"', "", id="string"),
        pytest.param("{}", "Version", id="nothing-in-it"),
        pytest.param("\ufeff" + whole(), "", id="byte-order-mark"),
        pytest.param(whole() + whole(), "", id="two-documents"),
        pytest.param(whole()[:-1] + ',"Statement":[]}', "", id="duplicate-key"),
        pytest.param(whole()[:-1] + ',"\\u0053tatement":[]}', "", id="duplicate-key-escaped"),
        pytest.param(whole(Id=float("nan")), "", id="NaN"),
        pytest.param(whole(Id=float("-inf")), "", id="Infinity"),
        pytest.param("[" * 5000 + "]" * 5000, "", id="deep"),
        pytest.param("9" * 5000, "", id="huge-number"),
        pytest.param(whole(Version=None), "Version", id="no-version"),
        pytest.param(whole(Version="2008-10-17"), "Version", id="old-version"),
        pytest.param(whole(Version=["2012-10-17"]), "Version", id="version-list"),
        pytest.param(whole(version="2012-10-17"), '"version"', id="second-version"),
        pytest.param(whole(Id=7), "Id", id="id-number"),
        pytest.param(whole(Statement=[]), "Statement", id="no-statements"),
    ],
)
def test_malformed_document(text: str, element: str) -> None:
    assert refused(text) == [("", element)]
    assert parse_document(text).statements == ()


@pytest.mark.parametrize("statement", [None, "x", 1, [], ["x"], [[]]])
def test_statement_that_is_no_object(statement: Any) -> None:
    assert refused(document([*good_statements(), statement])) == [("#6", "Statement")]


@pytest.mark.parametrize(
    ("changes", "element"),
    [
        pytest.param({"Effect": None}, "Effect", id="no-effect"),
        pytest.param({"Effect": ["Allow"]}, "Effect", id="effect-list"),
        pytest.param({"Conditions": {}}, '"Conditions"', id="misspelt-element"),
        pytest.param({"effect": "Allow"}, '"effect"', id="element-case"),
        pytest.param({"Principal": None}, "Principal", id="no-principal"),
        pytest.param({"NotPrincipal": "*"}, "Principal", id="principal-twice"),
        pytest.param({"Action": None}, "Action", id="no-action"),
        pytest.param({"NotAction": "s3:A"}, "Action", id="action-twice"),
        pytest.param({"Resource": None}, "Resource", id="no-resource"),
        pytest.param({"NotResource": "*"}, "Resource", id="resource-twice"),
        pytest.param({"Principal": {}}, "Principal", id="principal-of-no-one"),
        pytest.param({"Principal": ["*"]}, "Principal", id="principal-list"),
        pytest.param({"Principal": "cloudtrail.amazonaws.com"}, "Principal", id="principal-string"),
        pytest.param({"Principal": {"Services": "x"}}, '"Services"', id="principal-kind"),
        pytest.param({"Principal": {"Service": []}}, "Principal", id="principal-empty-list"),
        pytest.param({"Principal": {"AWS": "arn:aws:iam::*:root"}}, "Principal", id="principal-wildcard"),
        *(
            pytest.param({"Principal": {kind: name}}, "Principal", id=f"{kind}-{name}")
            for kind, name in [
                ("Service", "cloudtrail.amazonaws.com.evil.example"),
                ("Service", "CloudTrail.amazonaws.com"),
                ("Service", "cloudtrail.amazonaws.com."),
                ("Service", ".amazonaws.com"),
                ("Service", "*.amazonaws.com"),
                ("Service", "cloudtrail"),
                ("Service", "cloudtrailxamazonaws.com"),
                ("AWS", "cloudtrail.amazonaws.com"),
                ("AWS", "11112222333"),
                ("AWS", "1111222233334"),
                ("AWS", "arn:aws:iam::111122223333:role/*"),
                ("AWS", "arn:aws:iam::111122223333:role/x?"),
                ("AWS", "arn:aws:iam::11112222????:root"),
                ("AWS", "arn:aws:s3:::example-logs"),
                ("AWS", "arn:aws:iam::111122223333:group/x"),
                ("AWS", "arn:aws:iam::111122223333:policy/x"),
                ("AWS", "arn:aws:iam::111122223333:nonsense"),
                ("AWS", "arn:aws:iam::111122223333:role/"),
                ("AWS", "arn:aws:iam::111122223333:user/"),
                ("AWS", "arn:aws:iam::111122223333:roles/x"),
                ("AWS", "arn:aws:iam::111122223333:root/x"),
                ("AWS", "arn:aws:iam::111122223333:assumed-role/x/y"),
                ("AWS", "arn:aws:iam::111122223333:saml-provider/x"),
                ("AWS", "arn:aws:iam::111122223333:oidc-provider/example.com"),
                ("AWS", "arn:aws:iam::11112222333:root"),
                ("AWS", "arn:aws:iam::cloudfront:root"),
                ("AWS", "arn:aws:iam:us-east-1:111122223333:root"),
                ("AWS", "arn:foo:iam::111122223333:root"),
                ("AWS", "arn::iam::111122223333:root"),
                ("AWS", "arn:aws:sts::111122223333:root"),
                ("AWS", "arn:aws:sts::111122223333:role/x"),
                ("AWS", "arn:aws:sts::111122223333:assumed-role/x"),
                ("AWS", "arn:aws:sts::111122223333:assumed-role/x/"),
                ("AWS", "arn:aws:sts::111122223333:federated-user/"),
                ("AWS", "1111222233334444"),
                ("AWS", "AIDAEXAMPLE1234"),
                ("AWS", "BIDAEXAMPLE12345"),
                ("AWS", "AIDAexample12345"),
                ("AWS", "A" * 129),
            ]
        ),
        pytest.param({"Action": "PutObject"}, "Action", id="action-without-service"),
        pytest.param({"Action": "s3:"}, "Action", id="action-without-operation"),
        pytest.param({"Action": "s3:PutObject,s3:GetObject"}, "Action", id="two-actions-in-one"),
        pytest.param({"Resource": "example-logs/*"[:-2]}, "Resource", id="resource-no-arn"),
        pytest.param({"Resource": "arn:aws:s3::example-logs"}, "Resource", id="resource-short-arn"),
        pytest.param({"Resource": "urn:aws:s3:::example-logs"}, "Resource", id="resource-other-scheme"),
        pytest.param({"Action": []}, "Action", id="empty-list"),
        pytest.param({"Action": ""}, "Action", id="empty-string"),
        pytest.param({"Action": [["s3:A"]]}, "Action", id="nested-list"),
        pytest.param({"Action": True}, "Action", id="boolean"),
        pytest.param({"Action": "s3:PutObject "}, "Action", id="trailing-space"),
        pytest.param({"Action": "s3:PutObject\n"}, "Action", id="trailing-newline"),
        pytest.param({"Action": "s3:Put\tObject"}, "Action", id="tab-inside"),
        pytest.param({"Action": "s3:PutObject\x7f"}, "Action", id="delete-character"),
        pytest.param({"Action": "s3:GetBuc\u212aetAcl"}, "Action", id="kelvin-sign"),
        pytest.param({"Action": "\u017f3:PutObject"}, "Action", id="long-s"),
        pytest.param({"Action": "\u04553:PutObject"}, "Action", id="cyrillic"),
        pytest.param({"Action": "s3:Put\u200bObject"}, "Action", id="zero-width"),
        pytest.param({"Action": "s3:\ud800"}, "Action", id="lone-surrogate"),
        pytest.param({"Resource": "arn:aws:s3:::b/\u00e9"}, "Resource", id="not-ascii"),
        pytest.param({"Resource": "arn:aws:s3:::b/\x7f"}, "Resource", id="resource-delete-character"),
        pytest.param({"Resource": "arn:aws:s3:::b/\t*"}, "Resource", id="resource-tab"),
        pytest.param({"Resource": 1}, "Resource", id="number"),
        pytest.param({"Condition": []}, "Condition", id="condition-list"),
        pytest.param({"Condition": None, "Sid": " x"}, "Sid", id="sid-space"),
        pytest.param({"Condition": {"StringEqual": {}}}, "Condition", id="unknown-operator"),
        pytest.param({"Condition": {"stringequals": {}}}, "Condition", id="operator-case"),
        pytest.param({"Condition": {"NullIfExists": {}}}, "Condition", id="null-if-exists"),
        pytest.param({"Condition": {"ForSomeValues:StringEquals": {}}}, "Condition", id="set-operator"),
        pytest.param({"Condition": {"Bool": []}}, "Condition Bool", id="operator-list"),
        pytest.param({"Condition": {"Bool": {"aws:A": []}}}, "Condition Bool aws:a", id="no-values"),
        pytest.param({"Condition": {"Bool": {"aws:A": 1}}}, "Condition Bool aws:a", id="number-for-boolean"),
        pytest.param({"Condition": {"Null": {"aws:A": [True, None]}}}, "Condition Null aws:a", id="null-for-boolean"),
        pytest.param(
            {"Condition": {"NumericEquals": {"s3:A": True}}}, "Condition NumericEquals s3:a", id="boolean-for-number"
        ),
        pytest.param({"Condition": {"NumericEquals": {"s3:A": {}}}}, "Condition NumericEquals s3:a", id="object"),
        *(
            pytest.param(
                {"Condition": {operator: {"aws:A": value}}}, f"Condition {operator} aws:a", id=f"{operator}-{value}"
            )
            for operator in ("StringEquals", "StringLikeIfExists", "ForAnyValue:StringEquals", "ArnLike", "IpAddress")
            for value in (111122223333, 1.5, True)
        ),
        *(
            pytest.param(
                {"Condition": {operator: {"aws:A": value}}}, f"Condition {operator} aws:a", id=f"{operator}-{value}"
            )
            for operator, value in [
                ("Bool", "yes"),
                ("Null", "no"),
                ("NumericEquals", "1,5"),
                ("NumericLessThanIfExists", "one"),
                ("DateLessThan", "tomorrow"),
                ("DateLessThan", "2020-99-99T99:99:99Z"),
                ("DateGreaterThan", "2023-02-29"),
                ("DateEquals", "2026-13"),
                ("DateEquals", "0000"),
                ("DateEquals", "20260101T000000Z"),
                ("BinaryEquals", "%%%"),
                ("BinaryEquals", "QQ"),
                ("BinaryEquals", "Q.Q=="),
                ("IpAddress", "10.0.0.0/0.0.0.255"),
                ("IpAddress", "10.0.0.0/255.0.0.0"),
                ("NotIpAddress", "fe80::1%eth0"),
                ("IpAddress", "fe80::%1/64"),
                ("IpAddress", "203.0.113.0/33"),
                ("ForAnyValue:NotIpAddress", "example.com"),
            ]
        ),
        pytest.param({"Condition": {"StringEquals": {"SourceArn": "x"}}}, "Condition", id="key-without-service"),
        pytest.param({"Condition": {"Bool": {"aws:A ": "x"}}}, "Condition", id="key-space"),
        pytest.param({"Condition": {"StringLike": {"aws:A": "x", "AWS:a": "y"}}}, "Condition", id="same-key"),
    ],
)
@pytest.mark.parametrize("effect", ["Allow", "Deny"])
def test_malformed_statement(changes: dict[str, Any], element: str, effect: str) -> None:
    label = "#6" if "Sid" in changes and not changes["Sid"].strip() else json.dumps(changes.get("Sid", "Extra"))
    assert refused(good_with(**{"Effect": effect, **changes})) == [(label, element)]


@pytest.mark.parametrize(
    "name",
    [
        "*",
        ACCOUNT,
        f"arn:aws:iam::{ACCOUNT}:root",
        f"arn:aws-eusc:iam::{ACCOUNT}:user/path/x",
        f"arn:aws-iso-f:iam::{ACCOUNT}:role/aws-service-role/example.amazonaws.com/x",
        "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity EXAMPLE",
        f"arn:aws:sts::{ACCOUNT}:assumed-role/x/session",
        f"arn:aws:sts::{ACCOUNT}:federated-user/x",
        "AIDAEXAMPLE12345",
        "A" * 128,
    ],
)
def test_principals_of_an_account(name: str) -> None:
    assert refused(good_with(Principal={"AWS": name})) == []


@pytest.mark.parametrize("sid", [7, None, []])
def test_sid_that_is_no_name(sid: object) -> None:
    assert refused(document([*good_statements(), good_statements()[0] | {"Sid": sid}])) == [("#6", "Sid")]


def test_an_empty_name_is_no_name() -> None:
    # Terraform writes such Sids, and AWS takes any number of them.
    unnamed = [statement | {"Sid": ""} for statement in good_statements()]
    read = parse_document(whole(Id="", Statement=unnamed))
    assert read.findings == ()
    assert [statement.label for statement in read.statements] == ["#1", "#2", "#3", "#4", "#5"]


@pytest.mark.parametrize(
    ("operator", "raw", "values"),
    [
        ("Bool", "false", ("false",)),
        ("Bool", '[true, false, "true"]', ("true", "false", "true")),
        ("BoolIfExists", "false", ("false",)),
        ("Null", "true", ("true",)),
        ("ForAnyValue:Null", "false", ("false",)),
        ("NumericLessThan", "1.2", ("1.2",)),
        ("NumericLessThan", '["10", 10, 10.0, -3, 1e3, 0.5]', ("10", "10", "10", "-3", "1000", "0.5")),
        ("ForAllValues:NumericEqualsIfExists", "7", ("7",)),
        ("DateGreaterThan", "1700000000", ("1700000000",)),
        ("BinaryEquals", '"QQ=="', ("QQ==",)),
    ],
)
@pytest.mark.parametrize("effect", ["Allow", "Deny"])
def test_booleans_and_numbers_are_read_as_the_text_that_they_are_compared_as(
    operator: str, raw: str, values: tuple[str, ...], effect: str
) -> None:
    text = good_with(Effect=effect, Condition={operator: {"aws:A": "RAW"}}).replace('"RAW"', raw)
    read = parse_document(text)
    assert read.findings == ()
    assert read.statements[-1].conditions == (Condition(operator, "aws:a", values),)


@pytest.mark.parametrize("raw", ["NaN", "Infinity", "1e999", "-1e999"])
def test_what_is_no_finite_number_is_refused(raw: str) -> None:
    text = good_with(Condition={"NumericEquals": {"aws:A": "RAW"}}).replace('"RAW"', raw)
    assert [where for _, where in refused(text)] == [""]


@pytest.mark.parametrize("resource", ["*", "?", "arn:*", "arn:aws:s3?example-logs"])
def test_a_wildcard_may_stand_for_components_of_an_arn(resource: str) -> None:
    assert refused(good_with(Resource=resource)) == []


@pytest.mark.parametrize(
    ("operator", "value"),
    [("Bool", "TRUE"), ("Null", "False"), ("IpAddress", "203.0.113.7/24"), ("NotIpAddress", "2001:db8::1")],
)
def test_values_that_can_be_compared(operator: str, value: str) -> None:
    assert refused(good_with(Condition={operator: {"aws:A": value}})) == []


@pytest.mark.parametrize("operator", ["Bool", "NumericEquals", "DateLessThan", "IpAddress"])
def test_a_variable_may_stand_for_a_value_of_any_type(operator: str) -> None:
    assert refused(good_with(Condition={operator: {"aws:A": "${aws:PrincipalTag/x}"}})) == []


def test_sids_are_unique() -> None:
    assert refused(good_with(Sid="TrailPut")) == [('"TrailPut"', "Sid")]


def test_statements_without_a_sid_are_not_the_same() -> None:
    anonymous = [{k: v for k, v in statement.items() if k != "Sid"} for statement in good_statements()]
    assert refused(document(anonymous)) == []


def test_size_is_counted_in_bytes() -> None:
    base = whole(Id="x")
    fits = base.replace('"x"', '"' + "x" * (LIMIT - len(base) + 1) + '"')
    assert len(fits) == LIMIT
    assert refused(fits) == []
    assert refused(fits + " ") == [("", "")]
    two_bytes_each = fits[: LIMIT // 2] + fits[LIMIT // 2 :].replace("x", "\u00e9")
    assert refused(two_bytes_each) == [("", "")]
    assert "over S3's limit" in parse_document(two_bytes_each).findings[0].message
    assert refused("\ud800" * 4) == [("", "")]


@pytest.mark.parametrize("depth", range(100, 1500, 50))
def test_nesting_of_any_depth_is_decided(depth: int) -> None:
    nested = '{"a":' * depth + "1" + "}" * depth
    text = document([*good_statements(), {"Sid": "Deep"}]).replace('"Deep"', f'"Deep","Action":[{nested}]')
    assert len(refused(text)) == 1
    assert len(refused(f'{{"Version":"2012-10-17","Statement":["x"],"Id":{nested}}}')) == 1


def test_what_can_just_be_read_can_be_reported() -> None:
    # Reading and quoting a value may each meet the interpreter's recursion limit, one of them a level earlier.
    for depth in range(sys.getrecursionlimit()):
        assert refused("[" * depth + "]" * depth) == [("", "")]


def test_message_stays_on_one_short_line() -> None:
    (finding,) = parse_document(good_with(Effect="\x1b[31m" + "x" * 500 + "\n")).findings
    assert finding.message.startswith('"\\u001b[31mxxx')
    assert finding.message.isprintable()
    assert len(finding.message) < 200


def test_sids_that_differ_at_their_end_are_two() -> None:
    first, second, *others = good_statements()
    long = "a" * 170
    read = parse_document(document([first | {"Sid": f"{long}1"}, second | {"Sid": f"{long}2"}, *others]))
    assert read.findings == ()
    assert [statement.label for statement in read.statements[:2]] == [f'"{long}1"', f'"{long}2"']


def test_a_message_has_the_beginning_of_a_long_sid() -> None:
    (finding,) = parse_document(good_with(Sid="a" * 170, Effect="allow")).findings
    assert str(finding).startswith(f'statement "{"a" * 159}..., Effect: "allow" is not an effect.')


@pytest.mark.parametrize(
    "key",
    [
        "accounts.google.com:aud",
        "token.actions.githubusercontent.com:sub",
        "cognito-identity.amazonaws.com:aud",
        "graph.facebook.com:app_id",
        "www.amazon.com:app_id",
        "oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE_D539D4633E53DE1B716D3041E:sub",
    ],
)
def test_the_keys_of_identity_providers_are_read(key: str) -> None:
    read = parse_document(good_with(Condition={"StringEquals": {key: "x"}}))
    assert read.findings == ()
    assert read.statements[-1].conditions == (Condition("StringEquals", key.lower(), ("x",)),)


@pytest.mark.parametrize("key", [".com:aud", "a..b:aud", "a/:aud", "a.b:", "a_b:c"])
def test_what_only_looks_like_one_is_not(key: str) -> None:
    assert refused(good_with(Condition={"StringEquals": {key: "x"}})) == [('"Extra"', "Condition")]
