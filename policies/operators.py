"""IAM's condition operators, for one request.

Sources: IAM User Guide, "IAM JSON policy elements: Condition operators", "Set operators for multivalued context keys"
and "IAM policy elements: Variables and tags". A key that the request does not have makes a positive operator false and
a negated one true; `IfExists` and `ForAllValues` make any operator true then, `ForAnyValue` none; `Null` asks for just
that. The keys that matter here have one value.
"""

import ipaddress
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from operator import eq, ge, gt, le, lt
from typing import Any, Final, NamedTuple

from globs import matches, matches_arn
from policy_grammar import OPERATORS
from policy_model import Condition
from variables import LITERAL_WILDCARDS, substituted


class Operator(NamedTuple):
    """An operator, taken apart.

    Attributes:
        comparison: What it compares by, never negated: `StringLike` of `ForAnyValue:StringNotLikeIfExists`.
        negated: Whether it holds where the comparison does not.
        when_absent: Whether it holds for a request without the key.
    """

    comparison: str
    negated: bool
    when_absent: bool


@lru_cache(maxsize=len(OPERATORS))
def taken_apart(written: str) -> Operator:
    """An operator of the grammar, taken apart; `Null` is for `holds` to know.

    Args:
        written: The operator as a document has it.
    """
    comparison = OPERATORS[written]
    positive = comparison.replace("Not", "")
    negated = positive != comparison
    absent = written.endswith("IfExists") or written.startswith("ForAllValues:")
    return Operator(positive, negated, absent or (negated and not written.startswith("ForAnyValue:")))


def holds(condition: Condition, actual: str | None, context: Mapping[str, str]) -> bool:
    """Whether a conjunct holds.

    Args:
        condition: The conjunct.
        actual: The request's value of its key; None: the request does not have the key.
        context: All keys of the request, in lower case, for policy variables.
    """
    operator = taken_apart(condition.operator)
    if operator.comparison == "Null":
        return any((actual is None) is (value.lower() == "true") for value in condition.values)
    if actual is None:
        return operator.when_absent
    compare = _COMPARISONS[operator.comparison]
    for value in condition.values:
        if "${" in value:
            literal = substituted(value, context)
            found = literal is not None and compare(literal, actual.translate(LITERAL_WILDCARDS))
        else:
            found = compare(value, actual)
        if found:
            return not operator.negated
    return operator.negated


def _number(holds_for: Callable[[Any, Any], bool]) -> Callable[[str, str], bool]:
    return lambda value, actual: _both(Decimal, holds_for, value, actual)


def _date(holds_for: Callable[[Any, Any], bool]) -> Callable[[str, str], bool]:
    return lambda value, actual: _both(moment, holds_for, value, actual)


def _both(read: Callable[[str], Any], holds_for: Callable[[Any, Any], bool], value: str, actual: str) -> bool:
    """Compare what two texts say; what can't be read does not compare."""
    try:
        return holds_for(read(actual), read(value))
    except (ValueError, ArithmeticError, OverflowError):
        return False


def moment(text: str) -> datetime:
    """A date: a year, a month, a day or a time as ISO 8601 has them, or seconds since 1970."""
    seconds, _, fraction = text.partition(".")
    if len(seconds) > len("YYYY") and (seconds + fraction).isdecimal():
        return datetime.fromtimestamp(float(text), UTC)
    moment = datetime.fromisoformat(text + "-01-01"[len(text) - len("YYYY") :])
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _in_network(value: str, actual: str) -> bool:
    try:
        return _address(actual) in _network(value)
    except ValueError:
        return False


@lru_cache(maxsize=1024)  # each address is compared with each network
def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    return ipaddress.ip_address(text)


@lru_cache(maxsize=1024)
def _network(text: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    return ipaddress.ip_network(text, strict=False)


def _ignoring_case(value: str, actual: str) -> bool:
    return value.lower() == actual.lower()


_ORDERS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "Equals": eq,
    "LessThan": lt,
    "LessThanEquals": le,
    "GreaterThan": gt,
    "GreaterThanEquals": ge,
}
# Each takes the document's value and the request's.
_COMPARISONS: Final[Mapping[str, Callable[[str, str], bool]]] = {
    "StringEquals": str.__eq__,
    "StringEqualsIgnoreCase": _ignoring_case,
    "StringLike": matches,
    "ArnEquals": matches_arn,
    "ArnLike": matches_arn,
    "Bool": _ignoring_case,
    "BinaryEquals": str.__eq__,
    "IpAddress": _in_network,
    **{f"Numeric{name}": _number(order) for name, order in _ORDERS.items()},
    **{f"Date{name}": _date(order) for name, order in _ORDERS.items()},
}
