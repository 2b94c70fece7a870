"""Athena SQL, over the lake's table of a trail's events.

Where a filter pattern and the SQL part, because the table keeps less than the JSON had:
- a column of its own, or a field of a struct, is NULL for a property that is null and for one that isn't there;
- numbers and booleans are texts in it: "true" is true, `IS TRUE` and `= "true"` are one.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from logs.lake.table import Column
from logs.patterns.compile.conjunctions import one_of
from logs.patterns.compile.errors import NotExpressible
from logs.patterns.compile.hive import struct_fields
from logs.patterns.compile.rendered import Rendered, all_of, any_of
from logs.patterns.printer import expression_text, selector_text
from logs.patterns.regex import portable
from logs.patterns.syntax import (
    And,
    Check,
    Comparison,
    Expression,
    Group,
    JsonPattern,
    Number,
    Or,
    PropertyCheck,
    Regex,
    Selector,
    Text,
    Wildcard,
)
from logs.patterns.values import Glob, glob

JSON_COLUMNS = frozenset(
    {"requestparameters", "responseelements", "additionaleventdata", "serviceeventdetails", "edgedevicedetails"}
)
"""The columns that hold JSON."""

_EXACT = 1e15
_JSON_NAME = re.compile(r"[A-Za-z0-9_]+")


class _Place(NamedTuple):
    """Where the table has a property."""

    text: str
    """SQL of its value, as text; NULL where it has none, or is an object or a list."""
    whole: str
    """SQL that is NULL where it isn't there."""
    is_value: bool
    """Whether it can have a value at all, and not only an object."""
    json: str | None
    """SQL of its JSON, if the table has it."""


def athena_sql(pattern: JsonPattern, columns: Sequence[Column]) -> str:
    """The condition of a WHERE clause that finds the same events. NotExpressible says why there is none.

    Args:
        pattern: A pattern over CloudTrail's records.
        columns: The table's columns; those of `logs.lake.trail.trail_table`.
    """
    return _condition(pattern.expression, {column.name: column.type for column in columns}).text


def _condition(expression: Expression, types: dict[str, str]) -> Rendered:
    match expression:
        case Comparison(subject, _, _) if isinstance(subject, Selector):
            return _comparison(expression, _valued(subject, types).text)
        case Comparison():
            raise NotExpressible(f"{expression_text(expression)}: a table's rows have no fields of a line")
        case PropertyCheck():
            return _check(expression, types)
        case Group(inner):
            return _condition(inner, types)
        case And(parts):
            return all_of([_condition(part, types) for part in parts], "AND")
        case Or(parts):
            listed = one_of(parts)
            if listed:
                return Rendered(f"{_valued(listed[0], types).text} IN ({', '.join(map(_quoted, listed[1]))})")
            return any_of([_condition(part, types) for part in parts], "OR")


def _check(asked: PropertyCheck, types: dict[str, str]) -> Rendered:
    match asked.check:
        case Check.EXISTS:
            return Rendered(f"{_place(asked.subject, types).whole} IS NOT NULL")
        case Check.NOT_EXISTS:
            return Rendered(f"{_place(asked.subject, types).whole} IS NULL")
        case Check.IS_TRUE:
            return Rendered(f"{_valued(asked.subject, types).text} = 'true'")
        case Check.IS_FALSE:
            return Rendered(f"{_valued(asked.subject, types).text} = 'false'")
        case Check.IS_NULL:
            json = _place(asked.subject, types).json
            if json is None:
                raise NotExpressible(f"{expression_text(asked)}: the table has null too for what isn't there")
            return Rendered(f"json_format({json}) = 'null'")


def _comparison(comparison: Comparison, text: str) -> Rendered:
    operator, value = comparison.operator, comparison.value
    equal = operator == "="
    match value:
        case Number():
            number = f"TRY_CAST({text} AS double)"
            if operator == "!=":
                # What is no number differs from one.
                return Rendered(f"coalesce({number} <> {_sql_number(value)}, {text} IS NOT NULL)")
            return Rendered(f"{number} {operator} {_sql_number(value)}")
        case Regex(source):
            return Rendered(f"{'' if equal else 'NOT '}regexp_like({text}, {_quoted(portable(source))})")
        case Text():
            found = glob(value)
    if found.exact:
        return Rendered(f"{text} {'=' if equal else '<>'} {_quoted(value.value)}")
    if not found.core:
        return Rendered(f"{text} IS NOT NULL" if equal else f"{text} <> {text}")
    return Rendered(f"{text} {'LIKE' if equal else 'NOT LIKE'} {_like(found)}")


def _like(found: Glob) -> str:
    core = re.sub(r"([\\%_])", r"\\\1", found.core)
    escape = " ESCAPE '\\'" if core != found.core else ""
    return _quoted(f"{'%' * found.open_begin}{core}{'%' * found.open_end}") + escape


def _sql_number(number: Number) -> str:
    """A double: a literal without an exponent would be a decimal, and compare more exactly than the other side is."""
    value = number.value
    if value.is_integer() and abs(value) < _EXACT:
        return f"{value:.0f}"
    return repr(value).upper() if "e" in repr(value) else f"{value!r}E0"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _valued(selector: Selector, types: dict[str, str]) -> _Place:
    place = _place(selector, types)
    if not place.is_value:
        raise NotExpressible(f"{selector_text(selector)} is an object or a list, and has no value to compare")
    return place


def _place(selector: Selector, types: dict[str, str]) -> _Place:
    names = selector.steps
    column = str(names[0]).lower()
    if isinstance(names[0], Wildcard):
        raise NotExpressible(f"{selector_text(selector)} is any property, and SQL asks for a column by its name")
    if column not in types:
        raise NotExpressible(f"{selector_text(selector)}: the table has no column {column}")
    if column in JSON_COLUMNS:
        return _in_json(selector, column)
    sql, type_ = column, types[column]
    for step in names[1:]:
        fields = struct_fields(type_)
        if not isinstance(step, str) or step.lower() not in fields:
            raise NotExpressible(f"{selector_text(selector)}: the table has {sql} as {type_.partition('<')[0]}")
        sql, type_ = f"{sql}.{step.lower()}", fields[step.lower()]
    return _Place(sql, sql, type_ == "string", None)


def _in_json(selector: Selector, column: str) -> _Place:
    steps = selector.steps[1:]
    if not steps:
        return _Place(column, column, is_value=False, json=None)
    path = "$"
    for step in steps:
        if isinstance(step, int):
            path += f"[{step}]"
        elif isinstance(step, str):
            path += f".{step}" if _JSON_NAME.fullmatch(step) else f'["{step}"]'
        else:
            raise NotExpressible(f"{selector_text(selector)}: Athena's JSON paths have no wildcards")
    json = f"json_extract({column}, {_quoted(path)})"
    return _Place(f"json_extract_scalar({column}, {_quoted(path)})", json, is_value=True, json=json)
