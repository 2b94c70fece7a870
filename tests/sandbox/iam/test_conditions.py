"""Condition operators against IAM's documented semantics, case by case."""

from typing import Any

import pytest

from sandbox.iam import Decision, Principal, Request, evaluate

TRAIL = Principal("Service", "cloudtrail.amazonaws.com")


def holds_for(condition: dict[str, Any], context: dict[str, tuple[str, ...]]) -> bool:
    statement = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*", "Condition": condition}
    request = Request("s3:GetBucketAcl", "arn:aws:s3:::logs", TRAIL, context)
    return evaluate({"Version": "2012-10-17", "Statement": statement}, request) is Decision.ALLOWED


CONDITIONS = [
    # operator, the document's value, the request's values (None: the key is missing), whether it holds
    ("StringEquals", "a", ("a",), True),
    ("StringEquals", "a", ("A",), False),
    ("StringEquals", "a*", ("ab",), False),
    ("StringEquals", ["a", "b"], ("b",), True),
    ("StringEquals", "a", None, False),
    ("StringNotEquals", "a", ("b",), True),
    ("StringNotEquals", "a", ("a",), False),
    ("StringNotEquals", ["a", "b"], ("b",), False),
    ("StringNotEquals", "a", None, True),
    ("StringEqualsIgnoreCase", "A", ("a",), True),
    ("StringNotEqualsIgnoreCase", "A", ("a",), False),
    ("StringLike", "a*", ("abc",), True),
    ("StringLike", "a?", ("abc",), False),
    ("StringLike", "arn:aws:*", ("arn:aws:x:y",), True),
    ("StringNotLike", "a*", ("abc",), False),
    ("ArnLike", "arn:aws:logs:us-east-1:1:*", ("arn:aws:logs:us-east-1:1:log-group:g:x",), True),
    ("ArnLike", "arn:aws:*:1:*", ("arn:aws:logs:us-east-1:1:x",), False),
    ("ArnLike", "arn:aws:cloudtrail:*:1:trail/*", ("arn:aws:cloudtrail:us-east-1:1:trail/t",), True),
    ("ArnEquals", "arn:aws:sns:*:1:t", ("arn:aws:sns:us-east-1:1:t",), True),
    ("ArnNotEquals", "arn:aws:sns:*:1:t", ("arn:aws:sns:us-east-1:1:t",), False),
    ("ArnNotLike", "arn:aws:sns:*:1:t", None, True),
    ("NumericEquals", "10", ("10.0",), True),
    ("NumericNotEquals", "10", ("11",), True),
    ("NumericLessThan", "10", ("9",), True),
    ("NumericLessThan", "10", ("10",), False),
    ("NumericLessThanEquals", "10", ("10",), True),
    ("NumericGreaterThan", "10", ("x",), False),
    ("NumericGreaterThanEquals", 10, ("10",), True),
    ("DateGreaterThan", "2026-01-01T00:00:00Z", ("2026-01-02T00:00:00Z",), True),
    ("DateLessThan", "2026-01-01", ("2025-12-31T23:59:59Z",), True),
    ("DateEquals", "1767225600", ("2026-01-01T00:00:00Z",), True),
    ("DateNotEquals", "2026-01-01T00:00:00Z", ("2026-01-01T00:00:00Z",), False),
    ("Bool", "true", ("true",), True),
    ("Bool", True, ("true",), True),
    ("Bool", "false", ("true",), False),
    ("Bool", "false", None, False),
    ("BoolIfExists", "false", None, True),
    ("BinaryEquals", "QmluYXJ5", ("QmluYXJ5",), True),
    ("IpAddress", "203.0.113.0/24", ("203.0.113.9",), True),
    ("IpAddress", "2001:db8::/32", ("203.0.113.9",), False),
    ("NotIpAddress", "203.0.113.0/24", ("198.51.100.1",), True),
    ("Null", "true", None, True),
    ("Null", "true", ("x",), False),
    ("Null", "false", ("x",), True),
    ("Null", False, None, False),
    ("StringEqualsIfExists", "a", None, True),
    ("StringEqualsIfExists", "a", ("b",), False),
    ("ForAllValues:StringEquals", ["a", "b"], ("a", "b"), True),
    ("ForAllValues:StringEquals", ["a", "b"], ("a", "c"), False),
    ("ForAllValues:StringEquals", "a", None, True),
    ("ForAnyValue:StringEquals", ["a", "b"], ("c", "a"), True),
    ("ForAnyValue:StringEquals", "a", ("c",), False),
    ("ForAnyValue:StringEquals", "a", None, False),
    ("ForAllValues:StringNotEquals", "a", ("b", "c"), True),
    ("ForAllValues:StringNotEquals", "a", ("a", "c"), False),
    ("ForAnyValue:StringNotEquals", "a", ("a", "c"), True),
    ("ForAnyValue:StringNotEquals", "a", None, False),
]


@pytest.mark.parametrize(("operator", "value", "actual", "holds"), CONDITIONS)
def test_condition_operators(operator: str, value: Any, actual: tuple[str, ...] | None, holds: bool) -> None:
    context = {} if actual is None else {"aws:Key": actual}
    assert holds_for({operator: {"AWS:key": value}}, context) is holds


def test_every_operator_and_every_key_must_hold() -> None:
    context = {"a": ("1",), "b": ("2",)}
    assert holds_for({"StringEquals": {"a": "1", "b": "2"}}, context) is True
    assert holds_for({"StringEquals": {"a": "1", "b": "3"}}, context) is False
    assert holds_for({"StringEquals": {"a": "1"}, "StringLike": {"b": "3"}}, context) is False


def test_an_operator_iam_does_not_have_is_an_error_that_names_it() -> None:
    with pytest.raises(ValueError, match="'StringMatches' is no condition operator"):
        holds_for({"StringMatches": {"a": "b"}}, {})
