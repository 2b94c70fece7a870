"""Which fields a record can have: what a pattern may ask for."""

from collections.abc import Sequence
from enum import Enum
from typing import get_args

from pydantic import BaseModel

from logs.trail_records.record import TrailRecord


class Place(Enum):
    """Where a path through a record leads."""

    STATED = "stated"
    """To a field that AWS documents for all events."""
    OPEN = "open"
    """Into a part that differs by service: only an event can show that the field is there."""
    NOWHERE = "nowhere"
    """To a name that no record has."""


def place_of(path: Sequence[str]) -> Place:
    """Where the path leads, of names and of indices (`0`): `["userIdentity", "type"]`."""
    annotation: object = TrailRecord
    for step in path:
        if model := _model(annotation):
            found = [field for name, field in model.model_fields.items() if (field.alias or name) == step]
            if not found:
                return Place.NOWHERE
            annotation = found[0].annotation
        elif _is(annotation, dict):
            return Place.OPEN
        elif _is(annotation, list) and step.isdecimal():
            annotation = get_args(_without_none(annotation))[0]
        else:
            return Place.NOWHERE
    return Place.STATED


def _model(annotation: object) -> type[BaseModel] | None:
    kind = _without_none(annotation)
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _is(annotation: object, container: type) -> bool:
    return getattr(_without_none(annotation), "__origin__", None) is container


def _without_none(annotation: object) -> object:
    kinds = [kind for kind in get_args(annotation) if kind is not type(None)]
    optional = len(kinds) == 1 and type(None) in get_args(annotation)
    return kinds[0] if optional else annotation
