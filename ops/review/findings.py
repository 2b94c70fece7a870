"""What a reviewer has to know of a change, before the list of all changes."""

from dataclasses import dataclass
from enum import IntEnum

from ops.review.sentence import Sentence


class Level(IntEnum):
    """How much a finding matters; the larger, the more."""

    NOTICE = 1
    """Worth a look: a change that may be meant, and loses nothing of the record."""
    DANGEROUS = 2
    """Evidence is lost, or won't be recorded, or no one hears of it, or someone may do more than before."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that a reviewer has to know.

    Attributes:
        level: How much it matters.
        urn: The resource that it is about.
        what: What would happen, in a sentence without a full stop.
        details: What else there is to know of it, a line each.
    """

    level: Level
    urn: str
    what: Sentence
    details: tuple[Sentence, ...] = ()
