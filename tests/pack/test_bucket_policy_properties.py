"""Properties of the decision over generated documents."""

import copy
import json
import re
from random import Random
from typing import Any

import pytest
from bucket_policy import findings_in
from contract import Contract
from decision import decide, explained
from findings import Finding
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.bucket_documents import ACCOUNT, ARN, CONTRACT, FOREIGN, document, good_statements

BARE = Contract(bucket="example-logs")
CONTRACTS = [pytest.param(CONTRACT, id="configured"), pytest.param(BARE, id="inferred")]

json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)
# Elements with the right names and wrong or odd values: deeper into the reader than arbitrary JSON gets.
near_statements = st.dictionaries(
    st.sampled_from(
        ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"]
    ),
    json_values
    | st.sampled_from(["Allow", "Deny", "*", "s3:PutObject", ARN])
    | st.dictionaries(st.sampled_from(["Service", "AWS", "StringEquals", "Null"]), json_values, max_size=2),
)


@settings(max_examples=150, deadline=None)
@given(st.text() | json_values.map(json.dumps) | st.lists(near_statements, max_size=3).map(document))
def test_any_text_is_decided(text: str) -> None:
    for contract in (CONTRACT, BARE):
        assert all(isinstance(finding, Finding) and str(finding) for finding in explained(text, contract))


@settings(deadline=None)
@given(st.text(max_size=3), st.integers(0, 2000))
def test_a_damaged_document_is_decided(inserted: str, position: int) -> None:
    text = document(good_statements())
    explained(text[:position] + inserted + text[position + 1 :], CONTRACT)


def is_allow(statement: dict[str, Any]) -> bool:
    return statement["Effect"] == "Allow"


def change_case(draw: st.DrawFn, text: str) -> str:
    return "".join(letter.upper() if draw(st.booleans()) else letter.lower() for letter in text)


def respell_action(draw: st.DrawFn, statement: dict[str, Any]) -> None:
    statement["Action"] = change_case(draw, statement["Action"])


def respell_keys(draw: st.DrawFn, statement: dict[str, Any]) -> None:
    statement["Condition"] = {
        operator: {change_case(draw, key): value for key, value in keys.items()}
        for operator, keys in statement["Condition"].items()
    }


def repeat_values(draw: st.DrawFn, statement: dict[str, Any]) -> None:
    for element in ("Action", "Resource"):
        values = statement[element] if isinstance(statement[element], list) else [statement[element]]
        statement[element] = values * draw(st.integers(1, 3))
    for keys in statement["Condition"].values():
        for key, value in keys.items():
            keys[key] = (value if isinstance(value, list) else [value]) * draw(st.integers(1, 2))


def swap_operator(draw: st.DrawFn, statement: dict[str, Any]) -> None:
    """Move a literal SourceArn to another operator that means the same for literals."""
    equals = statement["Condition"].get("StringEquals", {})
    if "aws:SourceArn" in equals:
        operator = draw(st.sampled_from(["StringEquals", "StringLike", "ArnEquals", "ArnLike"]))
        statement["Condition"].setdefault(operator, {})["aws:SourceArn"] = equals.pop("aws:SourceArn")


def narrow(draw: st.DrawFn, statement: dict[str, Any]) -> None:
    operator, keys = draw(
        st.sampled_from(
            [
                ("Bool", {"aws:SecureTransport": "true"}),
                ("Null", {"aws:SourceArn": "false"}),
                ("IpAddress", {"aws:SourceIp": "203.0.113.0/24"}),
                ("StringNotEquals", {"aws:SourceAccount": [FOREIGN, "888888888888"]}),
                ("ForAllValues:StringEquals", {"aws:TagKeys": ["a", "b"]}),
                ("StringEqualsIfExists", {"aws:SourceArn": "anything"}),
            ]
        )
    )
    statement["Condition"][operator] = keys


def narrow_resource(draw: st.DrawFn, statement: dict[str, Any]) -> None:
    if isinstance(statement["Resource"], str) and statement["Resource"].endswith("/*"):
        tail = draw(st.text(st.sampled_from("ab/*?-="), max_size=6))
        statement["Resource"] = statement["Resource"].removesuffix("*") + tail


def reorder(draw: st.DrawFn, statement: dict[str, Any]) -> None:
    items = draw(st.permutations(list(statement.items())))
    statement.clear()
    statement.update(items)


RESPELLINGS = [swap_operator, narrow, narrow_resource, repeat_values, respell_keys, reorder]


@st.composite
def respelled(draw: st.DrawFn) -> str:
    statements = good_statements()
    for statement in filter(is_allow, statements):
        respell_action(draw, statement)
        # In this order: each works on what the ones before it leave.
        for respell in RESPELLINGS:
            if draw(st.booleans()):
                respell(draw, statement)
    deny = {"Effect": "Deny", "Principal": {"AWS": [FOREIGN, "*"]}, "NotAction": "s3:Get*", "NotResource": ARN}
    statements += draw(st.sampled_from([[], [deny], [deny, deny]]))
    statements = draw(st.permutations(statements))
    return json.dumps({"Statement": statements, "Version": "2012-10-17"}, indent=draw(st.sampled_from([None, 1, "\t"])))


@pytest.mark.parametrize("contract", CONTRACTS)
@settings(max_examples=120, deadline=None)
@given(text=respelled())
def test_a_respelling_that_does_not_widen_is_accepted(contract: Contract, text: str) -> None:
    assert [str(finding) for finding in findings_in(text, contract)] == []


def escaped(random: Random, text: str) -> str:
    """The same JSON, some letters and digits of its strings escaped."""

    def string(match: re.Match[str]) -> str:
        return "".join(f"\\u{ord(each):04x}" if each.isalnum() and random.random() < 0.1 else each for each in match[0])

    return re.sub(r'"[^"\\]*"', string, text)


def any_case(random: Random, text: str) -> str:
    return "".join(random.choice([letter.upper(), letter.lower()]) for letter in text)


# Each leaves room for what the service writes.
TAILS = {
    "cloudtrail.amazonaws.com": ["*", "CloudTrail/*", "*/eu-north-1/20??/*", "*.json.gz"],
    "delivery.logs.amazonaws.com": ["*", "vpcflowlogs/*", "*/us-east-1/*", "vpcflowlogs/us-east-1/2026/0?/*.gz"],
}
NARROWINGS: list[tuple[str, dict[str, Any]]] = [
    ("Bool", {"aws:SecureTransport": "true"}),
    ("Bool", {"aws:PrincipalIsAWSService": True}),
    ("Null", {"aws:SourceArn": "false"}),
    ("Null", {"aws:PrincipalOrgID": True}),
    ("StringNotEquals", {"aws:SourceAccount": [FOREIGN, "888888888888"]}),
    ("ForAllValues:StringEquals", {"aws:TagKeys": ["a", "b"]}),
    ("StringEqualsIfExists", {"aws:SourceOrgID": "o-exampleorgid"}),
    ("NumericGreaterThanEquals", {"s3:TlsVersion": 1.2}),
    ("StringEquals", {"s3:TlsVersion": "1.2"}),
    ("DateGreaterThan", {"aws:CurrentTime": "2026-01-01T00:00:00Z"}),
]
HARMLESS_DENIES: list[dict[str, Any]] = [
    {"Principal": {"AWS": [FOREIGN]}, "NotAction": "s3:Get*", "NotResource": ARN},
    {"Principal": "*", "Action": "s3:GetObject*", "Resource": "*"},
    {"NotPrincipal": {"Service": list(TAILS)}, "Action": "*", "Resource": [ARN, f"{ARN}/*"]},
    {
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [ARN, f"{ARN}/*"],
        "Condition": {
            "StringNotEquals": {"aws:PrincipalOrgID": "o-exampleorgid"},
            "BoolIfExists": {"aws:PrincipalIsAWSService": "false"},
        },
    },
]


def merged_acl_checks() -> dict[str, Any]:
    """The ACL checks of both services in one statement: every combination is pinned to the account."""
    return {
        "Effect": "Allow",
        "Principal": {"Service": list(TAILS)},
        "Action": "s3:GetBucketAcl",
        "Resource": ARN,
        "Condition": {
            "StringEquals": {"aws:SourceAccount": ACCOUNT},
            "ArnLike": {"aws:SourceArn": [f"arn:aws:cloudtrail:*:{ACCOUNT}:trail/*", f"arn:aws:logs:*:{ACCOUNT}:*"]},
        },
    }


@st.composite
def respelled_and_alive(draw: st.DrawFn) -> str:
    """A good policy, spelled differently or narrowed, through which logs still arrive."""
    random = draw(st.randoms(use_true_random=True))
    statements = good_statements()
    for statement in filter(is_allow, statements):
        statement["Action"] = any_case(random, statement["Action"])
        swap_operator(draw, statement)
        if draw(st.booleans()):
            operator, keys = draw(st.sampled_from(NARROWINGS))
            statement["Condition"].setdefault(operator, {}).update(copy.deepcopy(keys))
        if statement["Resource"] != ARN:
            tails = draw(st.lists(st.sampled_from(TAILS[statement["Principal"]["Service"]]), min_size=1, max_size=2))
            statement["Resource"] = [statement["Resource"].removesuffix("*") + tail for tail in tails]
        statement["Condition"] = {
            operator: {any_case(random, key): value for key, value in keys.items()}
            for operator, keys in statement["Condition"].items()
        }
        if draw(st.booleans()):
            del statement["Sid"]
        items = list(statement.items())
        random.shuffle(items)
        statement.clear()
        statement.update(items)
    if draw(st.booleans()):
        statements = [each for each in statements if each["Action"] == "s3:*" or each["Resource"] != ARN]
        statements.append(merged_acl_checks())
    statements += [{"Effect": "Deny"} | deny for deny in draw(st.lists(st.sampled_from(HARMLESS_DENIES), max_size=2))]
    # A copy that no delivery meets changes nothing.
    extra = good_statements()[1] | {"Sid": "Extra", "Resource": f"{ARN}/AWSLogs/{ACCOUNT}/"}
    statements += draw(st.sampled_from([[], [extra]]))
    random.shuffle(statements)
    document = {"Statement": statements, "Version": "2012-10-17", "Id": draw(st.sampled_from(["", "x y"]))}
    return escaped(random, json.dumps(document, indent=draw(st.sampled_from([None, 1, "\t"]))))


@settings(max_examples=150, deadline=None)
@given(text=respelled_and_alive())
def test_logs_arrive_through_any_respelling(text: str) -> None:
    assert [str(finding) for finding in decide(text, CONTRACT)] == []


def widen_action(statement: dict[str, Any]) -> None:
    statement["Action"] = [statement["Action"], "s3:DeleteObject"]


def widen_principal(statement: dict[str, Any]) -> None:
    statement["Principal"] = {"Service": statement["Principal"]["Service"], "AWS": FOREIGN}


def widen_resource(statement: dict[str, Any]) -> None:
    statement["Resource"] = [statement["Resource"], f"{ARN}/*"]


def widen_folder(statement: dict[str, Any]) -> None:
    statement["Resource"] = statement["Resource"].removesuffix("/*") + "*"


def invert_action(statement: dict[str, Any]) -> None:
    statement["NotAction"] = statement.pop("Action")


def drop_source(statement: dict[str, Any]) -> None:
    for keys in statement["Condition"].values():
        keys.pop("aws:SourceArn", None)
        keys.pop("aws:SourceAccount", None)


def add_foreign_source(statement: dict[str, Any]) -> None:
    for keys in statement["Condition"].values():
        for key in ("aws:SourceArn", "aws:SourceAccount"):
            if key in keys:
                keys[key] = [keys[key], keys[key].replace(ACCOUNT, FOREIGN)]


def weaken_operators(suffix: str) -> Any:
    def weaken(statement: dict[str, Any]) -> None:
        statement["Condition"] = {suffix.format(operator): keys for operator, keys in statement["Condition"].items()}

    weaken.__name__ = f"weaken_{suffix}"
    return weaken


def negate_operators(statement: dict[str, Any]) -> None:
    for operator, negated in (("StringEquals", "StringNotEquals"), ("ArnLike", "ArnNotLike")):
        if operator in statement["Condition"]:
            statement["Condition"][negated] = statement["Condition"].pop(operator)


WIDENINGS = [
    widen_action,
    widen_principal,
    widen_resource,
    widen_folder,
    invert_action,
    drop_source,
    add_foreign_source,
    weaken_operators("{}IfExists"),
    weaken_operators("ForAllValues:{}"),
    negate_operators,
]


@pytest.mark.parametrize("contract", CONTRACTS)
@pytest.mark.parametrize("widen", WIDENINGS, ids=lambda widen: widen.__name__)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_widening_is_caught_in_any_spelling(contract: Contract, widen: Any, data: st.DataObject) -> None:
    statements = good_statements()
    index = data.draw(st.integers(0, 3), label="statement")
    original = copy.deepcopy(statements[index])
    widen(statements[index])
    if statements[index] == original:
        statements[index]["Resource"] = "*"
    statement = statements[index]
    draw: Any = data.draw
    reorder(draw, statement)
    if data.draw(st.booleans()):
        narrow(draw, statement)
    statements = data.draw(st.permutations(statements))
    found = findings_in(document(statements), contract)
    assert {finding.statement for finding in found} == {json.dumps(statement["Sid"])}
    assert {finding.kind for finding in found} <= {"excess", "hardening"}
