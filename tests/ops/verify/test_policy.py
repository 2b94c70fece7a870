import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.verify.policy import differences

WRITE: dict[str, Any] = {
    "Sid": "Write",
    "Effect": "Allow",
    "Principal": {"Service": ["cloudtrail.amazonaws.com", "delivery.logs.amazonaws.com"]},
    "Action": ["s3:PutObject", "s3:GetBucketAcl"],
    "Resource": "arn:aws:s3:::logs/*",
    "Condition": {"StringEquals": {"aws:SourceAccount": ["1", "2"]}},
}
TLS_ONLY: dict[str, Any] = {
    "Sid": "TlsOnly",
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:*",
    "Resource": ["arn:aws:s3:::logs"],
    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
}
UNNAMED = {"Effect": "Allow", "Principal": {"AWS": "1"}, "Action": "s3:GetObject", "Resource": "*"}


def document(*statements: dict[str, Any], version: str = "2012-10-17") -> dict[str, Any]:
    return {"Version": version, "Statement": list(statements)}


@st.composite
def same_statement(draw: st.DrawFn, statement: dict[str, Any]) -> dict[str, Any]:
    """The statement as another writer would put it: other orders, single values in or out of a list."""

    def values(value: str | list[str]) -> str | list[str]:
        items = draw(st.permutations([value] if isinstance(value, str) else value))
        return items[0] if len(items) == 1 and draw(st.booleans()) else items

    principal = statement["Principal"]
    return {
        "Condition": {
            operator: {name: values(wanted) for name, wanted in keys.items()}
            for operator, keys in statement["Condition"].items()
        },
        "Resource": values(statement["Resource"]),
        "Action": values(statement["Action"]),
        "Principal": principal if isinstance(principal, str) else {"Service": values(principal["Service"])},
        "Effect": statement["Effect"],
        "Sid": statement["Sid"],
    }


@given(same_statement(WRITE), same_statement(TLS_ONLY), st.booleans())
def test_orders_and_lists_of_one_are_no_difference(
    write: dict[str, Any], tls_only: dict[str, Any], swapped: bool
) -> None:
    live = document(tls_only, write) if swapped else document(write, tls_only)

    assert differences(document(WRITE, TLS_ONLY), live) == []


@pytest.mark.parametrize(
    ("declared", "live"),
    [
        pytest.param(document(WRITE), {"Version": "2012-10-17", "Statement": WRITE}, id="one statement, no list"),
        pytest.param(
            document(TLS_ONLY),
            document({**TLS_ONLY, "Condition": {"Bool": {"aws:SecureTransport": False}}}),
            id="a JSON boolean for its text",
        ),
    ],
)
def test_same_meaning(declared: dict[str, Any], live: dict[str, Any]) -> None:
    assert differences(declared, live) == []


def changed(path: tuple[str, ...], value: object) -> dict[str, Any]:
    statement: dict[str, Any] = copy.deepcopy(WRITE)
    target = statement
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    return statement


@pytest.mark.parametrize(
    ("live", "expected"),
    [
        (document(WRITE), ["TlsOnly: missing"]),
        (document(WRITE, TLS_ONLY, UNNAMED), ["statement 3 (no Sid): not declared"]),
        (document(WRITE, TLS_ONLY, WRITE), ["Write: not declared"]),
        (document({**WRITE, "Effect": "Deny"}, TLS_ONLY), ["Write: Effect changed"]),
        (
            document({**WRITE, "Sid": "Other"}, TLS_ONLY),
            ["Write: missing", "Other: not declared"],
        ),
        (
            document({**WRITE, "Action": "s3:PutObject", "Resource": "*"}, TLS_ONLY),
            ["Write: Action, Resource changed"],
        ),
        (document(changed(("Principal",), "*"), TLS_ONLY), ["Write: Principal changed"]),
        (document(changed(("Principal", "AWS"), "1"), TLS_ONLY), ["Write: Principal changed"]),
        (
            document(changed(("Condition", "StringEquals", "aws:SourceAccount"), ["1"]), TLS_ONLY),
            ["Write: Condition changed"],
        ),
        (
            document(changed(("Condition",), {"StringLike": {"aws:SourceAccount": ["1", "2"]}}), TLS_ONLY),
            ["Write: Condition changed"],
        ),
        (document(changed(("NotAction",), "s3:Get*"), TLS_ONLY), ["Write: NotAction changed"]),
        (
            document(WRITE, TLS_ONLY, version="2008-10-17"),
            ['Version: declared "2012-10-17", is "2008-10-17"'],
        ),
        ({"Statement": [WRITE, TLS_ONLY]}, ['Version: declared "2012-10-17", is null']),
        (
            {"Version": "2012-10-17", "Id": "x", "Statement": [WRITE, TLS_ONLY]},
            ['Id: declared null, is "x"'],
        ),
        ({"Version": "2012-10-17"}, ["Write: missing", "TlsOnly: missing"]),
    ],
)
def test_names_what_differs(live: dict[str, Any], expected: list[str]) -> None:
    assert differences(document(WRITE, TLS_ONLY), live) == expected


def test_a_second_statement_with_the_same_sid_does_not_hide_behind_the_declared_one() -> None:
    open_to_all = {**WRITE, "Principal": "*"}

    for live in (document(open_to_all, WRITE), document(WRITE, open_to_all)):
        assert differences(document(WRITE), live) == ["Write: not declared"]
