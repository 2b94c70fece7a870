"""Hive's types, as a table's columns state them: what is inside of a struct."""

from collections.abc import Iterator


def struct_fields(hive: str) -> dict[str, str]:
    """The types of a struct's fields, by name; empty if the type is no struct."""
    if not hive.startswith("struct<"):
        return {}
    parts = (part.partition(":") for part in _split(hive.removeprefix("struct<").removesuffix(">")))
    return {name: type_ for name, _, type_ in parts}


def _split(inside: str) -> Iterator[str]:
    """At the commas that are not inside of another type."""
    depth, begin = 0, 0
    for at, character in enumerate(inside):
        depth += {"<": 1, ">": -1}.get(character, 0)
        if character == "," and not depth:
            yield inside[begin:at]
            begin = at + 1
    yield inside[begin:]
