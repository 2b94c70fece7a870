import tracemalloc

import pytest
from automaton import Budget, TooManyStepsError
from common_text import common_text
from globs import has_wildcard, matches
from hypothesis import given
from hypothesis import strategies as st

texts = st.text("ab:/", max_size=8)
patterns = st.text("ab:*?", max_size=8)


@given(patterns, patterns)
def test_a_common_text_is_matched_by_both(one: str, two: str) -> None:
    common = common_text(one, two, Budget())
    assert common is None or (matches(one, common) and matches(two, common))
    assert common is None or not has_wildcard(common)


@pytest.mark.parametrize(
    ("one", "two", "common"),
    [
        ("a*", "a*", "a"),
        ("a?", "a*", "ax"),
        ("*b", "a*", "ab"),
        ("a", "b", None),
        ("a", "a?", None),
        ("a?", "a", None),
        ("*a" * 30 + "x", "*b" * 30, None),
    ],
)
def test_common_text(one: str, two: str, common: str | None) -> None:
    assert common_text(one, two, Budget()) == common


def test_the_search_for_a_common_text_is_given_up_after_so_many_pairs_of_places() -> None:
    assert common_text("xy", "xy", Budget(3)) == "xy"
    with pytest.raises(TooManyStepsError):
        common_text("xyz", "xyz", Budget(3))


def test_a_long_common_text_takes_little_room() -> None:
    tracemalloc.start()
    assert common_text("?" * 19_000, "?*/?*", Budget()) is not None
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 50_000_000


@given(patterns, patterns, texts)
def test_where_there_is_no_common_text_no_text_is_matched_by_both(one: str, two: str, text: str) -> None:
    if common_text(one, two, Budget()) is None:
        assert not (matches(one, text) and matches(two, text))
