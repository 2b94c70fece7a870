"""Nothing that others chose is ever markup, whatever it is: CommonMark's own reader says what it sees."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ops.review.render.quoting import LONGEST, code, html_code, plain

READER = MarkdownIt("commonmark")
HOSTILE = [
    "@octocat",
    "<img src=x onerror=alert(1)>",
    "`",
    "``",
    "`a`",
    "```\n# heading",
    "a|b",
    "a\n\n# heading",
    "](https://example.com)",
    "</details>",
    "<!-- ",
    "-->",
    "\\`",
    " ",
    "",
    "\u202egnp.exe",
    "a\u0000b",
    "&lt;b&gt;",
    "#1 and GH-1",
    "*bold* _it_ ~~x~~",
    "\ud800",
]


def inline(markdown: str) -> list[Token]:
    tokens = READER.parse(f"- before {markdown} after\n")
    (only,) = [token for token in tokens if token.type == "inline"]
    return only.children or []


def assert_only_code(value: str) -> None:
    tokens = inline(code(value))

    assert [token.type for token in tokens] == ["text", "code_inline", "text"]
    assert [tokens[0].content, tokens[2].content] == ["before ", " after"]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_is_a_code_span_and_nothing_else(value: str) -> None:
    assert_only_code(value)


@given(st.text(max_size=400))
def test_any_value_is_a_code_span_and_nothing_else(value: str) -> None:
    assert_only_code(value)


@given(st.text(alphabet="`a \\|", max_size=40))
def test_backticks_stay_within(value: str) -> None:
    assert_only_code(value)
    (span,) = [token for token in inline(code(value)) if token.type == "code_inline"]

    assert span.content.strip() == (plain(value) or "(empty)")


@given(st.text(max_size=400))
def test_a_summary_has_no_tag_but_ours(value: str) -> None:
    text = html_code(value)
    inner = text.removeprefix("<code>").removesuffix("</code>")

    assert "<" not in inner
    assert "\n" not in inner
    assert html.unescape(inner) == plain(value)


@given(st.text(max_size=1000))
def test_what_is_shown_is_one_short_line_that_can_be_seen(value: str) -> None:
    line = plain(value)

    assert line == " ".join(line.split())
    assert len(line) <= LONGEST * len("\\u{10ffff}") + 3
    assert line.isprintable()


def test_what_can_not_be_seen_is_shown_by_its_number() -> None:
    assert plain("a\u202eb\u0000") == "a\\u{202e}b\\u{0}"


def test_both_ends_of_a_long_value_are_shown() -> None:
    line = plain("a" * 500 + "z" * 500)

    assert line == "a" * (LONGEST // 2) + " … " + "z" * (LONGEST // 2)
