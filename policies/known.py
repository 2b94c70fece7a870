"""The plain values behind what a policy is given, or the news that one isn't known yet.

The SDK hands a policy proxies: not dict and not list, and raising on an unknown value when it is touched. Its
server turns that error into an advisory and skips the policy, so a preview would enforce nothing. All rules read
properties through here (`resource_view.Resource` does it for them), and what isn't known is a violation.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, cast

from pulumi_policy.proxy import (
    UNKNOWN_ARCHIVE_VALUE,
    UNKNOWN_ARRAY_VALUE,
    UNKNOWN_ASSET_VALUE,
    UNKNOWN_BOOLEAN_VALUE,
    UNKNOWN_NUMBER_VALUE,
    UNKNOWN_OBJECT_VALUE,
    UNKNOWN_STRING_VALUE,
    UnknownValueError,
)

# The proxies only notice a value that equals one of the first seven; a text made with an unknown contains it. The
# last is what a Python program gets when it formats an Output into a string.
_MARKS_OF_UNKNOWN: Final = (
    UNKNOWN_ARCHIVE_VALUE,
    UNKNOWN_ARRAY_VALUE,
    UNKNOWN_ASSET_VALUE,
    UNKNOWN_BOOLEAN_VALUE,
    UNKNOWN_NUMBER_VALUE,
    UNKNOWN_OBJECT_VALUE,
    UNKNOWN_STRING_VALUE,
    "Calling __str__ on an Output[T]",
)

TO_COME: Final = "(not known yet)"
"""Stands for a text that isn't known at preview, and names nothing."""


class NotKnownError(Exception):
    """A property that a rule needs depends on something that isn't known at preview.

    Attributes:
        path: The property, and the way to the value within it, as in `rules.0.status`.
    """

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is not known at preview")
        self.path = path


def value_at(properties: Mapping[str, object], path: Sequence[str], unknown: Callable[[str], object]) -> object:
    """Read one value, all the way down.

    Args:
        properties: The properties of a resource as a policy gets them.
        path: The property, and the keys to follow within it.
        unknown: Gives what stands for a value, or a part of it, that isn't known; or raises. It is told where.

    Returns:
        The value, built of dict, list and plain values; None when there is none.
    """
    found: object = properties
    for length, key in enumerate(path, 1):
        # A list of one object is how some providers write the object.
        if isinstance(found, Sequence) and not isinstance(found, str) and len(cast("Sequence[object]", found)) == 1:
            try:
                found = cast("Sequence[object]", found)[0]
            except UnknownValueError:
                return unknown(".".join(path[: length - 1]))
        if not isinstance(found, Mapping):
            return None if is_known(cast("object", found)) else unknown(".".join(path[: length - 1]))
        try:
            found = cast("Mapping[str, object]", found)[key]
        except KeyError:
            return None
        except UnknownValueError:
            return unknown(".".join(path[:length]))
    return _plain(found, ".".join(path), unknown)


def is_known(value: object) -> bool:
    """Whether all of a value is known: as a policy gets it, or as the engine sends it."""
    try:
        match value:
            case str():
                return not any(mark in value for mark in _MARKS_OF_UNKNOWN)
            case Mapping():
                return all(map(is_known, cast("Mapping[str, object]", value).values()))
            case Sequence():
                return all(map(is_known, cast("Sequence[object]", value)))
            case _:
                return True
    except UnknownValueError:
        return False


def _plain(value: object, where: str, unknown: Callable[[str], object]) -> object:
    match value:
        case str():
            return unknown(where) if any(mark in value for mark in _MARKS_OF_UNKNOWN) else value
        case Mapping():
            mapping = cast("Mapping[str, object]", value)
            return {key: _item(mapping, key, where, unknown) for key in mapping}
        case Sequence():
            items = cast("Sequence[object]", value)
            return [_item(items, place, where, unknown) for place in range(len(items))]
        case _:
            return value


def _item(container: object, key: str | int, where: str, unknown: Callable[[str], object]) -> object:
    inner = f"{where}.{key}"
    try:
        return _plain(cast("Mapping[str | int, object]", container)[key], inner, unknown)
    except UnknownValueError:
        return unknown(inner)
