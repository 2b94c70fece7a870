"""What two wildcard patterns have in common: a text that both match."""

from collections.abc import Mapping
from typing import Final

from automaton import Budget

_FILLING: Final = "x"

_Places = tuple[int, int]


def common_text(pattern: str, other: str, budget: Budget) -> str | None:
    """A text that two patterns both match; None: there is none.

    Args:
        pattern: The one pattern.
        other: The other.
        budget: What the search is taken from: a step for each pair of places in the two.

    Raises:
        TooManyStepsError: The budget is spent.
    """
    # Pairs of places: so much of the one and of the other pattern matches the text so far. Each is reached from
    # another by a character, or by none.
    left: list[tuple[_Places, _Places | None, str]] = [((0, 0), None, "")]
    reached: dict[_Places, tuple[_Places | None, str]] = {}
    while left:
        places, before, text = left.pop()
        if places in reached:
            continue
        budget.spend(1)
        reached[places] = before, text
        place, other_place = places
        one, two = pattern[place : place + 1], other[other_place : other_place + 1]
        if not one and not two:
            return _text_to(places, reached)
        if one == "*":
            left.append(((place + 1, other_place), places, ""))
            if two not in ("", "*"):
                left.append(((place, other_place + 1), places, two.replace("?", _FILLING)))
        if two == "*":
            left.append(((place, other_place + 1), places, ""))
            if one not in ("", "*"):
                left.append(((place + 1, other_place), places, one.replace("?", _FILLING)))
        if "*" not in (one, two) and one and two and (one == two or "?" in (one, two)):
            both = two if one == "?" else one
            left.append(((place + 1, other_place + 1), places, both.replace("?", _FILLING)))
    return None


def _text_to(places: _Places, reached: Mapping[_Places, tuple[_Places | None, str]]) -> str:
    characters: list[str] = []
    before: _Places | None = places
    while before is not None:
        before, character = reached[before]
        characters.append(character)
    return "".join(reversed(characters))
