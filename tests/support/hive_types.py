"""Hive's types, as a Glue table writes them: what DuckDB calls them, and what Hive makes of JSON in them."""

import json
from collections.abc import Iterator
from typing import Any, cast

_SCALARS = {"string": "VARCHAR", "int": "INTEGER", "bigint": "BIGINT"}


def duckdb_type(hive: str) -> str:
    """The type in DuckDB; KeyError for a type that no table here has."""
    kind, inside = _parts(hive)
    if kind == "array":
        return f"{duckdb_type(inside)}[]"
    if kind == "map":
        return f"MAP({', '.join(duckdb_type(part) for part in _split(inside))})"
    if kind == "struct":
        fields = [f'"{name}" {duckdb_type(type_)}' for name, type_ in _fields(inside)]
        return f"STRUCT({', '.join(fields)})"
    return _SCALARS[kind]


def from_json(hive: str, value: Any) -> Any:
    """What the JSON SerDe reads: names in any case, and as text whatever a string column has that is no text."""
    kind, inside = _parts(hive)
    if value is None:
        return None
    if kind == "struct":
        given = {name.lower(): part for name, part in cast("dict[str, Any]", value).items()}
        return {name: from_json(type_, given.get(name)) for name, type_ in _fields(inside)}
    if kind == "array":
        return [from_json(inside, part) for part in value]
    if kind == "map":
        return {name: from_json(_split(inside)[1], part) for name, part in value.items()}
    return value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))


def _parts(hive: str) -> tuple[str, str]:
    kind, _, inside = hive.partition("<")
    return kind, inside.removesuffix(">")


def _fields(inside: str) -> Iterator[tuple[str, str]]:
    for field in _split(inside):
        name, _, type_ = field.partition(":")
        yield name, type_


def _split(inside: str) -> list[str]:
    """At the commas that are not inside of another type."""
    parts, depth = [""], 0
    for character in inside:
        depth += {"<": 1, ">": -1}.get(character, 0)
        if character == "," and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return parts
