"""Patterns over CloudTrail's records and records near them, made up at random but always the same."""

from collections.abc import Iterator, Mapping
from enum import Enum
from random import Random
from typing import Any, cast

from logs.patterns.parser import parse
from logs.patterns.syntax import And, Comparison, Expression, Group, JsonPattern, Or, PropertyCheck, Regex, Selector
from logs.patterns.values import NUMBER
from tests.support.benchmark_patterns import BENCHMARK_PATTERNS
from tests.support.trail_events import ADA, event

NOTHING = object()
"""Stands for a property that isn't there."""

_PROPERTIES = (
    "$.eventName",
    "$.errorCode",
    "$.sourceIPAddress",
    "$.readOnly",
    "$.userIdentity.type",
    "$.userIdentity.invokedBy",
    "$.userIdentity.sessionContext.attributes.mfaAuthenticated",
    "$.requestParameters.retentionInDays",
    "$.requestParameters.x-amz-acl",
    "$.additionalEventData.MFAUsed",
)
_TEXTS = ("Yes", "AccessDenied", "192.0.2.1", "100%_sure", "it's", "*Denied", "Access*", "*cess*", "400")
_ALSO = (400, 399.5, 401, -1, 300, "400")
_NUMBERS = ("400", "-1", "1.5", "3e2")


class Kind(Enum):
    """What a property has, as far as it matters to how it's compared."""

    ABSENT = "absent"
    NULL = "null"
    BOOLEAN = "a boolean"
    TEXT = "a text"
    NUMERIC_TEXT = "a text that is a number"
    NUMBER = "a number"
    LIST = "a list"
    OBJECT = "an object"


def cases(count: int) -> Iterator[tuple[str, JsonPattern, list[dict[str, Any]]]]:
    """Patterns, the benchmarks' first, each with records near it; `count` of each."""
    random = Random(41)  # noqa: S311
    texts = [*BENCHMARK_PATTERNS.values(), *(f"{{ {_expression(random, 2)} }}" for _ in range(count))]
    for number, text in enumerate(texts):
        pattern = parse(text)
        assert isinstance(pattern, JsonPattern)
        records = [_record(random, pattern, f"{number}-{place}") for place in range(count)]
        yield text, pattern, records


def single_tests(expression: Expression) -> Iterator[Comparison | PropertyCheck]:
    """Each test in a condition."""
    match expression:
        case Comparison() | PropertyCheck():
            yield expression
        case Group(inner):
            yield from single_tests(inner)
        case And(parts) | Or(parts):
            for part in parts:
                yield from single_tests(part)


def kind(selector: Selector, record: Mapping[str, Any]) -> Kind:  # noqa: PLR0911
    """What a record has there."""
    match _value(selector, record):
        case None:
            return Kind.NULL
        case bool():
            return Kind.BOOLEAN
        case int() | float():
            return Kind.NUMBER
        case str() as text:
            return Kind.NUMERIC_TEXT if NUMBER.fullmatch(text) else Kind.TEXT
        case list():
            return Kind.LIST
        case dict():
            return Kind.OBJECT
        case _:
            return Kind.ABSENT


def record_with(selector: Selector, value: object) -> dict[str, Any]:
    """A record that has this value there, or, with NOTHING, none."""
    record = event("PutBucketAcl", "s3", ADA, "2026-03-01T00:00:00Z")
    _put(record, selector, value)
    return record


def _put(record: dict[str, Any], selector: Selector, value: object) -> None:
    """Have a record have this value there, or, with NOTHING, none."""
    node = record
    for step in selector.steps[:-1]:
        inside = node.get(str(step))
        node[str(step)] = dict(cast("dict[str, Any]", inside)) if isinstance(inside, dict) else {}
        node = node[str(step)]
    if value is NOTHING:
        node.pop(str(selector.steps[-1]), None)
    else:
        node[str(selector.steps[-1])] = value


def _value(selector: Selector, record: Mapping[str, Any]) -> object:
    node: Any = record
    for step in selector.steps:
        if not isinstance(node, dict) or step not in node:
            return NOTHING
        node = cast("dict[str, Any]", node)[str(step)]
    return node


def _expression(random: Random, depth: int) -> str:
    if not depth or random.random() < 0.3:
        return _test(random)
    parts = [_expression(random, depth - 1) for _ in range(random.choice((2, 2, 3)))]
    return f"({random.choice((' && ', ' || ')).join(parts)})"


def _test(random: Random) -> str:
    selector = random.choice(_PROPERTIES)
    sort = random.random()
    if sort < 0.2:
        return f"{selector} {random.choice(('EXISTS', 'NOT EXISTS', 'IS TRUE', 'IS FALSE'))}"
    if sort < 0.4:
        return f"{selector} {random.choice(('=', '!=', '<', '<=', '>', '>='))} {random.choice(_NUMBERS)}"
    return f'{selector} {random.choice(("=", "=", "!="))} "{random.choice(_TEXTS)}"'


def _record(random: Random, pattern: JsonPattern, eventid: str) -> dict[str, Any]:
    record = event("PutBucketAcl", "s3", ADA, "2026-03-01T00:00:00Z", eventID=eventid)
    for test in single_tests(pattern.expression):
        subject = test.subject
        assert isinstance(subject, Selector)
        if random.random() < 0.8:
            _put(record, subject, _near(random, test))
    return record


def _near(random: Random, test: Comparison | PropertyCheck) -> object:
    value = test.value.value if isinstance(test, Comparison) and not isinstance(test.value, Regex) else "Yes"
    core = str(value).strip("*")
    near: tuple[object, ...] = (
        core,
        core,
        core,
        f"x{core}",
        f"{core}x",
        f"x{core}x",
        core.swapcase(),
        core[1:],
        "",
        "Yes",
        "AccessDenied",
    )
    other: tuple[object, ...] = (*(NOTHING, NOTHING, None, True, False, [], ["Yes", "No"], {"Yes": "No"}), *_ALSO)
    return random.choice(near if random.random() < 0.8 else other)
