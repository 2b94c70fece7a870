"""Users and roles: what their names tell, and which a document may ask for."""

import pytest
from contract import Contract
from identities import MOST_IDENTITIES, identities, keys_of_identity
from policy_model import Condition, Principal, Statement

from tests.support.bucket_documents import ACCOUNT, BUCKET, FOREIGN, PLAIN

OTHER = "444455556666"


def keys(arn: str | None, account: str | None, kind: str | None, user: str | None = None) -> dict[str, str | None]:
    return {
        "aws:principalarn": arn,
        "aws:principalaccount": account,
        "aws:principaltype": kind,
        "aws:username": user,
    }


def iam(resource: str, account: str = FOREIGN) -> str:
    return f"arn:aws:iam::{account}:{resource}"


@pytest.mark.parametrize(
    ("principal", "expected"),
    [
        (("AWS", iam("role/a/b")), keys(iam("role/a/b"), FOREIGN, "AssumedRole")),
        (("AWS", iam("user/bob")), keys(iam("user/bob"), FOREIGN, "User", "bob")),
        (("AWS", iam("user/team/bob")), keys(iam("user/team/bob"), FOREIGN, "User", "bob")),
        (("AWS", iam("root")), keys(iam("root"), FOREIGN, "Account")),
        (("AWS", iam("x")), keys(iam("x"), FOREIGN, None)),
        (("Anonymous", "*"), keys(None, None, "Anonymous")),
        (("AWS", f"arn:aws:sts::{FOREIGN}:assumed-role/a/b"), {}),
        (("AWS", "AIDAX"), {}),
        (("AWS", "a:b:iam::x"), {}),
        (("Service", iam("role/x")), {}),
    ],
)
def test_what_a_name_tells(principal: tuple[str, str], expected: dict[str, str | None]) -> None:
    assert keys_of_identity(principal) == expected


def statement(*conditions: Condition, principals: tuple[Principal, ...] = ()) -> Statement:
    return Statement("#1", "Allow", principals, (), (), conditions, ())


def on(key: str, *values: str) -> Condition:
    return Condition("StringLike", f"aws:{key}", values)


def names(allow: Statement, *denies: Statement) -> list[str]:
    found = identities(allow, denies, PLAIN)
    assert {kind for kind, _ in found} == {"AWS"}
    return [name for _, name in found]


def usual(*accounts: str) -> list[str]:
    return [iam(resource, account) for resource in ("role/x", "user/x", "root") for account in accounts]


def test_without_conditions_they_are_usual_ones() -> None:
    assert names(statement()) == usual(FOREIGN, ACCOUNT)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (iam("role/admin", OTHER), [iam("role/admin", OTHER)]),
        (iam("role/adm*", OTHER), [iam("role/admx", OTHER)]),
        (iam("role/*/adm?n", OTHER), [iam("role/x/admxn", OTHER)]),
        (iam("*", OTHER), [iam("role/x", OTHER)]),
        (iam("user/*", OTHER), [iam("user/x", OTHER)]),
        (iam("roo?", OTHER), [iam("root", OTHER)]),
        (iam("role/admin", "*"), [iam("role/admin"), iam("role/admin", ACCOUNT)]),
        (iam("role/admin", "4444*"), [iam("role/admin", "444499999999")]),
        ("arn:*:*:*:*:role/admin", [iam("role/admin"), iam("role/admin", ACCOUNT)]),
        ("*:role/admin", [iam("role/admin"), iam("role/admin", ACCOUNT)]),
        ("*:*x*y*", [iam("xxyx"), iam("xxyx", ACCOUNT)]),
        ("*", usual(FOREIGN, ACCOUNT)[:2]),
        (f"arn:aws-cn:sts:x:{OTHER}:assumed-role/a/b", [f"arn:aws-cn:sts:x:{OTHER}:assumed-role/a/b"]),
    ],
)
def test_arns_like_a_pattern_come_first(pattern: str, expected: list[str]) -> None:
    found = names(statement(on("principalarn", pattern)))
    assert found == list(dict.fromkeys([*expected, *usual(FOREIGN, ACCOUNT)]))


def test_accounts_that_are_asked_for_and_named_are_theirs() -> None:
    named = (Principal("AWS", "1" * 12), Principal("AWS", iam("root", "2" * 12)), Principal("AWS", iam("role/x")))
    allow = statement(on("principalaccount", OTHER, "5*"), principals=named)
    assert names(allow) == usual(OTHER, "599999999999", FOREIGN, "1" * 12, "2" * 12, ACCOUNT)


def test_users_that_are_asked_for_come_before_usual_ones() -> None:
    assert names(statement(on("username", "bob", "*")))[:4] == [
        *(iam("user/bob"), iam("user/bob", ACCOUNT)),
        *(iam("user/x"), iam("user/x", ACCOUNT)),
    ]


def test_what_a_deny_leaves_out_comes_last_but_its_accounts_first() -> None:
    deny = statement(on("principalarn", iam("role/admin", "*")), on("principalaccount", OTHER))
    accounts = (OTHER, FOREIGN, ACCOUNT)
    assert names(statement(), deny) == [*usual(*accounts), *(iam("role/admin", account) for account in accounts)]


def test_they_are_of_the_partition() -> None:
    china = Contract(bucket=BUCKET, partition="aws-cn", accounts=(ACCOUNT,))
    found = identities(statement(on("principalarn", "*:role/a")), (), china)
    assert {name.partition(":iam:")[0] for _, name in found} == {"arn:aws-cn"}


@pytest.mark.parametrize(
    "many",
    [
        on("principalarn", *(iam(f"role/{number}") for number in range(1000))),
        on("username", *map(str, range(1000))),
        on("principalaccount", *map(str, range(10**11, 10**11 + 1000))),
    ],
)
def test_there_are_not_more_than_can_be_tried(many: Condition) -> None:
    assert 20 < len(names(statement(many))) <= MOST_IDENTITIES
