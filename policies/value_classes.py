"""Classes of values: two values of a variable that lie in the same boxes are as good as each other.

So a search goes through classes, a value each, and not through values; see `witness_space`.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from automaton import Budget
from boxes import Box

_Value = TypeVar("_Value")


class ValueClass(NamedTuple, Generic[_Value]):
    """A class of a variable's values: the boxes that it lies in, as bits; what it costs to choose it; one value."""

    bits: int
    cost: int
    value: _Value


class Choice(NamedTuple):
    """A class for each variable, by its index, and what they cost together."""

    cost: int
    indices: tuple[int, ...]


def classes_of(
    values: Iterable[_Value],
    boxes: Sequence[Box],
    has: Callable[[Box, _Value], bool],
    budget: Budget,
    cost: Callable[[int, _Value], int] = lambda _bits, _value: 0,
) -> list[ValueClass[_Value]]:
    """The classes of a variable's values.

    Args:
        values: The values, the likeliest first.
        boxes: The boxes.
        has: Whether a box has a value.
        budget: What the comparisons are taken from.
        cost: What it costs to choose a value that lies in these boxes, as bits, beside its place among the values:
            nothing, unless it is given. The first of each class is chosen.

    Raises:
        TooManyStepsError: The budget is spent.
    """
    found: dict[int, ValueClass[_Value]] = {}
    for order, value in enumerate(values):
        budget.spend(len(boxes) + 1)
        bits = sum(1 << index for index, box in enumerate(boxes) if has(box, value))
        if bits not in found:
            found[bits] = ValueClass(bits, order + cost(bits, value), value)
    return list(found.values())


def first_of_each(
    values: Iterable[_Value],
    boxes: Sequence[Box],
    has: Callable[[Box, _Value], bool],
    kind: Callable[[_Value], bool],
    budget: Budget,
) -> list[_Value]:
    """The first of each sort: of those that lie in the same boxes and are of one kind.

    Raises:
        TooManyStepsError: The budget is spent.
    """
    found: dict[tuple[bool, ...], _Value] = {}
    for value in values:
        budget.spend(len(boxes) + 1)
        found.setdefault((kind(value), *[has(box, value) for box in boxes]), value)
    return list(found.values())


def cheapest_choice(variables: Sequence[Sequence[ValueClass[Any]]], everything: int, budget: Budget) -> Choice | None:
    """The cheapest choice of a class for each variable such that no box has all of them; None when there is none.

    Args:
        variables: The classes of each variable.
        everything: All boxes, as bits.
        budget: What the steps are taken from.

    Raises:
        TooManyStepsError: The budget is spent.
    """
    reached = {everything: Choice(0, ())}
    for classes in variables:
        budget.spend(len(reached) * len(classes))
        following: dict[int, Choice] = {}
        for boxes, choice in reached.items():
            for index, (bits, cost, _) in enumerate(classes):
                known = following.get(boxes & bits)
                if known is None or choice.cost + cost < known.cost:
                    following[boxes & bits] = Choice(choice.cost + cost, (*choice.indices, index))
        reached = following
    return reached.get(0)
