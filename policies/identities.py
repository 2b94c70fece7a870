"""Users and roles that may ask, and what their names say of the keys of their requests.

Source: IAM User Guide, "AWS global condition context keys" and "IAM policy elements: Variables and tags", the table of
"principal key values".
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from candidates import account_like, foreign_account
from contract import Contract
from globs import ARN_COMPONENTS, matches
from policy_model import Condition, Statement

PRINCIPAL_ARN: Final = "aws:principalarn"
PRINCIPAL_ACCOUNT: Final = "aws:principalaccount"
PRINCIPAL_TYPE: Final = "aws:principaltype"
USER_NAME: Final = "aws:username"

_TYPES: Final = {"role": "AssumedRole", "user": "User", "root": "Account"}
_LIKELY: Final = ("role/x", "user/x", "root")
# A document may name thousands, and a search may not take as long for a witness that only looks better.
_MOST_ACCOUNTS: Final = 8
MOST_IDENTITIES: Final = 40


def keys_of_identity(principal: tuple[str, str]) -> Mapping[str, str | None]:
    """The keys that the name of a principal tells; None: its requests do not have the key. Empty: it tells none."""
    kind, name = principal
    if kind == "Anonymous":
        return {PRINCIPAL_ARN: None, PRINCIPAL_ACCOUNT: None, PRINCIPAL_TYPE: "Anonymous", USER_NAME: None}
    components = name.split(":", ARN_COMPONENTS - 1)
    if kind != "AWS" or len(components) < ARN_COMPONENTS or components[2] != "iam":
        return {}
    what, _, path = components[5].partition("/")
    return {
        PRINCIPAL_ARN: name,
        PRINCIPAL_ACCOUNT: components[4],
        PRINCIPAL_TYPE: _TYPES.get(what),
        USER_NAME: path.rpartition("/")[2] if what == "user" else None,
    }


def identities(allow: Statement, denies: Sequence[Statement], contract: Contract) -> list[tuple[str, str]]:
    """Users, roles and accounts that the conditions of an Allow may ask for, or those of Denies leave out.

    Args:
        allow: The Allow, whose conditions come first.
        denies: The Denies.
        contract: The contract, with the partition.

    Returns:
        Principals, at most `MOST_IDENTITIES`.
    """
    accounts = _accounts(allow, denies, contract)
    found = (each for conditions in (allow.conditions, _all(denies)) for each in _of(conditions, accounts, contract))
    return list(dict.fromkeys(islice(found, MOST_IDENTITIES)))


def _of(conditions: Sequence[Condition], accounts: Sequence[str], contract: Contract) -> Iterator[tuple[str, str]]:
    for pattern in _values(conditions, PRINCIPAL_ARN):
        yield from dict.fromkeys(("AWS", _arn_like(pattern, account, contract.partition)) for account in accounts)
    users = [f"user/{_without_wildcards(value)}" for value in _values(conditions, USER_NAME)]
    for resource in (*users, *_LIKELY):
        yield from (("AWS", f"arn:{contract.partition}:iam::{account}:{resource}") for account in accounts)


def _accounts(allow: Statement, denies: Sequence[Statement], contract: Contract) -> list[str]:
    foreign = foreign_account(contract)
    asked = [account_like(value, foreign) for value in _values([*allow.conditions, *_all(denies)], PRINCIPAL_ACCOUNT)]
    named = [each.name.removesuffix(":root").rpartition(":")[2] for each in allow.principals]
    usual = [foreign, *filter(str.isdecimal, named), *contract.accounts]
    return list(dict.fromkeys([*asked, *usual]))[:_MOST_ACCOUNTS]


def _all(statements: Iterable[Statement]) -> list[Condition]:
    return [condition for statement in statements for condition in statement.conditions]


def _values(conditions: Iterable[Condition], key: str) -> list[str]:
    return [value for condition in conditions if condition.key == key for value in condition.values]


def _arn_like(pattern: str, account: str, partition: str | None) -> str:
    """The ARN of an identity that a pattern may match, of an account if it lets it."""
    components = pattern.split(":", ARN_COMPONENTS - 1)
    if len(components) < ARN_COMPONENTS:
        # Where wildcards also match ":", only the end is certain.
        components = ["*"] * (ARN_COMPONENTS - 1) + [pattern.rpartition(":")[2]]
    wanted = ("arn", str(partition), "iam", "", account)
    first = [likely if matches(each, likely) else each for each, likely in zip(components[:-1], wanted, strict=True)]
    first[4] = account_like(first[4], account)
    last = components[-1]
    return ":".join([*first, next((each for each in _LIKELY if matches(last, each)), _without_wildcards(last))])


def _without_wildcards(text: str) -> str:
    return text.lstrip("*").replace("*", "x").replace("?", "x") or "x"
