"""What holds of all patterns, tried on made-up ones."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from logs.patterns import FieldsPattern, JsonPattern, Pattern, PatternError, TermsPattern, matches, parse, to_text
from logs.patterns.syntax import (
    And,
    Check,
    Comparison,
    Expression,
    Field,
    FieldName,
    Gap,
    Group,
    Number,
    Or,
    PropertyCheck,
    Regex,
    Selector,
    Term,
    TermKind,
    Text,
    Value,
)

WORDS = st.text(alphabet="abcXYZ019_", min_size=1, max_size=6)
TEXTS = st.one_of(
    st.builds(Text, st.text(max_size=8)),
    st.builds(Text, st.sampled_from(["*", "4*", "*a.b*", "iam.amazonaws.com"]), st.just(value=False)),
)
NUMBERS = st.builds(Number, st.from_regex(r"[+-]?[0-9]{1,4}(\.[0-9]{1,3})?(e[+-]?[0-9]{1,2})?", fullmatch=True))
REGEXES = st.builds(Regex, st.sampled_from(["a.b", "^x|y$", r"\d{1,3}\.[0-9]+", "[^a-c]"]))
NAMES = st.one_of(WORDS, st.sampled_from(["x-amz-acl", "cluster.name", "a b"]))
STEPS = st.lists(NAMES | st.integers(0, 99), max_size=3)
SELECTORS = st.tuples(NAMES, STEPS).map(lambda steps: Selector((steps[0], *steps[1])))


def comparisons(subject: st.SearchStrategy[Any]) -> st.SearchStrategy[Comparison]:
    equal = st.builds(Comparison, subject, st.sampled_from(["=", "!="]), st.one_of(TEXTS, NUMBERS))
    return equal | st.builds(Comparison, subject, st.sampled_from(["<", "<=", ">", ">="]), NUMBERS)


def parts(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[tuple[Expression, ...]]:
    return st.lists(inner, min_size=2, max_size=3).map(tuple)


UNITS = comparisons(SELECTORS) | st.builds(PropertyCheck, SELECTORS, st.sampled_from(Check))
EXPRESSIONS: st.SearchStrategy[Expression] = st.recursive(
    UNITS,
    lambda inner: st.one_of(
        st.builds(Group, inner),
        st.builds(And, parts(UNITS | st.builds(Group, inner))),
        st.builds(Or, parts(UNITS | st.builds(Group, inner) | st.builds(And, parts(UNITS)))),
    ),
    max_leaves=6,
)


@st.composite
def fields(draw: st.DrawFn) -> FieldsPattern:
    def field(name: str) -> Field:
        tests = comparisons(st.just(FieldName(name)))
        all_of = tests | st.builds(And, parts(tests))
        return Field(name, draw(st.none() | all_of | st.builds(Or, parts(all_of))))

    named = [field(name) for name in draw(st.lists(WORDS, max_size=3))]
    gap = draw(st.sampled_from([(), (Gap(),)]))
    place = draw(st.integers(0, len(named)))
    return FieldsPattern((*named[:place], *gap, *named[place:], *draw(st.sampled_from([(), (Field(""),)]))) or (Gap(),))


TERMS = st.one_of(
    st.builds(
        Term, st.sampled_from(TermKind), st.builds(Text, st.text(max_size=8)) | WORDS.map(lambda w: Text(w, False))
    ),
    st.builds(Term, st.just(TermKind.REQUIRED), REGEXES),
)
PATTERNS: st.SearchStrategy[Pattern] = st.one_of(
    st.builds(JsonPattern, EXPRESSIONS),
    REGEXES.map(lambda value: JsonPattern(Comparison(Selector(("a",)), "=", value))),
    fields(),
    st.builds(TermsPattern, st.lists(TERMS, max_size=2).map(tuple)),
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "c"]), inner, max_size=3),
    max_leaves=6,
)
PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "{",
                "}",
                "[",
                "]",
                "(",
                ")",
                "$.a",
                "$.a[0]",
                "$.b[*]",
                "$.*",
                "$",
                ".",
                "...",
                ",",
                "&&",
                "||",
                "&",
                "=",
            ),
            *(
                "!=",
                "<",
                ">=",
                "!",
                '"a"',
                '"',
                "%a%",
                "%",
                "%[a",
                "a",
                "*",
                "4*",
                "1",
                "-1e3",
                "?",
                "-",
                "\\",
                "'",
                "é",
            ),
            *("NOT EXISTS", "EXISTS", "IS NULL", "IS TRUE", "IS", "\n", "\x00"),
        ]
    ),
    max_size=12,
).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(PATTERNS)
def test_what_prints_is_read_back(pattern: Pattern) -> None:
    assert parse(to_text(pattern)) == pattern


@settings(max_examples=300, deadline=None)
@given(st.one_of(PIECES, PIECES.map("{{ $.a = {} }}".format), st.text(max_size=30)), JSON, st.text(max_size=20))
def test_no_text_breaks_the_parser_and_no_event_the_evaluator(text: str, event: Any, line: str) -> None:
    try:
        pattern = parse(text)
    except PatternError:
        return
    assert parse(to_text(pattern)) == pattern
    assert matches(pattern, {"a": event}) in (True, False)
    assert matches(pattern, line) in (True, False)


@settings(max_examples=100, deadline=None)
@given(PATTERNS, JSON, st.text(max_size=20))
def test_no_event_breaks_the_evaluator(pattern: Pattern, event: Any, line: str) -> None:
    assert matches(pattern, {"a": event, "X": event}) in (True, False)
    assert matches(pattern, line) in (True, False)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab01.*+?[]{}^$|\\-,d x", max_size=10))
def test_no_regular_expression_breaks_the_parser(source: str) -> None:
    try:
        pattern = parse(f"{{ $.a = %{source}% }}")
    except PatternError:
        return
    value: Value = Regex(source)
    assert pattern == JsonPattern(Comparison(Selector(("a",)), "=", value))
    assert matches(pattern, {"a": "ab01"}) in (True, False)
