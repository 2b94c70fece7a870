"""Athena SQL of filter patterns finds the events that the patterns find, in DuckDB over a trail's own files."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from logs.keys.trail_keys import TrailKeys
from logs.lake.scope import LakeScope
from logs.lake.trail import trail_table
from logs.patterns import JsonPattern, matches, parse
from logs.patterns.compile.athena import JSON_COLUMNS, athena_sql
from logs.patterns.syntax import Check, Comparison, PropertyCheck, Selector
from tests.support.delivered_logs import put_events
from tests.support.lake_reader import Lake
from tests.support.pattern_events import NOTHING, Kind, cases, kind, record_with, single_tests
from tests.support.trail_events import ACCOUNT

NOW = datetime(2026, 3, 1, tzinfo=UTC)
TABLE = trail_table(TrailKeys(), "example-logs", LakeScope((ACCOUNT,), ("eu-west-1",), 1))
# What Trino has besides what the saved queries use, and json_extract_scalar as it is there: objects and lists are no
# scalars.
MACROS = (
    "regexp_like(text, pattern) AS regexp_matches(text, pattern)",
    "json_format(value) AS CAST(value AS VARCHAR)",
    "json_extract_scalar(text, path) AS "
    "CASE WHEN json_type(text, path) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(text, path) END",
)


class Trail:
    """A trail's records, in the lake's table."""

    def __init__(self, buckets: Path, records: list[dict[str, Any]]) -> None:
        key = TrailKeys().object_key(ACCOUNT, "eu-west-1", NOW, "Mu0KsOhtH1ar15ZZ")
        put_events(buckets / "example-logs" / key, records)
        self._lake = Lake()
        for macro in MACROS:
            self._lake.connection.execute(f"CREATE OR REPLACE MACRO {macro}")
        self._lake.add("lake", TABLE, buckets, NOW)

    def found(self, pattern: JsonPattern) -> set[str]:
        """The ids of the events that the pattern's SQL finds."""
        # DuckDB writes names in JSON paths otherwise than Trino.
        condition = re.sub(r'\["([^"]+)"\]', r'."\1"', athena_sql(pattern, TABLE.columns))
        query = f'SELECT eventid FROM "lake"."trail_events" WHERE {condition}'  # noqa: S608
        return {row["eventid"] for row in self._lake.rows(query)}


# What the SQL answers otherwise, by what is asked and what is there; `logs.patterns.compile.athena` says why. A column
# of its own has a list or an object only in events that aren't CloudTrail's.
COMPARED = {Kind.BOOLEAN, Kind.LIST, Kind.OBJECT}
Parting = dict[type[Comparison] | Check, set[Kind]]
PARTING_COLUMN: Parting = {
    Comparison: COMPARED,
    Check.EXISTS: {Kind.NULL},
    Check.NOT_EXISTS: {Kind.NULL},
}
PARTING_JSON: Parting = {Comparison: {Kind.BOOLEAN}}
PARTED: tuple[tuple[str, Any, bool], ...] = (
    ('{ $.eventName = "true" }', True, False),
    ('{ $.eventName != "x" }', True, False),
    ('{ $.eventName != "x" }', ["x"], False),
    ('{ $.eventName != "x" }', {"x": 1}, False),
    ("{ $.eventName EXISTS }", None, True),
    ("{ $.eventName NOT EXISTS }", None, False),
    ('{ $.requestParameters.a != "x" }', True, False),
    ("{ $.readOnly IS TRUE }", "true", False),
    ("{ $.requestParameters.a IS FALSE }", "false", False),
)


def parts(test: Comparison | PropertyCheck, record: dict[str, Any]) -> bool:
    subject = test.subject
    assert isinstance(subject, Selector)
    parting = PARTING_JSON if str(subject.steps[0]).lower() in JSON_COLUMNS else PARTING_COLUMN
    asked = Comparison if isinstance(test, Comparison) else test.check
    return kind(subject, record) in parting.get(asked, ())


def json_pattern(text: str) -> JsonPattern:
    pattern = parse(text)
    assert isinstance(pattern, JsonPattern)
    return pattern


def test_sql_finds_what_the_pattern_finds(tmp_path: Path) -> None:
    tried = list(cases(60))
    trail = Trail(tmp_path, [record for _, _, records in tried for record in records])
    answers = {"found": 0, "not found": 0, "left out": 0}
    for text, pattern, records in tried:
        found = trail.found(pattern)
        for record in records:
            if any(parts(test, record) for test in single_tests(pattern.expression)):
                answers["left out"] += 1
                continue
            expected = matches(pattern, record)
            answers["found" if expected else "not found"] += 1
            assert (record["eventID"] in found) is expected, (text, record)
    assert answers["found"] > 700
    assert answers["not found"] > 2000
    assert answers["left out"] < 1500


def selectors(pattern: JsonPattern) -> Iterator[Selector]:
    for test in single_tests(pattern.expression):
        assert isinstance(test.subject, Selector)
        yield test.subject


@pytest.mark.parametrize(("text", "value", "found"), PARTED)
def test_where_the_two_part(text: str, value: object, found: bool, tmp_path: Path) -> None:
    """Each exception is one: without it the test of agreement would fail, had it an event for it."""
    pattern = json_pattern(text)
    (selector,) = selectors(pattern)
    record = {**record_with(selector, value), "eventID": "1"}

    assert matches(pattern, record) is found
    assert bool(Trail(tmp_path, [record]).found(pattern)) is not found


def test_what_random_patterns_do_not_ask(tmp_path: Path) -> None:
    """Regular expressions, places in lists, null, and all that of nothing."""
    texts = (
        r"{ $.errorCode = %^Acc\w+|x{2,3}$% }",
        "{ $.errorCode != %Access% }",
        "{ $.requestParameters.errorCode = %[0-9]{1,2}% }",
        '{ $.requestParameters.items[1].name = "b" }',
        '{ $.requestParameters.items[9].name != "b" }',
        "{ $.requestParameters.a IS NULL }",
        "{ $.requestParameters.a EXISTS }",
        "{ $.requestParameters.n <= 1e30 }",
    )
    values: tuple[tuple[str, Any], ...] = (
        ("$.errorCode = x", NOTHING),
        *(("$.errorCode = x", value) for value in ("AccessDenied", "xx", "x", "Access")),
        *(("$.requestParameters.errorCode = x", value) for value in ("a1", 12, "x")),
        *(("$.requestParameters.items = x", value) for value in ([{"name": "a"}, {"name": "b"}], [], {"name": "b"})),
        *(("$.requestParameters.a = x", value) for value in (None, {"b": 1}, "null", NOTHING)),
        *(("$.requestParameters.n = x", value) for value in (5, 1e31, "1e3", "x")),
    )
    records: list[dict[str, Any]] = []
    for number, (text, value) in enumerate(values):
        (selector,) = selectors(json_pattern(f"{{ {text} }}"))
        records.append({**record_with(selector, value), "eventID": str(number)})
    trail = Trail(tmp_path, records)

    for text in texts:
        pattern = json_pattern(text)
        expected = {record["eventID"] for record in records if matches(pattern, record)}
        assert len(expected) < len(records), text
        assert trail.found(pattern) == expected, text
