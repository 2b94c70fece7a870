"""What patterns find, by the examples of the CloudWatch Logs User Guide, and by what its words leave open."""

from typing import Any

import pytest

from logs.patterns import matches, parse

TRAIL: dict[str, Any] = {
    "eventType": "UpdateTrail",
    "sourceIPAddress": "111.111.111.111",
    "arrayKey": ["value", "another value"],
    "objectList": [{"name": "a", "id": 1}, {"name": "b", "id": 2}],
    "SomeObject": None,
    "ThisFlag": True,
    "cluster.name": "c",
}
USERS: dict[str, Any] = {
    "user": {"id": 1, "email": "John.Stiles@example.com"},
    "users": [{"id": 2, "email": "John.Doe@example.com"}, {"id": 3, "email": "Jane.Doe@example.com"}],
    "actions": ["GET", "PUT", "DELETE"],
    "coordinates": [[0, 1, 2], [4, 5, 6], [7, 8, 9]],
}
GUIDE: tuple[tuple[str, dict[str, Any], bool], ...] = (
    ('{ $.eventType = "UpdateTrail" }', TRAIL, True),
    ("{ $.sourceIPAddress != 123.123.* }", TRAIL, True),
    ('{ $.arrayKey[0] = "value" }', TRAIL, True),
    ('{ $.arrayKey[1] = "value" }', TRAIL, False),
    ('{ $.eventType[0] = "U" }', TRAIL, False),
    ("{ $.objectList[1].id = 2 }", TRAIL, True),
    ("{ $.objectList[1].nothing = 2 }", TRAIL, False),
    ("{ $.eventType = %Trail% }", TRAIL, True),
    ("{ $.arrayKey[*] = %val.{2}% }", TRAIL, True),
    (r"{ $.* = %111\.111\.111\.1[0-9]{1,2}% }", TRAIL, True),
    ("{ $.['cluster.name'] = \"c\" }", TRAIL, True),
    ("{ $.SomeObject IS NULL }", TRAIL, True),
    ("{ $.SomeOtherObject NOT EXISTS }", TRAIL, True),
    ("{ $.SomeObject NOT EXISTS }", TRAIL, False),
    ("{ $.ThisFlag IS TRUE }", TRAIL, True),
    ("{ $.ThisFlag IS FALSE }", TRAIL, False),
    ('{ ($.user.id = 1) && ($.users[0].email = "John.Doe@example.com") }', USERS, True),
    ('{ ($.user.id = 2 && $.users[0].email = "nonmatch") || $.actions[2] = "GET" }', USERS, False),
    (
        '{ $.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = nonmatch && $.actions[2] = nomatch }',
        USERS,
        True,
    ),
    (
        '{ ($.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = nonmatch) && $.actions[2] = nomatch }',
        USERS,
        False,
    ),
    ("{ $.users = 1 }", {"users": [1, 2, 3]}, False),
    ("{ $.users != 1 }", {"users": [1, 2, 3]}, False),
)


@pytest.mark.parametrize(("text", "event", "found"), GUIDE)
def test_the_guides_examples(text: str, event: dict[str, Any], found: bool) -> None:
    assert matches(parse(text), event) is found


VALUES: dict[str, tuple[list[Any], list[Any]]] = {
    "{ $.a = Yes }": (["Yes"], ["yes", "Yes ", "", None, True, 1, ["Yes"], {"Yes": "Yes"}]),
    '{ $.a != "Yes" }': (["No", "yes", "", 1], ["Yes", None, True, ["No"], {}]),
    "{ $.a = Access* }": (["Access", "AccessDenied"], ["access", "xAccess", None]),
    "{ $.a = *Denied }": (["Denied", "AccessDenied"], ["Denied."]),
    "{ $.a = *cess* }": (["cess", "AccessDenied", "line\ncess\nline"], ["CESS"]),
    "{ $.a = Ev*ent }": (["Ev*ent"], ["Event", "EvXent"]),
    '{ $.a = "a.b" }': (["a.b"], ["axb"]),
    "{ $.a = * }": (["", "x", 0, 1.5], [None, True, [], {}]),
    "{ $.a != * }": ([], ["", "x", 0, None]),
    '{ $.a = "" }': ([""], ["x", None]),
    "{ $.a = 4* }": (["404", 404, 4], [505, "x404"]),
    '{ $.a = "404" }': (["404", 404], [404.5, "4040"]),
    "{ $.a = 400 }": ([400, 400.0, "400", "4e2"], [401, "x", "", None, True]),
    "{ $.a = 1 }": ([1], [True]),
    "{ $.a != 400 }": ([401, "x", "401"], [400, "400", None, False]),
    "{ $.a > 1e3 }": ([1001, "1000.5"], [1000, "x", None, True]),
    "{ $.a >= -1 }": ([-1, 0], [-1.5]),
    "{ $.a < 0.5 }": ([0, -3], [0.5]),
    "{ $.a <= +2 }": ([2, "2"], [2.1]),
    "{ $.a = %^[hc]at$% }": (["hat", "cat"], ["that", "hats", "hat\n"]),
    "{ $.a != %a% }": (["b"], ["a", "xax", None]),
    "{ $.a = %^4% }": ([404], [505]),
    "{ $.a EXISTS }": (["x", None, [], {}], []),
    "{ $.a IS NULL }": ([None], ["null", "", False]),
    "{ $.a IS TRUE }": ([True], ["true", 1, False]),
    "{ $.a IS FALSE }": ([False], ["false", 0, None]),
    "{ $.a[*] = x }": ([["y", "x"]], ["x", ["y"], [], {"x": "x"}, [["x"]]]),
    "{ $.a[*] != x }": ([["x", "y"]], [["x"], []]),
    "{ $.a.* = x }": ([{"b": "x"}], [{}, ["x"], "x"]),
    "{ $.a[*].b = x }": ([[{"b": "y"}, {"b": "x"}]], [[{"c": "x"}]]),
    "{ $.a[*] NOT EXISTS }": (["x", []], [["x"]]),
}


@pytest.mark.parametrize("text", VALUES)
def test_which_values_a_test_finds(text: str) -> None:
    found, others = VALUES[text]
    pattern = parse(text)

    assert [value for value in (*found, *others) if matches(pattern, {"a": value})] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [(text, text == "{ $.a[*] NOT EXISTS }") for text in VALUES] + [("{ $.a NOT EXISTS }", True)],
)
def test_only_not_exists_finds_an_event_without_the_property(text: str, found: bool) -> None:
    assert matches(parse(text), {"b": 1}) is found


def test_a_pattern_finds_no_event_of_the_other_sort() -> None:
    assert not matches(parse("{ $.a NOT EXISTS }"), '{"b": 1}')
    assert not matches(parse("[a]"), {"a": 1})
    assert not matches(parse(""), {"a": 1})
