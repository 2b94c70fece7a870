import re

import pytest

from logs.patterns import parse, to_text
from logs.patterns.syntax import Comparison, JsonPattern, Selector, Text
from tests.support.benchmark_patterns import BENCHMARK_PATTERNS


def squeezed(text: str) -> str:
    """Without its spaces, but for those in quotes, and in NOT EXISTS."""
    return "".join(re.findall(r'"[^"]*"|NOT EXISTS|\S', text))


@pytest.mark.parametrize("name", BENCHMARK_PATTERNS)
def test_a_benchmarks_pattern_prints_as_it_is_written(name: str) -> None:
    text = BENCHMARK_PATTERNS[name]
    pattern = parse(text)

    assert squeezed(to_text(pattern)) == squeezed(text)
    assert parse(to_text(pattern)) == pattern


@pytest.mark.parametrize(
    "text",
    [
        '{ ($.a = "x" || $.b[0].c != 1e3) && $.d NOT EXISTS }',
        "{ $.a[*] = %x.{2}% && $.b.* IS TRUE }",
        "{ $.['cluster.name'] = iam.amazonaws.com }",
        '{ $.a = "say \\"x\\\\y\\"" }',
        "[ip, ..., status = 4* && status != 403, bytes > 10, ]",
        "[]",
        'ERROR ?"two words" -404',
        "%ab+c%",
        "",
    ],
)
def test_a_text_in_our_spelling_prints_as_it_is(text: str) -> None:
    assert to_text(parse(text)) == text


def test_what_prints_keeps_quotes_that_need_not_be() -> None:
    bare, quoted = (
        JsonPattern(Comparison(Selector(("a",)), "=", Text("x", quoted=quoted))) for quoted in (False, True)
    )
    assert (to_text(bare), to_text(quoted)) == ("{ $.a = x }", '{ $.a = "x" }')
