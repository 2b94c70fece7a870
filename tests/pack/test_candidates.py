"""What the search for a witness tries, in order: the likeliest first, for they are what a person reads."""

from collections.abc import Iterable

import pytest
from automaton import Budget, TooManyStepsError
from candidates import (
    FILLINGS,
    actions,
    foreign_account,
    principals,
    resources,
    resources_told_apart,
    told_apart,
    values,
)
from contract import Contract
from policy_model import Condition, Principal, Statement
from s3_operations import ON_BUCKETS, ON_OBJECTS

from tests.support.bucket_documents import ACCOUNT, ARN, BUCKET, FOREIGN, PLAIN, TRAIL
from tests.support.mixed_documents import DELIVERY, FOLDER, TRAILS
from tests.support.witnesses import LOG_FILE, STRANGER

ENOUGH = 1_000_000


def statement(
    principals: Iterable[tuple[str, str]] = (), actions: Iterable[str] = (), resources: Iterable[str] = ()
) -> Statement:
    named = tuple(Principal(*each) for each in principals)
    return Statement("#1", "Allow", named, tuple(actions), tuple(resources), (), ())


def contract(*accounts: str, trails: tuple[str, ...] = ()) -> Contract:
    return Contract(bucket=BUCKET, partition="aws", accounts=accounts, trails=trails)


@pytest.mark.parametrize(
    ("accounts", "expected"),
    [
        ([ACCOUNT], "999999999999"),
        ([], "999999999999"),
        (["999999999999"], "888888888888"),
        (["888888888888", "999999999999"], "777777777777"),
    ],
)
def test_a_foreign_account_is_none_of_the_contracts(accounts: list[str], expected: str) -> None:
    assert foreign_account(contract(*accounts)) == expected


@pytest.mark.parametrize(
    ("named", "tried"),
    [
        pytest.param([], [], id="none-named"),
        pytest.param([("*", "*")], [("Anonymous", "*")], id="everyone"),
        pytest.param([("AWS", "*")], [("AWS", STRANGER)], id="every-account"),
        pytest.param([("Service", "*")], [("Service", "ec2.amazonaws.com")], id="every-service"),
        pytest.param([("Federated", "*")], [("Federated", "*")], id="every-provider"),
        pytest.param([("AWS", "1" * 12)], [("AWS", f"arn:aws:iam::{'1' * 12}:root")], id="an-account-by-its-number"),
        pytest.param([("AWS", STRANGER)], [("AWS", STRANGER)], id="a-role"),
        pytest.param([("Service", "a.b"), ("AWS", "AIDA")], [("Service", "a.b"), ("AWS", "AIDA")], id="in-order"),
    ],
)
def test_principals_are_the_services_what_is_named_and_strangers(
    named: list[tuple[str, str]], tried: list[tuple[str, str]]
) -> None:
    assert list(principals(statement(principals=named), PLAIN)) == [
        *(("Service", TRAILS), ("Service", DELIVERY)),
        *tried,
        *(("AWS", STRANGER), ("Anonymous", "*"), ("Service", "ec2.amazonaws.com")),
    ]


def test_a_stranger_is_of_the_contracts_partition() -> None:
    china = Contract(bucket=BUCKET, partition="aws-cn", accounts=(ACCOUNT,))
    assert list(principals(statement(principals=[("AWS", ACCOUNT)]), china))[2:] == [
        ("AWS", f"arn:aws-cn:iam::{ACCOUNT}:root"),
        ("AWS", f"arn:aws-cn:iam::{FOREIGN}:role/x"),
        ("Anonymous", "*"),
        ("Service", "ec2.amazonaws.com"),
    ]


def test_actions_are_delivery_what_an_attacker_wants_all_there_are_and_what_is_named() -> None:
    tried = list(actions(statement(actions=["s3:Foo*", "ec2:Run?nstances"])))
    assert tried[:4] == ["s3:PutObject", "s3:GetBucketAcl", "s3:DeleteObject", "s3:GetObject"]
    assert set(tried[:-2]) == {f"s3:{name}" for name in (*ON_OBJECTS, *ON_BUCKETS)}
    assert tried[-2:] == ["s3:Foox", "ec2:Runxnstances"]


@pytest.mark.parametrize("named", ["s3:PutObjec?", "S3:PUTOBJECT", "s3:GetBucketAc*", "s3:*"])
def test_no_action_is_made_up_where_s3_has_one_that_matches(named: str) -> None:
    assert {*actions(statement(actions=[named]))} == {f"s3:{name}" for name in (*ON_OBJECTS, *ON_BUCKETS)}


FLOW_LOG_FILE = f"vpcflowlogs/us-east-1/2026/01/31/{ACCOUNT}_vpcflowlogs_us-east-1_fl-1234_20260131T0000Z_x.log.gz"
OF_THE_CONTRACT = [
    f"{FOLDER}/{LOG_FILE}",
    ARN,
    f"{ARN}/AWSLogs/{FOREIGN}/x",
    f"{FOLDER}/{FLOW_LOG_FILE}",
    f"{ARN}/AWSLogs/aws-account-id={ACCOUNT}/{FLOW_LOG_FILE}",
]
ELSEWHERE = [f"{ARN}/other/x", "arn:aws:s3:::other", "arn:aws:s3:::other/x"]


@pytest.mark.parametrize(
    ("named", "tried"),
    [
        pytest.param([], [], id="none-named"),
        pytest.param([f"{ARN}/x"], [f"{ARN}/x"] * len(FILLINGS), id="an-object"),
        pytest.param([f"{ARN}/a*b?"], [f"{ARN}/a{filling}bz" for filling in FILLINGS], id="wildcards"),
        pytest.param(["*"], [], id="everything-is-no-arn"),
        pytest.param(["arn:aws:s3::*"], ["arn:aws:s3::x:x"], id="an-arn-with-the-filling-that-has-a-colon"),
        pytest.param(["arn:*"], [], id="too-few-components"),
        pytest.param([f"x{ARN}"], [], id="no-arn"),
    ],
)
def test_resources_are_log_files_the_bucket_what_is_named_and_elsewhere(named: list[str], tried: list[str]) -> None:
    assert list(resources(statement(resources=named), PLAIN)) == [*OF_THE_CONTRACT, *tried, *ELSEWHERE]


def test_resources_without_an_account_are_of_a_foreign_one() -> None:
    # Without accounts there are no folders to write to.
    assert list(resources(statement(), contract())) == [ARN, f"{ARN}/AWSLogs/{FOREIGN}/x", *ELSEWHERE]


def test_log_files_are_of_the_first_account_in_every_folder() -> None:
    two = contract(ACCOUNT, "444455556666")
    tried = list(resources(statement(), two))
    assert tried[:2] == [f"{FOLDER}/{LOG_FILE}", f"{ARN}/AWSLogs/444455556666/{LOG_FILE}"]


def on(operator: str, *values: str, key: str = "aws:x") -> Condition:
    return Condition(operator, key, values)


NEW_YEAR = "2026-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("condition", "tried"),
    [
        pytest.param(on("StringEquals", "Ab"), ["Ab", "aB"], id="text"),
        pytest.param(on("StringNotLike", "a", "b"), ["a", "A", "b", "B"], id="several"),
        pytest.param(
            on("StringLike", "A*?"),
            ["Axx", "Aevilx", "A-evil/xx", "Aother/xx", "Ax", "Ax:xx", "A*?", "a*?"],
            id="wildcards-and-the-text-as-it-is",
        ),
        pytest.param(on("ArnLike", "a?"), [*["ax"] * len(FILLINGS), "a?", "A?"], id="an-arn"),
        pytest.param(on("NumericLessThanEquals", "1.5"), ["1.5", "0.5", "2.5"], id="numbers"),
        pytest.param(on("NumericEquals", "one"), [], id="no-number"),
        pytest.param(
            on("DateLessThan", NEW_YEAR), [NEW_YEAR, "2000-01-01T00:00:00Z", "2099-01-01T00:00:00Z"], id="dates"
        ),
        pytest.param(
            on("NotIpAddress", "203.0.113.7/24"), ["203.0.113.9", "198.51.100.7", "2001:db8::7"], id="network"
        ),
        pytest.param(on("IpAddress", "192.0.2.8/29"), ["192.0.2.15", "198.51.100.7", "2001:db8::7"], id="the-last"),
        pytest.param(on("IpAddress", "2001:db8::/64"), ["2001:db8::9", "198.51.100.7", "2001:db8::7"], id="six"),
        pytest.param(on("IpAddress", "here"), [], id="no-network"),
        pytest.param(on("Bool", "yes"), ["true", "false"], id="truth"),
        pytest.param(on("Null", "true"), ["true", "false"], id="absence"),
    ],
)
def test_values_are_around_what_a_condition_names(condition: Condition, tried: list[str]) -> None:
    assert list(values("aws:x", [condition], PLAIN)) == [None, *tried, None, "x"]


def test_values_of_all_conditions_are_tried() -> None:
    tried = list(values("aws:x", [on("StringEquals", "a"), on("NumericEquals", "1")], PLAIN))
    assert tried == [None, "a", "A", "1", "0", "2", None, "x"]


@pytest.mark.parametrize(
    ("conditions", "between"),
    [
        ([on("NumericGreaterThan", "1.1"), on("NumericLessThan", "1.3", "1.2")], ["1.15", "1.25"]),
        ([on("NumericGreaterThan", "1"), on("NumericLessThan", "${aws:x}")], []),
        ([on("NumericGreaterThan", "1", "1.0"), on("DateLessThan", "2026")], []),
        (
            [on("DateGreaterThan", "2026-01-01T00:00:00Z"), on("DateLessThan", "2026-01-03")],
            ["2026-01-02T00:00:00Z"],
        ),
        ([on("DateGreaterThan", "1767225600"), on("DateLessThan", "1767225602")], ["2026-01-01T00:00:01Z"]),
        ([on("StringEquals", "1"), on("StringEquals", "3")], []),
        ([on("StringEquals", "2026"), on("StringEquals", "2027")], []),
        ([on("NumericLessThan", "1", "${aws:x}", "2")], ["1.5"]),
        ([on("DateLessThan", "1767225600", "${aws:x}", "1767225602")], ["2026-01-01T00:00:01Z"]),
    ],
)
def test_values_between_those_named_are_tried_last(conditions: list[Condition], between: list[str]) -> None:
    around = [value for each in conditions for value in list(values("aws:x", [each], PLAIN))[1:-2]]
    # Those around two values of one condition come without what is between them here.
    tried = list(values("aws:x", conditions, PLAIN))[1:-2]
    assert tried[len(tried) - len(between) :] == between
    assert {*tried} - {*between} <= {*around}


@pytest.mark.parametrize(
    ("key", "pattern", "tried"),
    [
        ("aws:sourcearn", "arn:aws:cloudtrail:*:*:trail/main", f"arn:aws:cloudtrail:us-east-1:{FOREIGN}:trail/main"),
        ("aws:sourcearn", "arn:*:*:eu-*:1111*2?:a*", "arn:aws:cloudtrail:eu-x:111199999929:ax"),
        ("aws:sourcearn", f"*{ACCOUNT}*", f"arn:aws:cloudtrail:us-east-1:{FOREIGN}:trail/{ACCOUNT}"),
        ("aws:sourceaccount", "11112222333?", "111122223339"),
        ("aws:sourceaccount", "1*1*", "199999999991"),
        ("aws:sourceaccount", f"{ACCOUNT}0*", f"{ACCOUNT}0"),
    ],
)
def test_sources_like_a_pattern_are_as_real_as_they_can_be(key: str, pattern: str, tried: str) -> None:
    usual = {*values(key, [], PLAIN)}
    first = next(each for each in values(key, [on("StringLike", pattern, key=key)], PLAIN) if each not in usual)
    assert first == tried


def test_sources_like_everything_are_of_an_account_that_is_none_of_the_contracts() -> None:
    ours = contract("999999999999")
    assert "888888888888" in _between_usual("aws:sourceaccount", "*", ours)[:1]
    like = _between_usual("aws:sourcearn", "arn:aws:cloudtrail:*:*:trail/main", ours)
    assert like[0] == "arn:aws:cloudtrail:us-east-1:888888888888:trail/main"


@pytest.mark.parametrize(("key", "value"), [("aws:sourceaccount", ACCOUNT), ("aws:sourcearn", TRAIL)])
def test_a_source_that_is_named_in_full_is_tried_as_any_text_is(key: str, value: str) -> None:
    assert _between_usual(key, value, PLAIN) == [value, value.swapcase()]


def _between_usual(key: str, value: str, contract: Contract) -> list[str | None]:
    """What is tried for a value of a condition, without what is tried for any."""
    tried, usual = list(values(key, [on("StringLike", value, key=key)], contract)), list(values(key, [], contract))
    first = len(usual) - len(("x", None)) - (len(contract.accounts) if key == "aws:sourcearn" else 0)
    return tried[first : first + len(tried) - len(usual)]


@pytest.mark.parametrize(
    ("key", "usual"),
    [
        ("s3:x-amz-acl", ["bucket-owner-full-control", "public-read", None]),
        ("aws:sourceaccount", [ACCOUNT, FOREIGN, None]),
        (
            "aws:sourcearn",
            [
                f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:trail/main",
                f"arn:aws:logs:us-east-1:{ACCOUNT}:x",
                f"arn:aws:cloudtrail:us-east-1:{FOREIGN}:trail/evil",
                None,
                f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:channel/x",
            ],
        ),
        ("aws:securetransport", ["true", "false"]),
        ("aws:sourceip", [None]),
    ],
)
def test_values_that_are_usual_for_a_key_come_first(key: str, usual: list[str | None]) -> None:
    assert list(values(key, [], PLAIN)) == [*usual, None, "x"]


def test_a_source_is_a_trail_of_the_contract_first() -> None:
    ours = contract(ACCOUNT, trails=(TRAIL.replace("main", "ours"),))
    assert list(values("aws:sourcearn", [], ours))[:2] == [TRAIL.replace("main", "ours"), TRAIL]


@pytest.mark.parametrize(
    ("key", "condition", "expected"),
    [
        pytest.param("aws:x", on("StringEquals", "ab"), {"", "ab"}, id="equal"),
        pytest.param("aws:x", on("StringNotEqualsIgnoreCase", "ab"), {"", "ab"}, id="equal-whatever-the-case"),
        pytest.param("aws:x", on("BinaryEquals", "ab"), {"", "ab"}, id="equal-bytes"),
        pytest.param("aws:x", on("StringLike", "a*", "*b"), {"", "a", "b", "ab"}, id="alike"),
        pytest.param("aws:x", on("ArnEquals", "a*:b"), {"", "a:b"}, id="an-arn"),
        pytest.param("aws:x", on("NumericEquals", "1"), {""}, id="no-pattern"),
        pytest.param("s3:x-amz-acl", on("StringEquals", "ab"), {"", "ab"}, id="what-is-usual-is-no-pattern"),
        pytest.param("aws:x", on("StringEquals"), {""}, id="no-value"),
    ],
)
def test_a_value_for_each_way_to_match(key: str, condition: Condition, expected: set[str]) -> None:
    assert set(told_apart(key, [condition], PLAIN, Budget(ENOUGH))) == expected


def test_a_source_is_told_apart_from_those_of_the_contract_too() -> None:
    trails, logs = f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:trail/main", f"arn:aws:logs:us-east-1:{ACCOUNT}:x"
    told = set(told_apart("aws:sourcearn", [on("ArnLike", f"arn:aws:*:*:{ACCOUNT}:*")], PLAIN, Budget(ENOUGH)))
    assert told == {
        *("", f"arn:aws:::{ACCOUNT}:", trails, logs),
        f"arn:aws:cloudtrail:us-east-1:{FOREIGN}:trail/evil",
    }


def test_resources_are_told_apart_from_those_of_the_contract_too() -> None:
    wide = statement(resources=[f"{ARN}*"])
    # No pattern has a "y": it stands for every character that none names.
    assert set(resources_told_apart([wide], PLAIN, Budget(ENOUGH))) == {
        *("arn:aws:s3:::y", ARN, f"{ARN}y"),
        *(f"{ARN}/AWSLogs/{ACCOUNT}/", f"{ARN}/AWSLogs/aws-account-id={ACCOUNT}/"),
    }


def test_resources_of_all_statements_are_told_apart() -> None:
    told = resources_told_apart([statement(resources=["*a"]), statement(resources=["*b", "*a"])], PLAIN, Budget(ENOUGH))
    # The last character of one that matches nothing, the bucket, a folder, and each of the two patterns.
    assert {each[-1] for each in told} == {"y", "s", "/", "a", "b"}


def test_both_searches_take_from_the_budget() -> None:
    for search in (
        told_apart("aws:x", [on("StringLike", "a*")], PLAIN, Budget(3)),
        resources_told_apart([statement(resources=["*a"])], PLAIN, Budget(3)),
    ):
        with pytest.raises(TooManyStepsError):
            list(search)
