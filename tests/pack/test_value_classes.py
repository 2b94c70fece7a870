"""Classes of values, on sides of boxes that are plain sets of texts."""

import itertools
from collections.abc import Callable, Iterable, Sequence
from functools import partial

import pytest
from automaton import Budget, TooManyStepsError
from boxes import Box
from hypothesis import given
from hypothesis import strategies as st
from value_classes import Choice, ValueClass, cheapest_choice, classes_of, first_of_each

ENOUGH = 1000


def box(resources: str) -> Box:
    """A box that has these resources, a character each; its other sides are not asked for."""
    return Box(True, nothing, nothing, frozenset(resources).__contains__, nothing)


def nothing(*_asked: object) -> bool:
    return False


def boxes(*resources: str) -> list[Box]:
    return [box(each) for each in resources]


def has(box: Box, resource: str) -> bool:
    return box.resource(resource)


def spends(search: Callable[[Budget], object], steps: int) -> bool:
    """Whether a search takes this many steps, no more and no fewer."""
    search(Budget(steps))
    try:
        search(Budget(steps - 1))
    except TooManyStepsError:
        return True
    return False


class TestClassesOf:
    @pytest.mark.parametrize(
        ("values", "sides", "expected"),
        [
            pytest.param("", ["a"], [], id="no-values"),
            pytest.param("ab", [], [(0b0, 0, "a")], id="no-boxes-one-class"),
            pytest.param("ab", ["b"], [(0b0, 0, "a"), (0b1, 1, "b")], id="inside-and-outside"),
            pytest.param("abc", ["ac", "bc"], [(0b01, 0, "a"), (0b10, 1, "b"), (0b11, 2, "c")], id="a-bit-a-box"),
            pytest.param("abcd", ["d", "", "cd"], [(0b000, 0, "a"), (0b100, 2, "c"), (0b101, 3, "d")], id="third-box"),
            pytest.param("baab", ["ab"], [(0b1, 0, "b")], id="the-likeliest-stays"),
            pytest.param("cab", ["ab"], [(0b0, 0, "c"), (0b1, 1, "a")], id="the-likeliest-of-a-later-class-stays"),
        ],
    )
    def test_classes(self, values: str, sides: list[str], expected: list[tuple[int, int, str]]) -> None:
        assert classes_of(values, boxes(*sides), has, Budget(ENOUGH)) == expected

    def test_both_the_place_of_a_value_and_its_boxes_cost(self) -> None:
        costs = {0b00: 500, 0b01: 0, 0b10: 70}
        found = classes_of("abcd", boxes("b", "d"), has, Budget(ENOUGH), lambda bits, _: costs[bits])
        assert found == [(0b00, 500, "a"), (0b01, 1, "b"), (0b10, 3 + 70, "d")]

    def test_a_step_for_each_value_and_box_and_one_for_each_value(self) -> None:
        assert spends(partial(classes_of, "aab", boxes("a", "b"), has), 3 * (2 + 1))


class TestFirstOfEach:
    @pytest.mark.parametrize(
        ("values", "sides", "expected"),
        [
            pytest.param("", ["a"], "", id="no-values"),
            pytest.param("ab", [], "a", id="no-boxes-one-sort"),
            pytest.param("aAbB", [], "aA", id="a-kind-is-a-sort"),
            pytest.param("bacAB", ["abAB"], "bcA", id="the-same-boxes-and-kind"),
            pytest.param("cabd", ["ab", "bd"], "cabd", id="each-in-other-boxes"),
        ],
    )
    def test_sorts(self, values: str, sides: list[str], expected: str) -> None:
        assert first_of_each(values, boxes(*sides), has, str.isupper, Budget(ENOUGH)) == list(expected)

    def test_a_step_for_each_value_and_box_and_one_for_each_value(self) -> None:
        assert spends(partial(first_of_each, "aab", boxes("a", "b"), has, str.isupper), 3 * (2 + 1))


def variable(*classes: tuple[int, int]) -> list[ValueClass[None]]:
    """A variable of classes with these bits and costs."""
    return [ValueClass(bits, cost, None) for bits, cost in classes]


def shared(chosen: Iterable[ValueClass[None]]) -> int:
    """Those of three boxes that have all of these classes, as bits."""
    bits = 0b111
    for each in chosen:
        bits &= each.bits
    return bits


class TestCheapestChoice:
    @pytest.mark.parametrize(
        ("variables", "everything", "expected"),
        [
            pytest.param([], 0b0, Choice(0, ()), id="nothing-to-choose-and-no-box"),
            pytest.param([], 0b1, None, id="nothing-to-choose"),
            pytest.param([variable()], 0b0, None, id="a-variable-without-a-value"),
            pytest.param([variable((0b1, 0))], 0b1, None, id="a-box-has-all"),
            pytest.param([variable((0b1, 0)), variable((0b1, 0), (0b11, 0))], 0b11, None, id="a-box-has-every-choice"),
            pytest.param([variable((0b1, 0), (0b0, 7))], 0b1, Choice(7, (1,)), id="outside-costs-more"),
            pytest.param([variable((0b0, 9), (0b0, 3), (0b0, 5))], 0b1, Choice(3, (1,)), id="the-cheapest-of-several"),
            pytest.param([variable((0b0, 3), (0b0, 3))], 0b1, Choice(3, (0,)), id="a-tie-keeps-the-first"),
            pytest.param(
                [variable((0b01, 2), (0b10, 1)), variable((0b10, 4), (0b01, 8))],
                0b11,
                Choice(2 + 4, (0, 0)),
                id="each-is-in-a-box-and-no-box-has-both",
            ),
            pytest.param(
                [variable((0b1, 0), (0b0, 50)), variable((0b1, 0), (0b0, 20)), variable((0b1, 0), (0b0, 30))],
                0b1,
                Choice(20, (0, 1, 0)),
                id="the-variable-where-it-is-cheapest",
            ),
            pytest.param(
                [variable((0b0, 1), (0b1, 0)), variable((0b1, 0), (0b0, 1))],
                0b1,
                Choice(1, (0, 0)),
                id="a-tie-of-choices-keeps-the-first",
            ),
        ],
    )
    def test_choice(self, variables: list[list[ValueClass[None]]], everything: int, expected: Choice | None) -> None:
        assert cheapest_choice(variables, everything, Budget(ENOUGH)) == expected

    @given(
        variables=st.lists(
            st.lists(st.builds(ValueClass[None], st.integers(0, 0b111), st.integers(0, 9), st.none()), max_size=4),
            max_size=4,
        )
    )
    def test_no_choice_is_cheaper(self, variables: Sequence[Sequence[ValueClass[None]]]) -> None:
        outside = [
            sum(each.cost for each in chosen) for chosen in itertools.product(*variables) if shared(chosen) == 0b000
        ]
        choice = cheapest_choice(variables, 0b111, Budget(ENOUGH))
        assert (choice and choice.cost) == min(outside, default=None)
        if choice is not None:
            chosen = [classes[index] for classes, index in zip(variables, choice.indices, strict=True)]
            assert shared(chosen) == 0b000
            assert sum(each.cost for each in chosen) == choice.cost

    def test_a_step_for_each_class_and_each_set_of_boxes_that_was_reached(self) -> None:
        first, second = variable((0b01, 0), (0b10, 0), (0b10, 1)), variable((0b01, 0), (0b10, 0))
        # From everything, three classes reach two sets of boxes; from either, two classes go on.
        assert spends(partial(cheapest_choice, [first, second], 0b11), 1 * 3 + 2 * 2)
