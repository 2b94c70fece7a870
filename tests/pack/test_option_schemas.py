"""Options that fit their schemas, and those that don't."""

from typing import Any

import pytest
from option_schemas import KEYWORDS, misfits
from pack import RULES

NAMES = {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1, "description": "Names."}
DAYS = {"type": "integer", "minimum": 1, "maximum": 9}


@pytest.mark.parametrize(
    ("value", "schema"),
    [
        (["a"], NAMES),
        (1, DAYS),
        (9.0, DAYS),
        (False, {"type": "boolean"}),
        ("a=b", {"type": "string", "pattern": "^[^=]+=[^=]*$"}),
        ("aws", {"type": "string", "enum": ["aws"]}),
        ("aws", {"enum": ["aws"]}),
        ({"a": "", "b": "c"}, {"type": "object", "additionalProperties": {"type": "string"}}),
        ({"a": 7}, {"type": "object"}),
    ],
)
def test_what_fits(value: object, schema: dict[str, Any]) -> None:
    assert list(misfits("x", value, schema)) == []


@pytest.mark.parametrize(
    ("value", "schema", "problems"),
    [
        ("a", NAMES, ['x: "a" is not of the type array.']),
        ([], NAMES, ["x: [] does not fit minItems: 1."]),
        (["a", "", 7], NAMES, ['x.2: "" does not fit minLength: 1.', "x.3: 7 is not of the type string."]),
        (0, DAYS, ["x: 0 does not fit minimum: 1."]),
        (10, DAYS, ["x: 10 does not fit maximum: 9."]),
        (1.5, DAYS, ["x: 1.5 is not of the type integer."]),
        (float("inf"), DAYS, ["x: Infinity is not of the type integer."]),
        (True, DAYS, ["x: true is not of the type integer."]),
        ("1", DAYS, ['x: "1" is not of the type integer.']),
        (1, {"type": "boolean"}, ["x: 1 is not of the type boolean."]),
        ("a", {"type": "string", "pattern": "="}, ['x: "a" does not fit pattern: "=".']),
        ("b", {"type": "string", "enum": ["a"]}, ['x: "b" does not fit enum: ["a"].']),
        (
            {"a": 7},
            {"type": "object", "additionalProperties": {"type": "string"}},
            ["x.a: 7 is not of the type string."],
        ),
        (1, {"enum": ["a"]}, ['x: 1 does not fit enum: ["a"].']),
        ([], {"type": "object"}, ["x: [] is not of the type object."]),
    ],
)
def test_what_does_not_fit(value: object, schema: dict[str, Any], problems: list[str]) -> None:
    assert list(misfits("x", value, schema)) == problems


def test_no_rule_uses_a_keyword_that_is_not_looked_at() -> None:
    used = {keyword for rule in RULES for schema in rule.options.values() for keyword in _keywords(schema)}
    assert used - KEYWORDS == set()


def _keywords(schema: dict[str, Any]) -> set[str]:
    inner = [schema[name] for name in ("items", "additionalProperties") if name in schema]
    return {*schema}.union(*map(_keywords, inner))
