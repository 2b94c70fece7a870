"""Values that a witness might have: likely ones first, then one for each way in which the patterns can match."""

import ipaddress
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Final

from automaton import Budget, Pattern, arn_glob, glob, literal, texts
from contract import ACL, CLOUDTRAIL, LOG_DELIVERY, SERVICES, Contract
from delivery_context import ACL_KEY
from globs import ARN_COMPONENTS, has_wildcard, matches
from operators import moment, taken_apart
from policy_model import Condition, Statement
from s3_operations import ON_BUCKETS, ON_OBJECTS, kinds_of
from source import SOURCE_ACCOUNT, SOURCE_ARN

_FOREIGN_ACCOUNTS: Final = ("999999999999", "888888888888")
_FOREIGN_SERVICE: Final = "ec2.amazonaws.com"
# What an attacker would want first.
_ACTIONS: Final = tuple(
    f"s3:{operation}"
    for operation in (
        *("PutObject", "GetBucketAcl", "DeleteObject", "GetObject", "PutObjectAcl", "GetBucketPolicy"),
        *("PutBucketPolicy", "PutBucketAcl", "ListBucket", "DeleteBucket"),
        *ON_OBJECTS,
        *ON_BUCKETS,
    )
)
FILLINGS: Final = ("x", "evil", "-evil/x", "other/x", "", "x:x")
"""What wildcards are tried with."""


def foreign_account(contract: Contract) -> str:
    """An account that is none of the contract's."""
    return next((each for each in _FOREIGN_ACCOUNTS if each not in contract.accounts), "777777777777")


def principals(allow: Statement, contract: Contract) -> Iterator[tuple[str, str]]:
    """Principals that a statement may name."""
    stranger = f"arn:{contract.partition}:iam::{foreign_account(contract)}:role/x"
    yield from (("Service", name) for name in SERVICES)
    for kind, name in allow.principals:
        match kind, name:
            case "*", _:
                yield "Anonymous", "*"
            case "AWS", "*":
                yield "AWS", stranger
            case "Service", "*":
                yield "Service", _FOREIGN_SERVICE
            case "AWS", _ if name.isdecimal():
                yield "AWS", f"arn:{contract.partition}:iam::{name}:root"
            case _:
                yield kind, name
    yield "AWS", stranger
    yield "Anonymous", "*"
    yield "Service", _FOREIGN_SERVICE


def actions(allow: Statement) -> Iterator[str]:
    """Actions that a statement may name: all that S3 has, and of others one for each name."""
    yield from _ACTIONS
    others = (name for name in allow.actions if kinds_of(name).isdisjoint(("bucket", "object")))
    yield from (name.replace("*", "x").replace("?", "x") for name in others)


def resources(allow: Statement, contract: Contract) -> Iterator[str]:
    """Resources that a statement may name."""
    account = contract.accounts[0] if contract.accounts else foreign_account(contract)
    for prefix in contract.object_prefixes[CLOUDTRAIL.principal]:
        yield prefix + CLOUDTRAIL.log_file.format(account=account, region="us-east-1")
    yield contract.bucket_arn
    yield f"{contract.bucket_arn}/AWSLogs/{foreign_account(contract)}/x"
    for prefix in contract.object_prefixes[LOG_DELIVERY.principal]:
        yield prefix + LOG_DELIVERY.log_file.format(account=account, region="us-east-1")
    for name in allow.resources:
        for filling in FILLINGS:
            filled = name.replace("*", filling).replace("?", "z")
            if filled.startswith("arn:") and filled.count(":") >= ARN_COMPONENTS - 1:
                yield filled
    yield f"{contract.bucket_arn}/other/x"
    yield f"arn:{contract.partition}:s3:::other"
    yield f"arn:{contract.partition}:s3:::other/x"


def values(key: str, conditions: Sequence[Condition], contract: Contract) -> Iterator[str | None]:
    """Values that a request may have for a condition key; None: it does not have the key.

    Args:
        key: The key, in lower case.
        conditions: All conjuncts on it that matter.
        contract: The contract.
    """
    yield from _usual(key, contract)
    if key in (SOURCE_ARN, SOURCE_ACCOUNT):
        for value in filter(has_wildcard, (value for each in conditions for value in each.values)):
            yield from _sources_like(key, value, contract)
    yield from near(conditions)
    if key == SOURCE_ARN:
        for account in contract.accounts:
            yield f"arn:{contract.partition}:{CLOUDTRAIL.source}:us-east-1:{account}:channel/x"
    yield from (None, "x")


def near(conditions: Iterable[Condition]) -> Iterator[str]:
    """Values around those that conjuncts on one key name, then between them, where they have an order."""
    named = [(taken_apart(each.operator).comparison, value) for each in conditions for value in each.values]
    for comparison, value in named:
        yield from _around(comparison, value)
    yield from _between([value for comparison, value in named if comparison.startswith("Numeric")])
    yield from _between_dates([value for comparison, value in named if comparison.startswith("Date")])


def _usual(key: str, contract: Contract) -> Iterator[str | None]:
    foreign, partition = foreign_account(contract), contract.partition
    match key:
        case _ if key == ACL_KEY:
            yield from (ACL, "public-read", None)
        case _ if key == SOURCE_ACCOUNT:
            yield from (*contract.accounts, foreign, None)
        case _ if key == SOURCE_ARN:
            yield from contract.trails
            for account in contract.accounts:
                yield f"arn:{partition}:{CLOUDTRAIL.source}:us-east-1:{account}:trail/main"
                yield f"arn:{partition}:{LOG_DELIVERY.source}:us-east-1:{account}:x"
            yield f"arn:{partition}:{CLOUDTRAIL.source}:us-east-1:{foreign}:trail/evil"
            yield None
        case "aws:securetransport":
            yield from ("true", "false")
        case _:
            yield None


def _sources_like(key: str, pattern: str, contract: Contract) -> Iterator[str]:
    """Sources in another account that a pattern may match, as real as they can be."""
    foreign = foreign_account(contract)
    if key == SOURCE_ACCOUNT:
        yield account_like(pattern, foreign)
        return
    components = pattern.split(":", ARN_COMPONENTS - 1)
    if len(components) == ARN_COMPONENTS:
        for place, likely in ((1, str(contract.partition)), (2, CLOUDTRAIL.source), (3, "us-east-1")):
            if matches(components[place], likely):
                components[place] = likely
        components[4] = account_like(components[4], foreign)
        yield ":".join(components).replace("*", "x").replace("?", "x")
    # Where wildcards also match ":", what is named may stand anywhere.
    named = pattern.replace("*", "").replace("?", "x")
    yield f"arn:{contract.partition}:{CLOUDTRAIL.source}:us-east-1:{foreign}:trail/{named}"


def account_like(pattern: str, likely: str) -> str:
    """An account that a pattern may match: the likely one, or one of as many digits."""
    if matches(pattern, likely):
        return likely
    digits = pattern.replace("?", "9")
    return digits.replace("*", "9" * (len(likely) - len(digits.replace("*", ""))), 1).replace("*", "")


def _between(texts: Iterable[str]) -> Iterator[str]:
    """A number between each two that follow one another."""
    with suppress(ArithmeticError):
        numbers = sorted({Decimal(text) for text in texts if "${" not in text})
        yield from (str((lower + upper) / 2) for lower, upper in pairwise(numbers))


def _between_dates(texts: Iterable[str]) -> Iterator[str]:
    """A time between each two that follow one another."""
    with suppress(ValueError, OverflowError):
        moments = sorted({moment(text) for text in texts if "${" not in text})
        for earlier, later in pairwise(moments):
            yield (earlier + (later - earlier) / 2).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _around(comparison: str, value: str) -> Iterator[str]:
    if comparison.startswith("Numeric"):
        with suppress(InvalidOperation):
            number = Decimal(value)
            yield from (str(number), str(number - 1), str(number + 1))
    elif comparison.startswith("Date"):
        yield from (value, "2000-01-01T00:00:00Z", "2099-01-01T00:00:00Z")
    elif comparison == "IpAddress":
        with suppress(ValueError):
            network = ipaddress.ip_network(value, strict=False)
            yield from (str(network[min(9, network.num_addresses - 1)]), "198.51.100.7", "2001:db8::7")
    elif comparison in ("Bool", "Null"):
        yield from ("true", "false")
    else:
        if has_wildcard(value):
            yield from (value.replace("*", filling).replace("?", "x") for filling in FILLINGS)
        yield from (value, value.swapcase())


def is_ordered(condition: Condition) -> bool:
    """Whether a condition compares numbers, dates or addresses, of which only some around its values are tried."""
    return taken_apart(condition.operator).comparison.startswith(("Numeric", "Date", "IpAddress"))


def told_apart(key: str, conditions: Iterable[Condition], contract: Contract, budget: Budget) -> Iterator[str]:
    """A value of a key for each way in which the conjuncts' and the contract's patterns can match it."""
    patterns = [
        _pattern(taken_apart(condition.operator).comparison, value)
        for condition in conditions
        for value in condition.values
    ]
    patterns += [_pattern("ArnLike", value) for value in (_usual(key, contract) if key == SOURCE_ARN else ()) if value]
    yield from texts([pattern for pattern in patterns if pattern], budget)


def resources_told_apart(statements: Sequence[Statement], contract: Contract, budget: Budget) -> Iterator[str]:
    """A bucket or object for each way in which the patterns of the statements and of the contract can match it."""
    names = dict.fromkeys(name for statement in statements for name in statement.resources)
    prefixes = {prefix for each in contract.object_prefixes.values() for prefix in each}
    patterns = [*map(glob, names), *(glob(f"{prefix}*") for prefix in sorted(prefixes)), glob(contract.bucket_arn)]
    yield from texts([glob(f"arn:{contract.partition}:s3:::?*"), *patterns], budget, required=1)


def _pattern(comparison: str, value: str) -> Pattern | None:
    match comparison:
        case "StringLike":
            return glob(value)
        case "ArnLike" | "ArnEquals":
            return arn_glob(value)
        case "StringEquals" | "StringEqualsIgnoreCase" | "BinaryEquals":
            return literal(value)
        case _:
            return None


def comparisons(allow: Statement, denies: Sequence[Statement], contract: Contract) -> int:
    """About how many comparisons a round makes before it has classes: those that the classes' steps leave out."""
    statements = (allow, *denies)
    conditions = [each for statement in statements for each in statement.conditions]
    tried_resources = len(list(resources(allow, contract)))
    tried_principals = len(list(principals(allow, contract)))
    values = Counter[str]()
    for each in conditions:
        values[each.key] += len(each.values)
    return (
        tried_resources * sum(len(each.resources) for each in statements)
        + tried_principals * sum(len(each.principals) for each in statements)
        + tried_principals * len(ON_OBJECTS + ON_BUCKETS) * len(allow.actions)
        + sum(count * (len(FILLINGS) * count + len(conditions)) for count in values.values())
    )
