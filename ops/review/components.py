"""The changes of each component: what belongs together in the program is read together."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ops.review.preview import Change, Operation, Preview
from ops.review.urn import STACK_TYPE, kind_of, parse_urn

_LOSSES: Final = (Operation.DELETE, Operation.REPLACE)
"""Of what is done to resources, what takes something away; the worst first."""


@dataclass(frozen=True)
class Component:
    """A component, and what changes in it.

    Attributes:
        kind: Its kind; empty for what belongs to no component.
        name: Its logical name.
        changes: What changes in it, also in the components within it.
    """

    kind: str
    name: str
    changes: tuple[Change, ...]


def components_of(preview: Preview) -> tuple[Component, ...]:
    """What changes, by the outermost component that is known.

    What is deleted comes first, and a component in which something is, before others: where there is no room for all,
    that is not what is left out. Else it is the engine's order.
    """
    groups: dict[str, list[Change]] = {}
    for change in sorted(preview.changing, key=_loss):
        groups.setdefault(_root(preview, change), []).append(change)
    return tuple(_component(urn, changes) for urn, changes in groups.items())


def _loss(change: Change) -> int:
    return _LOSSES.index(change.operation) if change.operation in _LOSSES else len(_LOSSES)


def _root(preview: Preview, change: Change) -> str:
    """The URN of the outermost component; empty for what the stack itself holds."""
    root, parent, seen = "", change.parent, set[str]()
    while parent and parse_urn(parent).type != STACK_TYPE and parent not in seen:
        seen.add(parent)
        root = parent
        # A component that stays as it is may not be listed, and its own parent is not known then.
        parent = above.parent if (above := preview.by_urn.get(parent)) else ""
    return root


def _component(urn: str, changes: Iterable[Change]) -> Component:
    parts = parse_urn(urn)
    return Component(kind_of(parts.type) if urn else "", parts.name, tuple(changes))
