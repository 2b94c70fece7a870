"""Event patterns of EventBridge, tried with others' matching of it."""

import json
from typing import Any

import pytest

from logs.patterns import JsonPattern, matches, parse
from logs.patterns.compile.errors import NotExpressible
from logs.patterns.compile.event_bridge import CLOUDTRAIL, MAX_LENGTH, event_bridge_pattern
from logs.patterns.syntax import Check, Comparison, Number, PropertyCheck, Selector, Text
from tests.support.benchmark_patterns import BENCHMARK_PATTERNS
from tests.support.event_bridge_engines import engines
from tests.support.pattern_events import NOTHING, Kind, cases, kind, record_with, single_tests

Asked = tuple[str, type | None]


def compiled(text: str) -> dict[str, Any]:
    pattern = parse(text)
    assert isinstance(pattern, JsonPattern)
    return event_bridge_pattern(pattern)


DETAILS: dict[str, dict[str, Any]] = {
    '{ $.a = "x" }': {"a": ["x"]},
    '{ $.a.b-c = "x" && $.a.d NOT EXISTS }': {"a": {"b-c": ["x"], "d": [{"exists": False}]}},
    '{ $.a = "x" || ($.a = "y*") || $.a = "*z" || $.a IS NULL }': {"a": ["x", {"prefix": "y"}, {"suffix": "z"}, None]},
    '{ $.a = "x" || $.b = "y" }': {"$or": [{"a": ["x"]}, {"b": ["y"]}]},
    '{ ($.a = "x" || $.b = "y") && $.c IS TRUE }': {"$or": [{"a": ["x"], "c": [True]}, {"b": ["y"], "c": [True]}]},
    '{ $.a = "*x\\\\y*z*" }': {"a": [{"wildcard": "*x\\\\y\\*z*"}]},
    "{ $.a = * }": {"a": [{"wildcard": "*"}, {"numeric": [">=", -5e9, "<=", 5e9]}]},
    "{ $.a = 400 }": {"a": [{"numeric": ["=", 400]}, "400"]},
    "{ $.a = 123456789012 }": {"a": [123456789012, "123456789012"]},
    "{ $.a != 1.5 }": {"a": [{"anything-but": [1.5]}]},
    "{ $.a < 1e3 }": {"a": [{"numeric": ["<", 1000]}]},
    "{ $.a > 1 && $.a <= 5 }": {"a": [{"numeric": [">", 1, "<=", 5]}]},
    "{ $.a <= 5 && $.a >= 5 }": {"a": [{"numeric": ["=", 5]}]},
    '{ $.a != "x" }': {"a": [{"anything-but": ["x"]}]},
    '{ $.a != "x" && $.a != "y" && $.a EXISTS }': {"a": [{"anything-but": ["x", "y"]}]},
    '{ $.a != "x*" }': {"a": [{"anything-but": {"prefix": "x"}}]},
    '{ $.a != "*x" }': {"a": [{"anything-but": {"suffix": "x"}}]},
    '{ $.a != "x*" && $.a != "y*z" }': {"a": [{"anything-but": {"wildcard": ["x*", "y\\*z"]}}]},
    '{ ($.a = "xa" || $.a = "ya" || $.a = "xb") && $.a = "x*" && $.a != %b% }': {"a": ["xa"]},
    '{ ($.a = "x" && $.a = "y") || $.b = "z" }': {"b": ["z"]},
    '{ $.a[*].b = "x" && $.c = "y" }': {"a": {"b": ["x"]}, "c": ["y"]},
    "{ $.a EXISTS && $.a EXISTS }": {"a": [{"exists": True}]},
    "{ $.a EXISTS && $.a < 5 }": {"a": [{"numeric": ["<", 5]}]},
}


@pytest.mark.parametrize("text", DETAILS)
def test_a_pattern_asks_this_of_the_detail(text: str) -> None:
    assert compiled(text) == {"detail-type": CLOUDTRAIL, "detail": DETAILS[text]}


REASONS = {
    "{ $.a = %x% }": "$.a = %x%: EventBridge has no regular expressions",
    "{ $.a != %x% }": "$.a != %x%: EventBridge has no regular expressions",
    "{ $.a[0] = 1 }": "$.a[0] is one element, and EventBridge looks at all of a list",
    "{ $.a.* = 1 }": "$.a.* is any property, and EventBridge asks for one by name",
    "{ $.['a.b'] = 1 }": "$.['a.b']: to EventBridge a dot leads into an object",
    "{ $.a[*] NOT EXISTS }": "$.a[*] of a list: EventBridge asks for elements, not for a list",
    "{ $.a[*].b = 1 && $.a[*].c = 1 }": (
        "$.a[*].b and $.a[*].c may be of different elements, and to EventBridge they are of one"
    ),
    "{ $.a[*] = 1 && $.a = 1 }": "$.a and its elements are one to EventBridge",
    '{ $.a = "1*" && $.a = "*2" }': "more than one thing is asked of $.a, and EventBridge takes one",
    "{ $.a < 1 && $.a < 2 }": "more than one thing is asked of $.a, and EventBridge takes one",
    '{ ($.a = "x*" || $.a IS NULL) && $.a EXISTS }': ("more than one thing is asked of $.a, and EventBridge takes one"),
    '{ $.a != 1 && $.a != "x" }': "$.a != 1: EventBridge excludes either texts or numbers",
    "{ $.a > 5000000001 }": "$.a > 5000000001: EventBridge compares numbers up to 5000000000",
    "{ $.a EXISTS && $.a.b = 1 }": "$.a.b: a property can't be a value and an object to EventBridge",
    "{ $.a.b = 1 && $.a EXISTS }": "$.a: a property can't be a value and an object to EventBridge",
    '{ $.a = "x" && $.a = "y" }': "no event can match it",
    "{ $.a > 2 && $.a < 2 }": "no event can match it",
    "{ $.a NOT EXISTS && $.a EXISTS }": "no event can match it",
    "{ $.a != * }": "no event can match it",
    "{ $.p.prefix = 1 || $.b = 1 }": "$or keeps the name prefix for itself, and a property has it",
    f"{{ {' && '.join(f'($.a{n} = 1 || $.b{n} = 1)' for n in range(10))} }}": (
        "it has 1024 combinations of alternatives, and EventBridge takes 1000"
    ),
    f"{{ ({' || '.join(f'$.a{n} = 1' for n in range(22))}) && $.c = {'x' * 600} }}": (
        "it would have 14201 characters, and EventBridge takes 2048"
    ),
}


@pytest.mark.parametrize("text", REASONS)
def test_what_can_not_be_said_has_a_reason(text: str) -> None:
    with pytest.raises(NotExpressible) as caught:
        compiled(text)
    assert caught.value.reason == REASONS[text]


@pytest.mark.parametrize("name", BENCHMARK_PATTERNS)
def test_every_benchmark_can_be_said_within_the_limit(name: str) -> None:
    assert len(json.dumps(compiled(BENCHMARK_PATTERNS[name]))) <= MAX_LENGTH


# What EventBridge answers otherwise, by what is asked (an operator and what it compares with) and what is there.
# `logs.patterns.compile.event_bridge` says why.
PARTING: dict[Asked, set[Kind]] = {
    ("=", Text): {Kind.NUMBER, Kind.LIST},
    ("!=", Text): {Kind.NUMBER, Kind.NULL, Kind.BOOLEAN, Kind.LIST},
    ("=", Number): {Kind.NUMERIC_TEXT, Kind.LIST},
    ("!=", Number): {Kind.NUMERIC_TEXT, Kind.NULL, Kind.BOOLEAN, Kind.LIST},
    **{(order, Number): {Kind.NUMERIC_TEXT, Kind.LIST} for order in ("<", "<=", ">", ">=")},
    ("EXISTS", None): {Kind.OBJECT, Kind.LIST},
    ("NOT EXISTS", None): {Kind.OBJECT, Kind.LIST},
    ("IS TRUE", None): {Kind.LIST},
    ("IS FALSE", None): {Kind.LIST},
}
PARTED: tuple[tuple[str, Any, bool], ...] = (
    ('{ $.a = "400" }', 400, True),
    ('{ $.a = "x" }', ["x"], False),
    ('{ $.a != "400" }', 400, False),
    ('{ $.a != "x" }', None, False),
    ('{ $.a != "x" }', True, False),
    ('{ $.a != "x" }', ["x", "y"], False),
    ("{ $.a = 3e2 }", "300", True),
    ("{ $.a = 400 }", [400], False),
    ("{ $.a != 400 }", "400", False),
    ("{ $.a != 400 }", None, False),
    ("{ $.a != 400 }", True, False),
    ("{ $.a != 400 }", [401], False),
    ("{ $.a > 1 }", "2", True),
    ("{ $.a > 1 }", [2], False),
    ("{ $.a EXISTS }", {"b": 1}, True),
    ("{ $.a EXISTS }", [], True),
    ("{ $.a NOT EXISTS }", {"b": 1}, False),
    ("{ $.a NOT EXISTS }", [], False),
    ("{ $.a IS TRUE }", [True], False),
    ("{ $.a IS FALSE }", [False], False),
)


def asked(test: Comparison | PropertyCheck) -> Asked:
    if isinstance(test, PropertyCheck):
        return test.check.value, None
    return test.operator, type(test.value)


@pytest.mark.parametrize(("text", "value", "found"), PARTED)
def test_where_the_two_part(text: str, value: object, found: bool) -> None:
    """Each exception is one: without it the test of agreement would fail."""
    pattern, record = parse(text), record_with(Selector(("a",)), value)

    assert matches(pattern, record) is found
    assert engines(compiled(text))["ministack"](record) is not found


def test_every_exception_has_an_example() -> None:
    selector = Selector(("a",))
    examples = {
        (asked(test), kind(selector, record_with(selector, value)))
        for text, value, _ in PARTED
        for pattern in [parse(text)]
        if isinstance(pattern, JsonPattern)
        for test in single_tests(pattern.expression)
    }
    orders = {(order, Number) for order in ("<", "<=", ">=")}
    assert examples == {(test, there) for test, kinds in PARTING.items() if test not in orders for there in kinds}


def test_event_bridge_finds_what_the_pattern_finds() -> None:
    answers = {"found": 0, "not found": 0, "left out": 0, "not expressible": 0}
    for text, pattern, records in cases(60):
        try:
            by_engine = engines(event_bridge_pattern(pattern))
        except NotExpressible:
            answers["not expressible"] += 1
            continue
        tests = [(asked(test), test.subject) for test in single_tests(pattern.expression)]
        for record in records:
            kinds = [(test, kind(subject, record)) for test, subject in tests if isinstance(subject, Selector)]
            if any(there in PARTING.get(test, ()) for test, there in kinds):
                answers["left out"] += 1
                continue
            expected = matches(pattern, record)
            answers["found" if expected else "not found"] += 1
            assert by_engine["ministack"](record) is expected, (text, record)
            # moto has true for 1 and false for 0.
            if not any(test[1] is Number and there is Kind.BOOLEAN for test, there in kinds):
                assert by_engine["moto"](record) is expected, (text, record)
    assert answers["found"] > 700
    assert answers["not found"] > 2000
    assert answers["left out"] < 1500
    assert answers["not expressible"] < 10


def test_what_all_checks_ask_of_nothing() -> None:
    """Of an event that lacks the property the two agree, whatever is asked."""
    record = record_with(Selector(("a",)), NOTHING)
    texts = [f"{{ $.a {check.value} }}" for check in Check] + ["{ $.a = x }", "{ $.a != x }", "{ $.a != 1 }"]
    for text in texts:
        found = {name: engine(record) for name, engine in engines(compiled(text)).items()}
        assert found == dict.fromkeys(found, matches(parse(text), record)), text
