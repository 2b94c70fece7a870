"""What of all that is attached is in the way, and what goes with the stack. Pure."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from enum import StrEnum

from ops.blockers.attached import Attached


class Standing(StrEnum):
    """What a thing is to a destroy of the stack."""

    BLOCKS = "blocks"
    """Nobody is about to remove it."""
    LEAVING = "leaving"
    """AWS is about to have removed it."""
    MANAGED = "managed"
    """The stack manages it, and a destroy deletes it."""


@dataclass(frozen=True)
class Blocker:
    """A thing that is attached, and what it is to a destroy."""

    thing: Attached
    standing: Standing


def judge(attached: Iterable[Attached], doomed: Set[str]) -> tuple[Blocker, ...]:
    """Say of each thing what it is to a destroy of the stack.

    Args:
        attached: The things.
        doomed: Ids and ARNs of all that a destroy of the stack deletes.
    """
    return tuple(Blocker(thing, _standing(thing, doomed)) for thing in attached)


def _standing(thing: Attached, doomed: Set[str]) -> Standing:
    if thing.identities & doomed:
        return Standing.MANAGED
    return Standing.LEAVING if thing.leaving else Standing.BLOCKS


def described(thing: Attached) -> str:
    """The thing in a few words: what it is, which one, and what people call it."""
    return f"{thing.kind} {thing.id}{f' ({thing.name})' if thing.name else ''}"
