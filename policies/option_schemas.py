"""Holds an option against its JSON schema: those of `--policy-pack-config` the engine validates, and no others."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, cast

from findings import shown

_IS_OF: Final[Mapping[str, Callable[[Any], bool]]] = {
    "array": lambda value: isinstance(value, list),
    "boolean": lambda value: isinstance(value, bool),
    # JSON has only numbers: 7.0 is 7.
    "integer": lambda value: not isinstance(value, bool) and isinstance(value, int | float) and value % 1 == 0,
    "object": lambda value: isinstance(value, dict),
    "string": lambda value: isinstance(value, str),
}
_FITS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "enum": lambda value, values: value in values,
    "maximum": lambda value, most: value <= most,
    "minimum": lambda value, least: value >= least,
    "minItems": lambda value, least: len(value) >= least,
    "minLength": lambda value, least: len(value) >= least,
    "pattern": lambda value, pattern: re.search(pattern, value) is not None,
}
KEYWORDS: Final = frozenset({"type", "description", "items", "additionalProperties", *_FITS})
"""The keywords of JSON Schema that a rule may use for its options."""


def misfits(where: str, value: object, schema: Mapping[str, Any]) -> Iterator[str]:
    """Say what of a value doesn't fit a schema.

    Args:
        where: The place of the value, to begin each message with.
        value: The value, as JSON has it.
        schema: A JSON schema of `KEYWORDS`; its type, unless it has an enum alone.

    Yields:
        A sentence for each misfit, with the place, the value and what would fit.
    """
    type_ = schema.get("type")
    if type_ is not None and not _IS_OF[type_](value):
        yield f"{where}: {shown(value)} is not of the type {type_}."
        return
    for keyword, limit in schema.items():
        if keyword in _FITS and not _FITS[keyword](value, limit):
            yield f"{where}: {shown(value)} does not fit {keyword}: {shown(limit)}."
    if "items" in schema:
        for number, item in enumerate(cast("list[object]", value), 1):
            yield from misfits(f"{where}.{number}", item, schema["items"])
    if "additionalProperties" in schema:
        for name, inner in cast("dict[str, object]", value).items():
            yield from misfits(f"{where}.{name}", inner, schema["additionalProperties"])
