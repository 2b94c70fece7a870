import re

import pytest
from globs import has_wildcard, matches, matches_arn
from hypothesis import given
from hypothesis import strategies as st

texts = st.text("ab:/", max_size=8)
patterns = st.text("ab:*?", max_size=8)


def regex(pattern: str) -> re.Pattern[str]:
    return re.compile("".join({"*": ".*", "?": "."}.get(each, re.escape(each)) for each in pattern), re.DOTALL)


@given(patterns, texts)
def test_a_pattern_matches_as_the_regular_expression_does(pattern: str, text: str) -> None:
    assert matches(pattern, text) is (regex(pattern).fullmatch(text) is not None)


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("", "", True),
        ("", "a", False),
        ("*", "", True),
        ("?", "", False),
        ("a*a", "a", False),
        ("a*a", "aa", True),
        ("a?*?a", "axxa", True),
        ("a?*?a", "axa", False),
        ("a*?c*d", "abxd", False),
        ("*ab*ab*", "ab", False),
        ("*ab*ab*", "abxab", True),
        ("a*", "A", False),
        ("[ab]", "a", False),
        ("a*b", "a\nb", True),
        ("a?b", "a\nb", True),
        ("a", "a\n", False),
    ],
)
def test_matches(pattern: str, text: str, expected: bool) -> None:
    assert matches(pattern, text) is expected


def test_a_hostile_pattern_takes_no_time() -> None:
    assert not matches("*a" * 5000 + "b", "a" * 5000)
    assert not matches("*a?" * 200 + "b", "a" * 2000)


@pytest.mark.parametrize(
    ("pattern", "arn", "expected"),
    [
        ("arn:aws:cloudtrail:*:1:trail/*", "arn:aws:cloudtrail:r:1:trail/x:y", True),
        ("arn:aws:cloudtrail:*:1:trail/*", "arn:aws:cloudtrail:r:2:x:1:trail/x", False),
        ("arn:*:1:*", "arn:aws:cloudtrail:r:1:trail/x", False),
        ("*", "arn:aws:cloudtrail:r:1:trail/x", False),
        ("*", "x", True),
        ("x", "x", True),
    ],
)
def test_matches_arn(pattern: str, arn: str, expected: bool) -> None:
    assert matches_arn(pattern, arn) is expected


def test_has_wildcard() -> None:
    assert [has_wildcard(each) for each in ("a", "a*", "?a")] == [False, True, True]
