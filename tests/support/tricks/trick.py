"""A trick: a policy that means more, or less, than it seems to."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Trick:
    """One more statement beside a good policy, or a whole text.

    Attributes:
        name: What it is.
        why: Why it is what it is found to be.
        changes: What the statement, else a good PutObject of CloudTrail, has instead; None removes an element.
        kinds: The kinds of what is found; none: it is accepted.
        text: The whole text, where no statement will do.
    """

    name: str
    why: str
    changes: dict[str, Any] = field(default_factory=dict[str, Any])
    kinds: frozenset[str] = frozenset()
    text: str | None = None


def excess(name: str, why: str, **changes: Any) -> Trick:
    return Trick(name, why, changes, frozenset({"excess"}))


def hardening(name: str, why: str, **changes: Any) -> Trick:
    return Trick(name, why, changes, frozenset({"hardening"}))


def malformed(name: str, why: str, **changes: Any) -> Trick:
    return Trick(name, why, changes, frozenset({"malformed"}))


def unreadable(name: str, why: str, text: str) -> Trick:
    return Trick(name, why, kinds=frozenset({"malformed"}), text=text)


def fine(name: str, why: str, **changes: Any) -> Trick:
    return Trick(name, why, changes)


def fine_text(name: str, why: str, text: str) -> Trick:
    return Trick(name, why, text=text)
