"""What stands in a preview for a value that isn't known yet, or that isn't shown because it is a secret."""

import json
from typing import Final

from pydantic import JsonValue

JsonObject = dict[str, JsonValue]

# The engine's constants (pulumi/pulumi, sdk/go/common/resource/plugin/rpc.go), and what a Python program gets when it
# formats an Output into a text.
_UNKNOWN: Final = (
    "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
    "Calling __str__ on an Output[T]",
)
# What the engine prints for a secret, and the key of an object that is one (sdk/go/common/resource/sig).
_SECRET: Final = ("[secret]", "4dabf18193072939515e22adb298388d")


def is_unknown(value: JsonValue) -> bool:
    """Whether a value, or any part of it, isn't known before the update."""
    return _has_any(value, _UNKNOWN)


def is_secret(value: JsonValue) -> bool:
    """Whether a value, or any part of it, is a secret."""
    return _has_any(value, _SECRET)


def _has_any(value: JsonValue, marks: tuple[str, ...]) -> bool:
    match value:
        case str():
            return any(mark in value for mark in marks)
        case dict():
            return any(_has_any(item, marks) or key in marks for key, item in value.items())
        case list():
            return any(_has_any(item, marks) for item in value)
        case _:
            return False


def shown(value: JsonValue) -> str:
    """A value as a person reads it: text as it is, what isn't known or a secret by that word, the rest as JSON."""
    if is_secret(value):
        return "[secret]"
    if is_unknown(value):
        return "[unknown]"
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True)


def number(value: JsonValue) -> float | None:
    """A number, or None for anything else. A text with a number counts: the engine's diffs may have one."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            return None
    return None


def objects(value: JsonValue) -> list[JsonObject]:
    """The objects of a list, or the one object; nothing of anything else."""
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, dict)]


def strings(value: JsonValue) -> list[str]:
    """The texts of a list, or the one text; nothing of anything else."""
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, str)]


def within(value: JsonValue, *keys: str) -> JsonValue:
    """What is at a path, through objects and lists of one; None when there is nothing.

    The provider writes a block that may stand once as an object, or as a list of one.
    """
    for key in keys:
        if isinstance(value, list) and len(value) == 1:
            (value,) = value
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value
