"""The partitions of a table, worked out from its parameters as Athena User Guide, "Partition projection", says."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product

from logs.lake.table import Table

_RANGE = re.compile(r"NOW(?:-(\d+)DAYS)?,NOW")
_STEPS = {"DAYS": timedelta(days=1), "HOURS": timedelta(hours=1)}
# Java's DateTimeFormatter: quoted text, letters, and any other character, which stands for itself.
_JAVA_TOKEN = re.compile(r"'(?P<quoted>[^']*)'|(?P<letters>[A-Za-z]+)|(?P<other>[^A-Za-z'])")
_JAVA_LETTERS = {"yyyy": "%Y", "MM": "%m", "dd": "%d", "HH": "%H"}


@dataclass(frozen=True)
class Partition:
    """One partition that a query looks at."""

    values: tuple[str, ...]
    """In the order of the table's partition keys."""
    location: str


class StatedValuesMissingError(Exception):
    """Athena's refusal of a query that leaves an injected key open."""


def partitions(table: Table, now: datetime, stated: Mapping[str, Sequence[str]]) -> Iterator[Partition]:
    """All that a query looks at.

    Args:
        table: The table.
        now: When the query runs, UTC.
        stated: The values that the query's conditions state, by key. It looks at no others.
    """
    assert table.parameters["projection.enabled"] == "true"
    keys = [key.name for key in table.partition_keys]
    for values in product(*(_values(table.parameters, key, now, stated) for key in keys)):
        location = table.parameters["storage.location.template"]
        for key, value in zip(keys, values, strict=True):
            location = location.replace(f"${{{key}}}", value)
        assert "$" not in location, f"the template has a key that is none of the table: {location}"
        yield Partition(values, location)


def java_date(time: datetime, pattern: str) -> str:
    """The time in the notation of Java's DateTimeFormatter; KeyError for letters that no table here uses."""
    return "".join(
        time.strftime(_JAVA_LETTERS[token["letters"]]) if token["letters"] else (token["quoted"] or token["other"])
        for token in _JAVA_TOKEN.finditer(pattern)
    )


def _values(
    parameters: Mapping[str, str], key: str, now: datetime, stated: Mapping[str, Sequence[str]]
) -> Sequence[str]:
    match parameters[f"projection.{key}.type"]:
        case "injected":
            if key not in stated:
                raise StatedValuesMissingError(key)
            return stated[key]
        case "enum":
            return [
                value
                for value in parameters[f"projection.{key}.values"].split(",")
                if key not in stated or value in stated[key]
            ]
        case "date":
            return [value for value in _dates(parameters, key, now) if key not in stated or value in stated[key]]
        case other:
            raise NotImplementedError(other)


def _dates(parameters: Mapping[str, str], key: str, now: datetime) -> Iterator[str]:
    span = _RANGE.fullmatch(parameters[f"projection.{key}.range"])
    assert span, parameters[f"projection.{key}.range"]
    step = _STEPS[parameters[f"projection.{key}.interval.unit"]] * int(parameters[f"projection.{key}.interval"])
    time = now - timedelta(days=int(span[1] or 0))
    while time <= now:
        yield java_date(time, parameters[f"projection.{key}.format"])
        time += step
