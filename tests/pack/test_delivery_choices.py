"""Whether a delivery can carry what is asked of it."""

from typing import Any

import pytest
from decision import decide
from delivery_choices import can_choose, open_conjuncts
from policy_model import Condition

from tests.support.bucket_documents import ACL, ARN, CONTRACT, TRAIL, document, good_statements

SSE = "s3:x-amz-server-side-encryption"
KEY = "s3:x-amz-server-side-encryption-aws-kms-key-id"


def on(operator: str, *values: str, key: str = SSE) -> Condition:
    return Condition(operator, key, values)


@pytest.mark.parametrize(
    ("wanted", "refused", "expected"),
    [
        pytest.param([], [], True, id="nothing-asked"),
        pytest.param([], [[on("StringNotEquals", "aws:kms")]], True, id="one-value-left"),
        pytest.param([], [[on("StringEquals", "AES256")]], True, id="all-but-one-left"),
        pytest.param([], [[on("Null", "true")]], True, id="has-to-be-there"),
        pytest.param([], [[on("Null", "true")], [on("Null", "false")]], False, id="neither-there-nor-absent"),
        pytest.param([], [[on("Null", "true", "false")]], False, id="neither-in-one"),
        pytest.param(
            [], [[on("StringNotEquals", "aws:kms")], [on("StringNotEquals", "AES256")]], False, id="two-values-required"
        ),
        pytest.param(
            [], [[on("StringNotEquals", "aws:kms", "AES256")], [on("StringEquals", "AES256")]], True, id="one-of-two"
        ),
        pytest.param(
            [],
            [[on("ForAnyValue:StringNotEquals", "aws:kms")], [on("ForAnyValue:StringNotEquals", "AES256")]],
            True,
            id="none-is-let-in",
        ),
        pytest.param(
            [on("StringEquals", "AES256")], [[on("StringNotEquals", "aws:kms")]], False, id="another-is-wanted"
        ),
        pytest.param([on("StringEquals", "aws:kms")], [[on("StringNotEquals", "aws:kms")]], True, id="the-same"),
        pytest.param([on("Null", "true"), on("StringLike", "aws:*")], [], False, id="wanted-and-absent"),
        pytest.param(
            [on("StringLike", "a*", key=KEY)], [[on("StringLike", "arn*", key=KEY)]], True, id="something-like-it"
        ),
        pytest.param([on("StringLike", "aws:*")], [[on("StringEquals", "aws:kms")]], True, id="another-of-few-values"),
        pytest.param([on("StringLike", "aws:*")], [[on("StringLike", "aws:kms*")]], False, id="no-other-value"),
        *[
            pytest.param(
                [on("DateGreaterThan", "2027-01-01", key="aws:currenttime")],
                [[on("DateGreaterThan", until, key="aws:currenttime")]],
                expected,
                id=f"until-{until}",
            )
            for until, expected in (("2027-06-01", True), ("2026-06-01", False))
        ],
        pytest.param(
            [],
            [
                [on("StringNotEquals", "aws:kms"), on("StringNotEquals", "k", key=KEY)],
                [on("StringNotEquals", "AES256")],
            ],
            True,
            id="the-other-key-of-a-deny",
        ),
        pytest.param(
            [], [[on("StringNotEquals", "aws:kms")], [on("StringNotEquals", "k", key=KEY)]], True, id="two-keys"
        ),
        pytest.param(
            [],
            [[on("Null", "true")], [on("Null", "false")], [on("Null", "true", key=KEY)]],
            False,
            id="one-of-two-keys",
        ),
        pytest.param(
            [], [[on("StringNotEquals", "aws:kms")], [on("StringNotEquals", "${aws:userid}")]], True, id="a-variable"
        ),
        pytest.param(
            [],
            [[on("Null", "false"), on("StringNotEquals", "${aws:userid}")], [on("Null", "true")]],
            True,
            id="a-variable-beside-another-conjunct",
        ),
        pytest.param(
            [on("StringEquals", "AES256")], [[on("StringEquals", "AES256", key=KEY)]], True, id="each-key-for-itself"
        ),
        pytest.param(
            [],
            [[on("StringNotEquals", "AES256")], [on("StringNotEquals", "k", key=KEY)]],
            False,
            id="a-key-without-its-encryption",
        ),
        pytest.param(
            [on("StringEquals", "k", key=KEY)], [[on("StringNotEquals", "AES256")]], False, id="a-wanted-key-without-it"
        ),
        pytest.param(
            [],
            [[on("StringNotEquals", "aws:kms:dsse")], [on("Null", "true", key=KEY)]],
            True,
            id="a-key-with-its-encryption",
        ),
        pytest.param(
            [],
            [[on("StringNotEquals", "AES256")], [on("StringNotEquals", "k", key=KEY), on("Null", "false", key=KEY)]],
            True,
            id="a-key-or-none",
        ),
        pytest.param([on("StringEquals", "${aws:userid}")], [[on("Null", "false")]], True, id="a-wanted-variable"),
        pytest.param(
            [],
            [[on("NumericLessThanEquals", "5", key="s3:x")], [on("NumericGreaterThanEquals", "6", key="s3:x")]],
            True,
            id="between-numbers",
        ),
        pytest.param(
            [],
            [
                [on("NumericLessThan", "1.3", key="s3:tlsversion")],
                [on("NumericGreaterThan", "1.2", key="s3:tlsversion")],
            ],
            False,
            id="one-of-few-values",
        ),
    ],
)
def test_can_choose(wanted: list[Condition], refused: list[list[Condition]], expected: bool) -> None:
    assert can_choose(tuple(wanted), tuple(map(tuple, refused))) is expected


def test_open_conjuncts_are_those_that_depend_on_what_is_carried() -> None:
    context = {"aws:securetransport": "true", "s3:x-amz-acl": "x"}
    plain, carried = on("Bool", "true", key="aws:securetransport"), on("StringEquals", "aws:kms")
    assert open_conjuncts([plain, carried], context) == (carried,)
    assert open_conjuncts([plain], context) == ()
    assert open_conjuncts([carried, on("Bool", "false", key="aws:securetransport")], context) is None


def refusing(sid: str, operator: str, value: str) -> dict[str, Any]:
    deny = {"Sid": sid, "Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Resource": f"{ARN}/*"}
    return deny | {"Condition": {operator: {SSE: value}}}


def test_the_deny_with_which_nothing_is_left_is_named() -> None:
    kms, aes = refusing("Kms", "StringNotEquals", "aws:kms"), refusing("Aes", "StringNotEquals", "AES256")
    there, trail = refusing("There", "Null", "true"), good_statements()[:2]
    assert decide(document([*trail, kms, there]), CONTRACT) == ()
    (finding,) = decide(document([*trail, kms, there, aes, there | {"Sid": "Again"}]), CONTRACT)
    assert finding[:3] == ("inert", '"Aes"', "Effect")


def test_an_allow_may_ask_for_what_nothing_can_carry() -> None:
    check, put = good_statements()[:2]
    pinned = {"StringEquals": {"aws:SourceArn": TRAIL, **ACL}, "Null": {SSE: "true"}, "StringLike": {SSE: "aws:*"}}
    (finding,) = decide(document([check, put | {"Condition": pinned}]), CONTRACT)
    assert finding[:3] == ("inert", '"TrailPut"', "Condition")


def test_an_allow_may_ask_for_what_a_deny_refuses() -> None:
    check, put = good_statements()[:2]
    pinned = {"StringEquals": {"aws:SourceArn": TRAIL, **ACL, SSE: "AES256"}}
    wanting = put | {"Condition": pinned}
    text = document([check, wanting, refusing("Kms", "StringNotEquals", "aws:kms")])
    assert [finding[:3] for finding in decide(text, CONTRACT)] == [("inert", '"Kms"', "Effect")]
    assert (
        decide(
            document([check, wanting, put | {"Sid": "Other"}, refusing("K", "StringNotEquals", "aws:kms")]), CONTRACT
        )
        == ()
    )
