"""IAM's operators, one request value against the values of a document."""

import timeit

import pytest
from operators import holds
from policy_model import Condition
from variables import restored, substituted

CONTEXT = {"aws:a": "one", "aws:star": "*"}


@pytest.mark.parametrize(
    ("operator", "values", "actual", "expected"),
    [
        ("StringEquals", ["a", "b"], "b", True),
        ("StringEquals", ["a*"], "ab", False),
        ("StringEquals", ["a"], "A", False),
        ("StringEquals", ["*"], "*", True),
        ("StringEqualsIgnoreCase", ["a"], "A", True),
        ("StringEqualsIgnoreCase", ["A"], "a", True),
        ("StringNotEqualsIgnoreCase", ["a"], "A", False),
        ("StringNotEquals", ["a", "b"], "b", False),
        ("StringNotEquals", ["a", "b"], "c", True),
        ("StringLike", ["a*"], "a:b", True),
        ("StringNotLike", ["a?"], "ab", False),
        ("ArnLike", ["arn:aws:s3:*:1:x"], "arn:aws:s3:r:1:x", True),
        ("ArnEquals", ["arn:aws:s3:*:1:x"], "arn:aws:s3:r:1:x", True),
        ("ArnNotEquals", ["arn:aws:s3:*:1:x"], "arn:aws:s3:r:1:x", False),
        ("ArnNotLike", ["arn:aws:s3:*:1:x"], "arn:aws:s3:r:2:x", True),
        ("Bool", ["true"], "TRUE", True),
        ("Bool", ["true"], "false", False),
        ("BinaryEquals", ["QQ=="], "QQ==", True),
        ("IpAddress", ["203.0.113.0/24", "2001:db8::/32"], "203.0.113.9", True),
        ("IpAddress", ["203.0.113.7/24"], "203.0.113.9", True),
        ("IpAddress", ["203.0.113.0/24"], "203.0.114.9", False),
        ("IpAddress", ["203.0.113.0/24"], "no address", False),
        ("NotIpAddress", ["203.0.113.0/24"], "203.0.113.9", False),
        ("NumericEquals", ["1.0"], "1", True),
        ("NumericNotEquals", ["1"], "1", False),
        ("NumericLessThan", ["2"], "1.5", True),
        ("NumericLessThan", ["2"], "2", False),
        ("NumericLessThanEquals", ["2"], "2", True),
        ("NumericGreaterThan", ["2"], "10", True),
        ("NumericGreaterThan", ["2"], "2", False),
        ("NumericGreaterThanEquals", ["2"], "2", True),
        ("NumericEquals", ["2"], "two", False),
        ("DateLessThan", ["2026-01-01T00:00:00Z"], "2025-12-31", True),
        ("DateGreaterThan", ["1767225600"], "2026-01-01T00:00:01Z", True),
        ("DateEquals", ["2026-01-01T00:00:00Z"], "2026-01-01T01:00:00+01:00", True),
        ("DateEquals", ["2026"], "2026-01-01T00:00:00Z", True),
        ("DateEquals", ["2026-03"], "2026-03-01T00:00:00Z", True),
        ("DateEquals", ["2026"], "1970-01-01T00:33:46Z", False),
        ("DateEquals", ["12026"], "1970-01-01T03:20:26Z", True),
        ("DateEquals", ["12026.5"], "1970-01-01T03:20:26.5Z", True),
        ("DateEquals", ["12026.5.1"], "1970-01-01T03:20:26.5Z", False),
        ("DateEquals", ["2026"], "9" * 30, False),
        ("Null", ["true"], None, True),
        ("Null", ["TRUE"], None, True),
        ("Null", ["true"], "x", False),
        ("Null", ["false"], "x", True),
        ("Null", ["true", "false"], "x", True),
        ("StringEquals", ["a"], None, False),
        ("StringNotEquals", ["a"], None, True),
        ("StringEqualsIfExists", ["a"], None, True),
        ("StringEqualsIfExists", ["a"], "b", False),
        ("StringNotEqualsIfExists", ["a"], None, True),
        ("StringNotEqualsIfExists", ["a"], "a", False),
        ("ForAllValues:StringEquals", ["a"], None, True),
        ("ForAllValues:StringEquals", ["a"], "b", False),
        ("ForAllValues:StringNotEquals", ["a"], "a", False),
        ("ForAnyValue:StringEquals", ["a"], None, False),
        ("ForAnyValue:StringEquals", ["a"], "a", True),
        ("ForAnyValue:StringNotEquals", ["a"], None, False),
        ("ForAnyValue:StringNotEquals", ["a"], "b", True),
        ("ForAnyValue:NotIpAddress", ["203.0.113.0/24"], None, False),
        ("StringEquals", ["${aws:a}"], "one", True),
        ("StringEquals", ["${AWS:A}"], "one", True),
        ("StringEquals", ["${aws:b, 'two'}"], "two", True),
        ("StringEquals", ["${aws:b}"], "${aws:b}", False),
        ("StringNotEquals", ["${aws:b}"], "x", True),
        ("StringLike", ["${aws:star}"], "x", False),
        ("StringLike", ["${aws:star}x*"], "*xy", True),
        ("StringLike", ["${*}"], "*", True),
        ("StringLike", ["${*}"], "x", False),
        ("StringLike", ["${?}${$}"], "?$", True),
    ],
)
def test_operator(operator: str, values: list[str], actual: str | None, expected: bool) -> None:
    assert holds(Condition(operator, "aws:k", tuple(values)), actual, CONTEXT) is expected


def test_a_variable_brings_no_wildcards() -> None:
    text = substituted("a*${aws:star}", CONTEXT)
    assert text is not None
    assert text.startswith("a*")
    assert text != "a**"
    assert restored(text) == "a**"


@pytest.mark.parametrize("part", ["${", "${a", "${a,", "${a, '", "${ ", " ", "a ", "$"])
def test_variables_are_found_in_time_that_grows_with_the_text(part: str) -> None:
    """Ten times the text may take ten times as long, not a hundred: a document may be hostile."""
    value = "${" + part * (20_000 // len(part))

    def seconds(text: str) -> float:
        return min(timeit.repeat(lambda: substituted(text, {}), number=1, repeat=3))

    assert seconds(value) < 40 * seconds(value[:2000]) + 0.01
