import pytest

from logs.patterns import FieldsPattern, JsonPattern, Pattern, PatternError, TermsPattern, parse
from logs.patterns.syntax import (
    And,
    Check,
    Comparison,
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
    Wildcard,
)

A, B, C = (Comparison(Selector((name,)), "=", Number("1")) for name in "abc")


def json(*steps: str | int | Wildcard) -> JsonPattern:
    return JsonPattern(Comparison(Selector(steps), "=", Number("1")))


TREES: dict[str, Pattern] = {
    "{$.a=1}": json("a"),
    "{ $.a-b_c = 1 }": json("a-b_c"),
    "{ $.a.b[0][12].c = 1 }": json("a", "b", 0, 12, "c"),
    "{ $.a[*].b = 1 }": json("a", Wildcard.ELEMENT, "b"),
    "{ $.* = 1 }": json(Wildcard.FIELD),
    "{ $.a.* = 1 }": json("a", Wildcard.FIELD),
    "{ $.['cluster.name'].a = 1 }": json("cluster.name", "a"),
    "{ $.a['b c'] = 1 }": json("a", "b c"),
    "{ $.a = 1 || $.b = 1 && $.c = 1 }": JsonPattern(Or((A, And((B, C))))),
    "{ ($.a = 1 || $.b = 1) && $.c = 1 }": JsonPattern(And((Group(Or((A, B))), C))),
    "{ (($.a = 1)) }": JsonPattern(Group(Group(A))),
    "{\n$.a = 1\n|| $.b = 1\t|| $.c = 1 }": JsonPattern(Or((A, B, C))),
    '{ $.a != "say \\"x\\\\y\\"" }': JsonPattern(Comparison(Selector(("a",)), "!=", Text('say "x\\y"'))),
    "{ $.a = iam.amazonaws.com }": JsonPattern(
        Comparison(Selector(("a",)), "=", Text("iam.amazonaws.com", quoted=False))
    ),
    "{ $.a != 123.123.* }": JsonPattern(Comparison(Selector(("a",)), "!=", Text("123.123.*", quoted=False))),
    "{ $.a = %val.{2}% }": JsonPattern(Comparison(Selector(("a",)), "=", Regex("val.{2}"))),
    **{
        f"{{ $.a {operator} {number} }}": JsonPattern(Comparison(Selector(("a",)), operator, Number(number)))
        for operator in ("=", "!=", "<", "<=", ">", ">=")
        for number in ("500", "+1000", "-3", "55.5", "10e3", "10e-3", "1e+3")
    },
    **{f"{{ $.a {check.value} }}": JsonPattern(PropertyCheck(Selector(("a",)), check)) for check in Check},
    "{ $.a NOT \n EXISTS }": JsonPattern(PropertyCheck(Selector(("a",)), Check.NOT_EXISTS)),
    "[ip, user,...,status]": FieldsPattern((Field("ip"), Field("user"), Gap(), Field("status"))),
    "[...,]": FieldsPattern((Gap(), Field(""))),
    '[w1="x y" || w1 != 4* && w1>2, w2]': FieldsPattern(
        (
            Field(
                "w1",
                Or(
                    (
                        Comparison(FieldName("w1"), "=", Text("x y")),
                        And(
                            (
                                Comparison(FieldName("w1"), "!=", Text("4*", quoted=False)),
                                Comparison(FieldName("w1"), ">", Number("2")),
                            )
                        ),
                    )
                ),
            ),
            Field("w2"),
        )
    ),
    "": TermsPattern(()),
    'ERROR ?"two words" -404': TermsPattern(
        (
            Term(TermKind.REQUIRED, Text("ERROR", quoted=False)),
            Term(TermKind.OPTIONAL, Text("two words")),
            Term(TermKind.EXCLUDED, Text("404", quoted=False)),
        )
    ),
    "%ab+c%": TermsPattern((Term(TermKind.REQUIRED, Regex("ab+c")),)),
}


@pytest.mark.parametrize("text", TREES)
def test_a_text_is_read_as_this_tree(text: str) -> None:
    assert parse(text) == TREES[text]


AFTER_A_PROPERTY = "a comparison (= != < <= > >=) or NOT EXISTS, EXISTS, IS NULL, IS TRUE or IS FALSE"
MISREADINGS = {
    "{ $.a =! b }": (8, "'=!' is no comparison: write '!='"),
    "[a, w1=!x]": (8, "'=!' is no comparison: write '!='"),
    "{ $.a = }": (9, "'}' where a text in double quotes or a regular expression in %…% or a word or a number belongs"),
    "{ $.a }": (7, f"'}}' where {AFTER_A_PROPERTY} belongs"),
    "{ $.a IS NOT NULL }": (7, f"'I' where {AFTER_A_PROPERTY} belongs"),
    "{ $.a is null }": (7, f"'i' where {AFTER_A_PROPERTY} belongs"),
    "{ ($.a = 1 }": (12, "'}' where ) belongs"),
    "{ $.a = 1": (10, "the end where && or || or } belongs"),
    "{ $.a = 1 } x": (13, "'x' where the end belongs"),
    "{ $[0] = 1 }": (3, "'$' where a property such as $.eventName or ( belongs"),
    "{}": (2, "'}' where a property such as $.eventName or ( belongs"),
    "{ $.a = 1e999 }": (9, "1e999 is more than a number can be"),
    "{ $.a < x }": (9, "< compares numbers"),
    "{ $.a >= %x% }": (10, ">= compares numbers"),
    "{ $.a = us-east-1 }": (9, 'us-east-1 has more than letters, digits, _ . and *: write "us-east-1"'),
    '{ $.a = "x }': (9, 'this text has no end, or a \\ that is before neither a " nor a \\'),
    '{ $.a = "\\n" }': (9, 'this text has no end, or a \\ that is before neither a " nor a \\'),
    "{ $.a = %a!% }": (11, "'!' is no sign of a regular expression here: write it as \\xhh"),
    "{ $.a = %(a)% }": (10, "'(' is no sign of a regular expression here: write it as \\xhh"),
    "{ $.a = %é% }": (10, "'é' is no sign of a regular expression here: write it as \\xhh"),
    "{ $.a = %x% && $.b = %y% && $.c = %z% }": (35, "a pattern has at most 2 regular expressions"),
    "{ $.a[*].b[*] = 1 }": (3, "a property has at most one wildcard"),
    "{ $.a[*] = 1 && $.b[*] = 1 && $.c.* = 1 && $.d[*] = 1 }": (
        44,
        "a pattern has at most 3 properties with a wildcard",
    ),
    "[a = 1 && b = 2, b]": (11, "a condition on b belongs where b stands, not with a"),
    "[..., a, ...]": (10, "a second ... leaves open which fields are where"),
    "[(a = 1), b]": (2, "'(' where ... or a word of letters, digits and _ or ] or a comma belongs"),
    "[a": (3, "the end where a comparison (= != < <= > >=) or ] or a comma belongs"),
    "-%x%": (1, "a regular expression takes no - before it"),
    "one.two": (4, "'.' where ? or - or a text in double quotes or a regular expression in %…% or a word of letters, "),
    f"{{ {'(' * 33}$.a = 1{')' * 33} }}": (35, "more than 32 parentheses inside of each other"),
    "x" * 1025: (1025, "1025 characters: CloudWatch Logs takes 1024"),
}


@pytest.mark.parametrize("text", MISREADINGS)
def test_an_error_points_at_the_column(text: str) -> None:
    column, problem = MISREADINGS[text]
    with pytest.raises(PatternError) as caught:
        parse(text)

    message, line, caret = str(caught.value).split("\n")
    assert message.startswith(f"column {column}: {problem}")
    assert caught.value.column == column
    assert (line, caret) == (f"  {text}", f"  {' ' * (column - 1)}^")


def test_an_error_points_at_the_line_of_a_pattern_with_several() -> None:
    with pytest.raises(PatternError) as caught:
        parse("{ $.a = 1 &&\n  $.b ? 2 }")

    assert str(caught.value).startswith("line 2, column 7: '?' where a comparison")
    assert str(caught.value).endswith("\n    $.b ? 2 }\n        ^")


@pytest.mark.parametrize("text", ["{ $.a = 1", "[a", '"'])
def test_a_pattern_error_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match="column"):
        parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 1024,
        f"{{ {'(' * 32}$.a = 1{')' * 32} }}",
        "{ $.a = %x% && $.b = %y% && $.c[*] = 1 && $.d[*] = 1 && $.e.* = 1 }",
    ],
)
def test_as_much_as_a_pattern_may_have_is_read(text: str) -> None:
    parse(text)
