"""JSON that every parser reads alike: no duplicate keys, no NaN, no byte order mark."""

import json

from findings import shown


def loads(text: str) -> object:
    """Read a JSON text.

    Python's own reader keeps the last of two equal keys and accepts NaN and Infinity, so a text could mean one
    thing here and another to AWS.

    Args:
        text: Any text at all.

    Returns:
        The value, built of dict, list, str, int, float, bool and None.

    Raises:
        ValueError: The text isn't JSON, is ambiguous, or is nested too deep to read. The message says which.
    """
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error}") from error
    except RecursionError as error:
        raise ValueError("nested too deep to read") from error


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    seen: dict[str, object] = {}
    for key, value in pairs:
        if key in seen:
            raise ValueError(f"the key {shown(key)} appears twice in one object")
        seen[key] = value
    return seen


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not JSON")
