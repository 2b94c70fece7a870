"""Reads the options of a rule: the engine validates those of `--policy-pack-config`, nothing those of other sources."""

import math
from collections.abc import Mapping
from typing import Any, Final, cast

from findings import shown

Options = Mapping[str, object]
Schema = dict[str, dict[str, Any]]

NO_OPTIONS: Final[Schema] = {}
_LONGEST_KEY: Final = 128
_LONGEST_VALUE: Final = 256


def require_known(options: Options, schema: Schema) -> None:
    """Refuse an option that the rule doesn't have.

    Raises:
        ValueError: There is one. The message names it, and those that there are.
    """
    if unknown := sorted(options.keys() - schema.keys()):
        names = ", ".join(schema) or "none: it has no options"
        raise ValueError(f"{shown(unknown)} is not configuration of this rule. Use {names}.")


def text_option(options: Options, name: str, default: str | None = None) -> str | None:
    """The text of an option; the default without it.

    Raises:
        ValueError: It is no string.
    """
    if name not in options:
        return default
    value = options[name]
    if not isinstance(value, str):
        raise ValueError(f"{name}: {shown(value)} is not a string.")
    return value


def texts_option(options: Options, name: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The texts of an option; the default without it.

    Raises:
        ValueError: It is no list of strings.
    """
    if name not in options:
        return default
    value = options[name]
    items = cast("list[object]", value) if isinstance(value, list) else None
    strings = tuple(item for item in items or () if isinstance(item, str))
    if items is None or len(strings) != len(items):
        raise ValueError(f"{name}: {shown(options[name])} is not a list of strings.")
    return strings


def texts_schema(description: str) -> dict[str, Any]:
    """The schema of an option that `texts_option` reads: a list of names, of which an empty one would name nothing."""
    return {"type": "array", "items": {"type": "string", "minLength": 1}, "description": description}


def count_option(options: Options, name: str, default: int, *, most: int | None = None) -> int:
    """The whole number, zero or more, of an option; the default without it. JSON has only numbers: 7.0 is 7.

    Raises:
        ValueError: It is no such number, or more than the most that can be.
    """
    value = options.get(name, default)
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or not 0 <= value < math.inf
        or value != int(value)
    ):
        raise ValueError(f"{name}: {shown(value)} is not a whole number.")
    if most is not None and value > most:
        raise ValueError(f"{name}: {shown(value)} is more than {most}, the most that there is.")
    return int(value)


def object_option(options: Options, name: str) -> Mapping[str, object]:
    """The object of an option; an empty one without it.

    Raises:
        ValueError: It is no object.
    """
    value = options.get(name, {})
    if not isinstance(value, dict):
        raise ValueError(f"{name}: {shown(value)} is not an object.")
    return cast("dict[str, object]", value)


def text_map_option(options: Options, name: str) -> Mapping[str, str]:
    """The texts by key of an option; none without it.

    Raises:
        ValueError: It is no object of strings.
    """
    value = object_option(options, name)
    if not all(isinstance(text, str) for text in value.values()):
        raise ValueError(f"{name}: {shown(value)} is not an object of strings.")
    return cast("Mapping[str, str]", value)


def tags_option(options: Options, name: str) -> Mapping[str, str]:
    """The tags of an option, keys to values; none without it.

    Raises:
        ValueError: It is no object of strings, or no resource can have these tags (Tagging AWS Resources and Tag
            Editor User Guide, "Tag naming limits and requirements").
    """
    tags = text_map_option(options, name)
    for key, value in tags.items():
        if not 1 <= len(key) <= _LONGEST_KEY or key.lower().startswith("aws:") or not _is_of_tags(key):
            raise ValueError(
                f"{name}: {shown(key)} is no key of a tag: 1 to {_LONGEST_KEY} letters, digits, spaces and any of "
                '_.:/=+-@, not beginning with "aws:".'
            )
        if len(value) > _LONGEST_VALUE or not _is_of_tags(value):
            raise ValueError(
                f"{name}: the value of {shown(key)} is none of a tag: at most {_LONGEST_VALUE} letters, digits, spaces "
                "and any of _.:/=+-@."
            )
    return tags


def _is_of_tags(text: str) -> bool:
    return text == text.strip() and all(letter.isalnum() or letter in " _.:/=+-@" for letter in text)
