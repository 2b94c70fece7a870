"""Looks through the plain values that properties have."""

from typing import cast


def items_in(value: object) -> list[object]:
    """The items of a list, or the value itself in a list's place: how providers write one varies."""
    return cast("list[object]", value) if isinstance(value, list) else [value]


def objects_in(value: object) -> list[dict[str, object]]:
    """The objects among `items_in`."""
    return [cast("dict[str, object]", item) for item in items_in(value) if isinstance(item, dict)]


def texts_in(value: object) -> list[str]:
    """All texts within a value, built of dict, list and plain values, at any depth."""
    match value:
        case str():
            return [value]
        case dict():
            return [text for inner in cast("dict[str, object]", value).values() for text in texts_in(inner)]
        case list():
            return [text for inner in cast("list[object]", value) for text in texts_in(inner)]
        case _:
            return []
