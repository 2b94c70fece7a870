"""An option of the configuration: what an update that sets it does, in the engine and in the account."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

ACCOUNT = "123456789012"

Facts = Mapping[str, Mapping[str, Any]]
"""Thing to path in its description to value."""


@dataclass(frozen=True)
class Option:
    """An update of a stack that differs from what git has by these settings only.

    Ids that a test gets from AWS have a name here, in angle brackets.
    """

    what: str
    settings: Mapping[str, Any]
    steps: frozenset[str]
    """All that the engine does."""
    appeared: Facts = field(default_factory=dict[str, Mapping[str, Any]])
    """All that is new in the account, and some of what there is to be said of it."""
    changed: Facts = field(default_factory=dict[str, Mapping[str, Any]])
    """All that changed in the account but for ids that AWS chose, for which it says `<thing>`; None for what is no
    longer there."""
    gone: frozenset[str] = frozenset()
    """All that the account no longer holds."""
    renewed: frozenset[str] = frozenset()
    """All that the account holds under the same name, but made anew: AWS has chosen another id."""
    said: tuple[str, ...] = ()
    """All that the engine warns of."""
    left: Facts = field(default_factory=dict[str, Mapping[str, Any]])
    """What stays changed when the update is undone, for AWS can't undo it."""

    def __str__(self) -> str:
        return self.what

    @property
    def undone(self) -> frozenset[str]:
        """All that the engine does to undo the update: the same, but for what is created and deleted."""
        opposite = {"create": "delete", "delete": "create"}
        words = (step.split() for step in self.steps)
        return frozenset(f"{opposite.get(operation, operation)} {name}" for operation, name in words)


@dataclass(frozen=True)
class Containing:
    """Equal to all that has these texts in it, as JSON."""

    texts: tuple[str, ...]

    def __eq__(self, other: object) -> bool:
        written = json.dumps(other)
        return all(text in written for text in self.texts)

    def __hash__(self) -> int:
        return hash(self.texts)


def containing(*texts: str) -> Containing:
    return Containing(texts)


def steps(operation: str, *names: str) -> frozenset[str]:
    return frozenset(f"{operation} {name}" for name in names)


def create(*names: str) -> frozenset[str]:
    return steps("create", *names)


def update(*names: str) -> frozenset[str]:
    return steps("update", *names)


def replace(*names: str) -> frozenset[str]:
    return steps("replace", *names)


def delete(*names: str) -> frozenset[str]:
    return steps("delete", *names)
