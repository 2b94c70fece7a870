import pytest

from logs.patterns import parse
from logs.patterns.compile.errors import NotExpressible
from logs.patterns.compile.insights import insights_query
from tests.support.benchmark_patterns import BENCHMARK_PATTERNS

QUERY = "fields @timestamp, @message\n| {}\n| sort @timestamp desc\n| limit 1000"
FILTERS = {
    '{ $.a = "x" }': 'a = "x"',
    '{ $.a = "say \\"\\\\\\"" }': 'a = "say \\"\\\\\\""',
    '{ $.a != "x" }': 'ispresent(a) and a != "x"',
    '{ $.a != "x" || $.b = "y" }': '(ispresent(a) and a != "x") or b = "y"',
    '{ ($.a = "x" || $.b = "y") && ($.c = "z") }': '(a = "x" or b = "y") and c = "z"',
    '{ (($.a = "x") || $.a = y) && $.c = "z" }': 'a in ["x", "y"] and c = "z"',
    '{ $.a = "x" || $.a = "y*" }': 'a = "x" or a like /^y/',
    '{ $.a = "x" || $.a != "y" }': 'a = "x" or (ispresent(a) and a != "y")',
    '{ $.a = "*a.b/c" }': r"a like /a\.b\/c$/",
    '{ $.a = "*x*" }': "a like /x/",
    '{ $.a != "x*" }': "ispresent(a) and a not like /^x/",
    "{ $.a = * }": "ispresent(a)",
    r"{ $.a = %^\d{,3}/x% }": r"a like /^\d{0,3}\/x/",
    "{ $.a != %x% }": "ispresent(a) and a not like /x/",
    "{ $.a = 400 }": "a = 400",
    "{ $.a != 4e2 }": "ispresent(a) and a != 400",
    "{ $.a < 1.5 }": "ispresent(a) and a < 1.5",
    "{ $.a EXISTS }": "ispresent(a)",
    "{ $.a NOT EXISTS }": "not ispresent(a)",
    "{ $.a IS TRUE }": "a = 1",
    "{ $.a IS FALSE }": "a = 0",
    '{ $.a.b[0].c = "x" }': 'a.b.0.c = "x"',
    '{ $.a.x-amz-acl = "x" }': '`a.x-amz-acl` = "x"',
    "ERROR": '@message like "ERROR"',
    'ERROR "two words" -404': '@message like "ERROR" and @message like "two words" and @message not like "404"',
    "?a ?b": '@message like "a" or @message like "b"',
    "?a b": '@message like "b"',
    "%a/b%": r"@message like /a\/b/",
}


@pytest.mark.parametrize("text", FILTERS)
def test_a_pattern_filters_so(text: str) -> None:
    assert insights_query(parse(text)) == QUERY.format(f"filter {FILTERS[text]}")


@pytest.mark.parametrize("text", ["", '" "'])
def test_what_finds_all_has_no_filter(text: str) -> None:
    assert insights_query(parse(text)) == "fields @timestamp, @message\n| sort @timestamp desc\n| limit 1000"


FIELDS = {
    "[a, b]": 'parse @message "* *" as a, b',
    '[a = "x", b = 22 || b = 3389]': 'parse @message "* *" as a, b\n| filter a = "x" and (b = 22 or b = 3389)',
    "[a != x, b_c, , ...]": 'parse @message "* * * *" as a, `b_c`, unnamed3, rest\n| filter a != "x"',
}


@pytest.mark.parametrize("text", FIELDS)
def test_fields_of_a_line_are_parsed(text: str) -> None:
    assert insights_query(parse(text)) == QUERY.format(FIELDS[text])


REASONS = {
    "{ $.a IS NULL }": "a IS NULL: Logs Insights has no null",
    "{ $.a[*] = 1 }": "$.a[*]: Logs Insights has one field for each element, by its number",
    "{ $.* = 1 }": "$.*: Logs Insights has one field for each element, by its number",
    "{ $.a != * }": "$.a != *: no event can match it",
    "[..., a]": "... before a field: Insights' parse counts fields from the beginning",
    "[a, a]": "two fields have one name",
}


@pytest.mark.parametrize("text", REASONS)
def test_what_can_not_be_said_has_a_reason(text: str) -> None:
    with pytest.raises(NotExpressible) as caught:
        insights_query(parse(text))
    assert caught.value.reason == REASONS[text]


def test_what_is_shown_can_be_chosen() -> None:
    query = insights_query(parse("{ $.a = 1 }"), ("@timestamp", "userIdentity.arn", "x-y"), limit=20)
    assert query == ("fields @timestamp, userIdentity.arn, `x-y`\n| filter a = 1\n| sort @timestamp desc\n| limit 20")


@pytest.mark.parametrize("name", BENCHMARK_PATTERNS)
def test_every_benchmark_can_be_said(name: str) -> None:
    assert "| filter " in insights_query(parse(BENCHMARK_PATTERNS[name]))
