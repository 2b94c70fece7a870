"""Texts that tell patterns apart, against all short texts and a matcher that knows nothing of automata."""

import itertools
import re
from collections.abc import Callable, Iterable

import pytest
from automaton import Budget, Pattern, TooManyStepsError, arn_glob, glob, literal, texts
from hypothesis import given
from hypothesis import strategies as st
from variables import LITERAL_WILDCARDS

ENOUGH = 1_000_000
Written = tuple[Callable[[str], Pattern], str]
"""How a pattern is read, and its text."""
STAR, MARK = (chr(LITERAL_WILDCARDS[ord(each)]) for each in "*?")
"""The characters `*` and `?`, as a policy variable brings them."""


def told_apart(*patterns: Pattern, required: int = 0) -> list[str]:
    return list(texts(patterns, Budget(ENOUGH), required))


def _read(patterns: Iterable[Written]) -> list[Pattern]:
    return [read(text) for read, text in patterns]


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        pytest.param([], [""], id="no-patterns"),
        pytest.param([(literal, "")], ["", "x"], id="the-empty-text-and-any-other"),
        pytest.param([(literal, "ab")], ["", "ab"], id="a-text"),
        pytest.param([(literal, "a*")], ["", "a*"], id="a-text-has-no-wildcards"),
        pytest.param([(literal, "a"), (literal, "ab")], ["", "a", "ab"], id="two-texts"),
        pytest.param([(glob, "*")], [""], id="everything"),
        pytest.param([(glob, "?")], ["", "x"], id="one-character"),
        pytest.param([(glob, "x?")], ["", "xy"], id="a-character-that-none-names"),
        pytest.param([(glob, "*:*")], ["", ":"], id="a-colon"),
        pytest.param([(glob, "a*"), (glob, "*b")], ["", "a", "b", "ab"], id="four-ways"),
        pytest.param([(glob, "a*"), (glob, "b*")], ["", "a", "b"], id="never-both"),
        pytest.param([(glob, "?"), (glob, "??")], ["", "x", "xx"], id="lengths"),
        pytest.param([(glob, "**a")], ["", "a"], id="two-stars-are-one"),
        pytest.param([(glob, STAR), (glob, "?")], ["", "x", "*"], id="a-star-that-a-variable-brought"),
        pytest.param([(literal, MARK), (literal, "a")], ["", "?", "a"], id="a-mark-that-a-variable-brought"),
        pytest.param([(arn_glob, "*")], ["", ":"], id="a-star-of-an-arn-has-no-colon"),
        pytest.param([(arn_glob, "?")], ["", "x"], id="nor-has-a-mark"),
        pytest.param([(arn_glob, "?"), (glob, "?")], ["", "x", ":"], id="as-it-has-elsewhere"),
        pytest.param([(arn_glob, f"{STAR}:*")], ["", "*:"], id="an-arn-with-a-star-from-a-variable"),
        pytest.param(
            [(arn_glob, "a:b:c:d:e:*"), (glob, "a:b:c:d:e:*")], ["", "a:b:c:d:e:"], id="the-last-component-has-colons"
        ),
        pytest.param(
            [(arn_glob, "a:b:c:d:*:e"), (glob, "a:b:c:d:*:e")],
            ["", "a:b:c:d::e", "a:b:c:d:::e"],
            id="the-fifth-component-has-none",
        ),
        pytest.param([(arn_glob, "a:b:c:d:e:")], ["", "a:b:c:d:e:"], id="the-last-component-is-empty"),
        pytest.param([(arn_glob, "a:*"), (glob, "a:*")], ["", "a:", "a::"], id="too-few-components"),
    ],
)
def test_a_shortest_text_for_each_way_to_match(patterns: list[Written], expected: list[str]) -> None:
    assert told_apart(*_read(patterns)) == expected


@pytest.mark.parametrize(
    ("required", "expected"),
    [(0, ["", "a", "b", "ab"]), (1, ["a", "ab"]), (2, ["ab"])],
)
def test_the_first_patterns_may_have_to_match(required: int, expected: list[str]) -> None:
    assert told_apart(glob("a*"), glob("*b"), required=required) == expected


ALPHABET = "ab:x"
"""What patterns name here, the colon, and a character that stands for the rest."""
SHORT = ["".join(characters) for length in range(6) for characters in itertools.product(ALPHABET, repeat=length)]


@given(written=st.lists(st.text("ab:*?", max_size=4), min_size=1, max_size=2))
def test_each_way_to_match_that_a_short_text_has_is_found(written: list[str]) -> None:
    found = told_apart(*map(glob, written))
    ways = [_ways(text, written) for text in found]
    assert len(ways) == len(set(ways)), found
    assert set(ways) >= {_ways(text, written) for text in SHORT}


@given(written=st.lists(st.text("ab:*?", max_size=4), min_size=1, max_size=2))
def test_what_is_found_first_is_shortest(written: list[str]) -> None:
    lengths = {_ways(text, written): len(text) for text in told_apart(*map(glob, written))}
    for text in SHORT:
        assert lengths[_ways(text, written)] <= len(text), text


def _ways(text: str, patterns: list[str]) -> tuple[bool, ...]:
    """Which of the patterns a text matches, as regular expressions have it."""
    written = {"*": ".*", "?": "."}
    return tuple(
        re.fullmatch("".join(written.get(each, re.escape(each)) for each in pattern), text, re.DOTALL) is not None
        for pattern in patterns
    )


class TestBudget:
    def test_as_many_steps_as_there_are(self) -> None:
        budget = Budget(5)
        budget.spend(3)
        budget.spend(2)
        budget.spend(0)
        with pytest.raises(TooManyStepsError):
            budget.spend(1)

    @pytest.mark.parametrize(
        ("patterns", "required", "steps"),
        [
            # A step to begin with. "": the filler and ":".
            pytest.param([(glob, "*")], 0, 1 + 2, id="one-state"),
            # "" and "a" name "a" or nothing, and all other characters lead to a third state, which names nothing.
            pytest.param([(literal, "a")], 0, 1 + 3 + 2 + 2, id="three-states"),
            # The third state can't match any more.
            pytest.param([(literal, "a")], 1, 1 + 3 + 2, id="two-states-that-may-come-to-match"),
            # Three states, for two patterns.
            pytest.param([(literal, "a"), (literal, "a")], 0, 2 * (1 + 3 + 2 + 2), id="two-patterns"),
            # 200 places, each a bit of a number of 200 bits, are worth two more steps.
            pytest.param([(glob, "*" * 200)], 0, 3 * (1 + 2), id="a-long-pattern"),
        ],
    )
    def test_a_step_for_each_state_character_and_pattern(
        self, patterns: list[Written], required: int, steps: int
    ) -> None:
        list(texts(_read(patterns), Budget(steps), required))
        with pytest.raises(TooManyStepsError):
            list(texts(_read(patterns), Budget(steps - 1), required))

    def test_what_was_found_before_the_budget_is_spent_is_given(self) -> None:
        search = texts([literal("a")], Budget(1))
        assert next(search) == ""
        with pytest.raises(TooManyStepsError):
            next(search)
