"""The plain values behind what a policy is given, or the news that one isn't known yet.

The SDK hands a policy proxies: not dict and not list, and raising on an unknown value when it is touched. Its
server turns that error into an advisory and skips the policy, so a preview would enforce nothing. A rule that has
to hold at preview reads its properties through here and reports what isn't known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

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
_MARKS_OF_UNKNOWN = (
    UNKNOWN_ARCHIVE_VALUE,
    UNKNOWN_ARRAY_VALUE,
    UNKNOWN_ASSET_VALUE,
    UNKNOWN_BOOLEAN_VALUE,
    UNKNOWN_NUMBER_VALUE,
    UNKNOWN_OBJECT_VALUE,
    UNKNOWN_STRING_VALUE,
    "Calling __str__ on an Output[T]",
)


@dataclass(frozen=True)
class NotKnown:
    """Stands for the value of a property that depends on something not known at preview."""

    name: str


def known_property(properties: Mapping[str, object], name: str) -> object:
    """Read one property, all the way down.

    Args:
        properties: The properties of a resource as a policy gets them.
        name: The property.

    Returns:
        The value, built of dict, list and plain values; None when the property isn't set; `NotKnown` when the
        value, or any part of it, isn't known.
    """
    try:
        return _plain(properties[name])
    except KeyError:
        return None
    except UnknownValueError:
        return NotKnown(name)


def _plain(value: object) -> object:
    match value:
        case str():
            for mark in _MARKS_OF_UNKNOWN:
                if mark in value:
                    raise UnknownValueError(UNKNOWN_STRING_VALUE, [])
            return value
        case Mapping():
            mapping = cast("Mapping[str, object]", value)
            return {key: _plain(mapping[key]) for key in mapping}
        case Sequence():
            return [_plain(item) for item in cast("Sequence[object]", value)]
        case _:
            return value
