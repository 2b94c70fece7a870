"""What two versions of a policy document grant, compared."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ops.review.grants.grant import EVERYONE, Grant


class Effect(StrEnum):
    """How a grant differs. In the order in which a reviewer wants to read them."""

    ADDED = "added"
    """Allowed now, and nothing like it was before."""
    WIDENED = "widened"
    """Allowed now for more than before."""
    UNGUARDED = "no longer denied"
    """Was denied, and isn't any more, or only in part."""
    MOVED = "changed"
    """Allowed now under other conditions, neither wider nor narrower."""
    REMOVED = "removed"
    """Not allowed any more."""
    NARROWED = "narrowed"
    """Allowed now for less than before."""
    GUARDED = "now denied"
    """Is denied now, and wasn't."""


_ORDER: Final = tuple(Effect)


@dataclass(frozen=True)
class Difference:
    """One grant that differs.

    Attributes:
        effect: How.
        grant: The grant: the new one, or the one that is gone.
        former: What the new one was before; None for one that is new or gone.
    """

    effect: Effect
    grant: Grant
    former: Grant | None = None

    @property
    def opens(self) -> bool:
        """Whether someone may do what they could not do before.

        A grant that has moved opens something if it names an account that the former one did not: a trail that is
        renamed is still the account's own. One whose accounts can't be told is taken to open.
        """
        if self.effect is Effect.MOVED and self.former is not None:
            accounts = self.grant.accounts()
            return not accounts or not accounts <= self.former.accounts()
        return self.effect in (Effect.ADDED, Effect.WIDENED, Effect.UNGUARDED)


def open_to_everyone(grant: Grant) -> bool:
    """Whether it lets anyone at all do something, under no condition."""
    return grant.allows and grant.principal in EVERYONE and not grant.conditions


def differences(before: Iterable[Grant], after: Iterable[Grant]) -> tuple[Difference, ...]:
    """How what is granted differs, what opens something first; nothing when both grant the same.

    Args:
        before: The grants of the former document; none for a document that is new.
        after: Those of the new one; none for one that is deleted.
    """
    old, new = frozenset(before), frozenset(after)
    replaced, ordered = (sorted(grants, key=Grant.order) for grants in (old - new, new))
    gone = [grant for grant in replaced if not any(grant.inside(other) for other in new)]
    come = [grant for grant in ordered if grant not in old and not any(grant.inside(other) for other in old)]
    found = (*_allowed(replaced, come), *_lost(gone, come, ordered), *_denied(gone, come, ordered))
    return tuple(sorted(found, key=lambda each: (not each.opens, _ORDER.index(each.effect))))


def _allowed(replaced: list[Grant], come: list[Grant]) -> Iterator[Difference]:
    """What is allowed now: one wider grant may take the place of several."""
    for grant in (each for each in come if each.allows):
        if former := next((old for old in replaced if old.inside(grant)), None):
            yield Difference(Effect.WIDENED, grant, former)
        elif former := _moved(grant, replaced):
            yield Difference(Effect.MOVED, grant, former)
        else:
            yield Difference(Effect.ADDED, grant)


def _lost(gone: list[Grant], come: list[Grant], new: list[Grant]) -> Iterator[Difference]:
    """What is allowed no more, but for what has moved: that is told already."""
    for grant in (each for each in gone if each.allows):
        rest = next((each for each in new if each.inside(grant)), None)
        if rest is not None:
            yield Difference(Effect.NARROWED, rest, grant)
        elif _moved(grant, come) is None:
            yield Difference(Effect.REMOVED, grant)


def _moved(grant: Grant, others: list[Grant]) -> Grant | None:
    """The grant of the same to the same, under other conditions."""
    return next((each for each in others if each.allows == grant.allows and each.target == grant.target), None)


def _denied(gone: list[Grant], come: list[Grant], new: list[Grant]) -> Iterator[Difference]:
    for grant in (each for each in gone if not each.allows):
        yield Difference(Effect.UNGUARDED, grant, next((each for each in new if each.inside(grant)), None))
    yield from (Difference(Effect.GUARDED, grant) for grant in come if not grant.allows)
