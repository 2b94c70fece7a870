"""A figure of several rounds."""

import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class Spread:
    """A figure of several rounds, in any unit.

    Attributes:
        median: The median of the rounds.
        smallest: The smallest of them.
        largest: The largest of them.
    """

    median: float
    smallest: float
    largest: float

    @classmethod
    def of(cls, figures: Iterable[float]) -> Self:
        """Sum up the figures of one round or more.

        Raises:
            ValueError: There are none.
        """
        known = list(figures)
        return cls(statistics.median(known), min(known), max(known))

    def __format__(self, form: str) -> str:
        """The median, and in brackets the smallest and the largest, each in the form of a number."""
        return f"{self.median:{form}} ({self.smallest:{form}} to {self.largest:{form}})"
