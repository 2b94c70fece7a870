"""JSON that every parser reads alike: no duplicate keys, no NaN, no number out of range, no byte order mark."""

import json
import math
from collections import Counter
from typing import Final, TypeAlias

from findings import shown

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
"""What a JSON text says."""


def loads(text: str) -> Json:
    """Read a JSON text.

    Python's own reader keeps the last of two equal keys, accepts NaN and Infinity, and reads 1e999 as Infinity, so a
    text could mean one thing here and another to AWS.

    Args:
        text: Any text at all.

    Returns:
        The value.

    Raises:
        ValueError: The text isn't JSON, is ambiguous, or is nested too deep to read. The message says which.
    """
    if text.startswith("\ufeff"):
        raise ValueError("not JSON: it begins with a byte order mark")
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error}") from error
    except RecursionError as error:
        raise ValueError("nested too deep to read") from error


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    members = dict(pairs)
    if len(members) != len(pairs):
        twice = next(key for key, uses in Counter(key for key, _ in pairs).items() if uses > 1)
        raise ValueError(f"the key {shown(twice)} appears twice in one object")
    return members


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not JSON")


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise ValueError(f"the number {text} is out of range")
    return number


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=_finite)
