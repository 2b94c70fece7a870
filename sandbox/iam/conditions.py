"""IAM's condition operators, for one request's condition keys.

Sources: "IAM JSON policy elements: Condition operators" and "Condition set operators" (multivalued keys) in the IAM
User Guide. A key that the request does not have makes a positive operator false and a negated one true; `IfExists`
makes any operator true; `Null` asks for just that.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from typing import Any, Final, TypeAlias, cast

from sandbox.iam.patterns import Context, equals_text, matches_arn, matches_text

Test: TypeAlias = Callable[[str, str, Context | None], bool]
"""Compares a document's value with a request's value; the third argument holds the policy variables."""

_IF_EXISTS: Final = "IfExists"
_FOR_ALL: Final = "ForAllValues:"
_FOR_ANY: Final = "ForAnyValue:"


def conditions_hold(condition: Mapping[str, Mapping[str, Any]], context: Context, variables: Context | None) -> bool:
    """Tell whether every operator holds for every key.

    Args:
        condition: A statement's `Condition`.
        context: The request's condition keys, in lower case.
        variables: Values of policy variables; None: the document's version has none.

    Raises:
        ValueError: If an operator is not one of IAM's.
    """
    return all(
        _holds(operator, _listed(allowed), context.get(key.lower()), variables)
        for operator, keys in condition.items()
        for key, allowed in keys.items()
    )


def _holds(operator: str, allowed: list[str], actual: tuple[str, ...] | None, variables: Context | None) -> bool:
    name, quantifier = operator, ""
    for prefix in (_FOR_ALL, _FOR_ANY):
        if name.startswith(prefix):
            name, quantifier = name.removeprefix(prefix), prefix
    if name == "Null":
        return any((actual is None) is (value.lower() == "true") for value in allowed)
    if_exists = name.endswith(_IF_EXISTS)
    test, negated = _operator(name.removesuffix(_IF_EXISTS), operator)
    if actual is None:
        return if_exists or quantifier == _FOR_ALL or (negated and quantifier != _FOR_ANY)

    def fits(value: str) -> bool:
        return any(test(each, value, variables) for each in allowed) is not negated

    if quantifier == _FOR_ALL:
        return all(map(fits, actual))
    # Without a quantifier, a negated operator must hold for each of the values, a positive one for any.
    return all(map(fits, actual)) if negated and not quantifier else any(map(fits, actual))


def _operator(name: str, written: str) -> tuple[Test, bool]:
    if name in _POSITIVE:
        return _POSITIVE[name], False
    if name in _NEGATED:
        return _POSITIVE[_NEGATED[name]], True
    raise ValueError(f"{written!r} is no condition operator; IAM has {', '.join([*_POSITIVE, *_NEGATED, 'Null'])}")


def _ignoring_case(expected: str, actual: str, variables: Context | None) -> bool:
    return equals_text(expected.lower(), actual.lower(), _lowered(variables))


def _lowered(variables: Context | None) -> Context | None:
    if variables is None:
        return None
    return {key: tuple(value.lower() for value in values) for key, values in variables.items()}


def _compare(
    parse: Callable[[str], Any], holds: Callable[[Any, Any], bool], expected: str, actual: str, *_: Any
) -> bool:
    """Compare parsed values; what can't be parsed does not compare."""
    try:
        return holds(parse(actual), parse(expected))
    except (ValueError, ArithmeticError):
        return False


def _moment(text: str) -> datetime:
    """Parse a date: ISO 8601 with or without a time, or seconds since 1970."""
    if text.replace(".", "", 1).isdigit() and len(text.split(".", maxsplit=1)[0]) > len("YYYY"):
        return datetime.fromtimestamp(float(text), UTC)
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _in_network(expected: str, actual: str, _: Any) -> bool:
    try:
        return ipaddress.ip_address(actual) in ipaddress.ip_network(expected, strict=False)
    except ValueError:
        return False


def _boolean(expected: str, actual: str, _: Any) -> bool:
    return expected.lower() == actual.lower()


def _listed(value: Any) -> list[str]:
    values: Iterable[Any] = cast("list[Any]", value) if isinstance(value, list) else [value]
    return [str(each).lower() if isinstance(each, bool) else str(each) for each in values]


_COMPARISONS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "Equals": lambda one, other: one == other,
    "LessThan": lambda one, other: one < other,
    "LessThanEquals": lambda one, other: one <= other,
    "GreaterThan": lambda one, other: one > other,
    "GreaterThanEquals": lambda one, other: one >= other,
}
_POSITIVE: Final[Mapping[str, Test]] = {
    "StringEquals": equals_text,
    "StringEqualsIgnoreCase": _ignoring_case,
    "StringLike": matches_text,
    "ArnEquals": matches_arn,
    "ArnLike": matches_arn,
    "Bool": _boolean,
    "BinaryEquals": lambda expected, actual, _: expected == actual,
    "IpAddress": _in_network,
    **{f"Numeric{name}": partial(_compare, Decimal, holds) for name, holds in _COMPARISONS.items()},
    **{f"Date{name}": partial(_compare, _moment, holds) for name, holds in _COMPARISONS.items()},
}
_NEGATED: Final[Mapping[str, str]] = {
    "StringNotEquals": "StringEquals",
    "StringNotEqualsIgnoreCase": "StringEqualsIgnoreCase",
    "StringNotLike": "StringLike",
    "ArnNotEquals": "ArnEquals",
    "ArnNotLike": "ArnLike",
    "NotIpAddress": "IpAddress",
    "NumericNotEquals": "NumericEquals",
    "DateNotEquals": "DateEquals",
}
