"""Texts that tell wildcard patterns apart: a product automaton over several patterns, searched breadth first.

Each pattern is a nondeterministic automaton whose states are the places in it; a set of places is the bits of an
integer. The search goes through the product character by character, so for each way in which the patterns can match or
not match one text it meets a shortest such text first.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from typing import Final, NamedTuple

from globs import ARN_COMPONENTS
from variables import restored

MOST_STEPS: Final = 150_000
# A set of places is an integer of as many bits, and there are as many places: a long pattern takes their product.
_PLACES_A_STEP: Final = 20_000
# Characters to fill a text with: the first that no pattern names stands for all such. No policy can have the last.
_FILLERS: Final = "xyzabcdefghijklmnopqrstuvw0123456789XYZABCDEFGHIJKLMNOPQRSTUVW_.~!\ue002"


class TooManyStepsError(Exception):
    """The search was given up: nothing is known of the texts it had not met."""


class Budget:
    """How many more steps searches may take together: one for each state, character and pattern of usual length."""

    def __init__(self, steps: int = MOST_STEPS) -> None:
        self._left = steps

    def spend(self, steps: int) -> None:
        """Take steps away.

        Raises:
            TooManyStepsError: There are not as many left.
        """
        self._left -= steps
        if self._left < 0:
            raise TooManyStepsError


class _Wild(Enum):
    """A wildcard: how many characters it stands for, and whether ":" may be among them."""

    ANY = "*"
    ONE = "?"
    ANY_WITHIN = "*:"
    ONE_WITHIN = "?:"


Pattern = tuple[str | _Wild, ...]
"""A pattern, read: characters and wildcards."""


def literal(text: str) -> Pattern:
    """A pattern that matches one text."""
    return tuple(restored(text))


def glob(text: str) -> Pattern:
    """A pattern in which `*` and `?` match any character."""
    return tuple(_Wild(each) if each in "*?" else restored(each) for each in text)


def arn_glob(text: str) -> Pattern:
    """A pattern for an ARN: in the first five components, wildcards don't match ":"."""
    components = text.split(":", ARN_COMPONENTS - 1)
    last = components.pop() if len(components) == ARN_COMPONENTS else ""
    head = ":".join([*components, ""]) if last else text
    return (*(_Wild(f"{each}:") if each in "*?" else restored(each) for each in head), *glob(last))


def texts(patterns: Sequence[Pattern], budget: Budget, required: int = 0) -> Iterator[str]:
    """A text for each way in which patterns can match one text or not.

    Args:
        patterns: The patterns.
        budget: The steps that the search may take.
        required: How many of the patterns, from the first on, have to match.

    Yields:
        Shortest texts, each matched by another selection of the patterns.

    Raises:
        TooManyStepsError: The budget is spent; the texts so far are right, others may be missing.
    """
    cost = sum(1 + len(pattern) ** 2 // _PLACES_A_STEP for pattern in patterns)
    budget.spend(cost)
    other = _unnamed(patterns)
    machines = [_Machine(pattern) for pattern in patterns]
    start = tuple(machine.start for machine in machines)
    seen, found = {start}, set[tuple[bool, ...]]()
    queue = deque([(start, "")])
    while queue:
        state, text = queue.popleft()
        matched = tuple(places >= machine.accepting for places, machine in zip(state, machines, strict=True))
        if matched not in found:
            found.add(matched)
            if all(matched[:required]):
                yield text
        # All other characters do what the one does that no pattern names.
        named = {each for places, machine in zip(state, machines, strict=True) for each in machine.named(places)}
        characters = [other, *sorted({":", *named})]
        budget.spend(len(characters) * cost)
        for character in characters:
            following = tuple(
                machine.after(places, character) if places else 0
                for places, machine in zip(state, machines, strict=True)
            )
            if following not in seen and all(following[:required]):
                seen.add(following)
                queue.append((following, text + character))


class _Reading(NamedTuple):
    """What one character does: from which places a machine goes on to the next, and at which it may stay."""

    goes_on: int
    stays: int


class _Machine:
    """One pattern. Bit n of a set of places says that the text so far matches the first n tokens."""

    def __init__(self, pattern: Pattern) -> None:
        self.accepting = 1 << len(pattern)
        self._pattern = pattern
        self._stars = _places(pattern, lambda token: token in (_Wild.ANY, _Wild.ANY_WITHIN))
        self._readings: dict[str, _Reading] = {}
        self.start = self._skipping(1)

    def named(self, places: int) -> Iterator[str]:
        """The characters that the pattern names as the next, at these places."""
        places &= self.accepting - 1
        while places:
            place = places.bit_length() - 1
            token = self._pattern[place]
            if isinstance(token, str):
                yield token
            places ^= 1 << place

    def after(self, places: int, character: str) -> int:
        """The places after one more character."""
        if character not in self._readings:
            self._readings[character] = self._reading(character)
        goes_on, stays = self._readings[character]
        return self._skipping((places & goes_on) << 1 | places & stays)

    def _skipping(self, places: int) -> int:
        """A star may also stand for nothing."""
        while (more := places | (places & self._stars) << 1) != places:
            places = more
        return places

    def _reading(self, character: str) -> _Reading:
        anything = {_Wild.ANY, _Wild.ONE} if character == ":" else set(_Wild)
        ones = anything & {_Wild.ONE, _Wild.ONE_WITHIN}
        return _Reading(
            goes_on=_places(self._pattern, lambda token: token == character or token in ones),
            stays=_places(self._pattern, lambda token: token in anything - ones),
        )


def _places(pattern: Pattern, chosen: Callable[[str | _Wild], bool]) -> int:
    return sum(1 << place for place, token in enumerate(pattern) if chosen(token))


def _unnamed(patterns: Sequence[Pattern]) -> str:
    """A character that no pattern names."""
    named = {token for pattern in patterns for token in pattern} | {":"}
    return next(each for each in _FILLERS if each not in named)
