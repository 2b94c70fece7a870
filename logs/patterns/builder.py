"""Makes a filter pattern's tree while Lark reads it."""

import re
from collections.abc import Callable
from math import isinf
from typing import cast

from lark import Token, Transformer, Tree, v_args  # pyright: ignore[reportUnknownVariableType]

from logs.patterns.misreading import Misreading, misread
from logs.patterns.regex import RegexError, compiled
from logs.patterns.selectors import steps
from logs.patterns.syntax import (
    And,
    Check,
    Comparison,
    Expression,
    Field,
    FieldName,
    FieldsPattern,
    Gap,
    Group,
    JsonPattern,
    Number,
    Operator,
    Or,
    Pattern,
    PropertyCheck,
    Regex,
    Selector,
    Term,
    TermKind,
    TermsPattern,
    Text,
    Value,
)
from logs.patterns.values import NUMBER

_BARE = re.compile(r"[A-Za-z0-9_.*]+")


def builder() -> Transformer[Token, Pattern]:
    """What Lark tells of each rule of the grammar that it has read."""
    inline = cast("Callable[[type[_Builder]], type[_Builder]]", v_args(inline=True))
    return inline(_Builder)()


class _Builder(Transformer[Token, Pattern]):
    """Makes our tree of what Lark finds: a method for each rule of the grammar."""

    def json(self, expression: Expression) -> Pattern:
        """`{ … }`."""
        return JsonPattern(expression)

    def fields(self, *fields: Field | Gap) -> Pattern:
        """`[ … ]`."""
        return FieldsPattern(fields)

    def terms(self, *terms: Term) -> Pattern:
        """Words and phrases."""
        return TermsPattern(terms)

    def or_(self, *parts: Expression) -> Expression:
        """`… || …`."""
        return Or(parts)

    def and_(self, *parts: Expression) -> Expression:
        """`… && …`."""
        return And(parts)

    def group(self, inner: Expression) -> Expression:
        """`( … )`."""
        return Group(inner)

    def comparison(self, selector: Token, operator: Token, value: tuple[Value, Token]) -> Expression:
        """`$.a = b`."""
        return _comparison(Selector(tuple(steps(selector))), operator, *value)

    def check(self, selector: Token, check: Token) -> Expression:
        """`$.a IS NULL`."""
        return PropertyCheck(Selector(tuple(steps(selector))), Check(" ".join(check.split())))

    def gap(self, _dots: Token) -> Gap:
        """`...`."""
        return Gap()

    def named(self, name: Token) -> Field:
        """A field without a condition."""
        return Field(str(name))

    def unnamed(self) -> Field:
        """A field without a name."""
        return Field("")

    def tested(self, any_of: Tree[Token]) -> Field:
        """A field with a condition."""
        name = str(next(any_of.scan_values(lambda value: isinstance(value, Token))))
        return Field(name, _condition(any_of, name))

    def string(self, token: Token) -> tuple[Value, Token]:
        """`"…"`."""
        return Text(re.sub(r"\\(.)", r"\1", token[1:-1], flags=re.DOTALL)), token

    def bare(self, token: Token) -> tuple[Value, Token]:
        """What is in no quotes."""
        if NUMBER.fullmatch(token):
            if isinf(float(token)):
                misread(f"{token} is more than a number can be", token)
            return Number(str(token)), token
        if not _BARE.fullmatch(token):
            misread(f'{token} has more than letters, digits, _ . and *: write "{token}"', token)
        return Text(str(token), quoted=False), token

    def regex(self, token: Token) -> tuple[Value, Token]:
        """`%…%`."""
        try:
            compiled(token[1:-1])
        except RegexError as error:
            raise Misreading(error.problem, (token.start_pos or 0) + 1 + error.offset) from None
        return Regex(token[1:-1]), token

    def term(self, mark: Token | None, phrase: tuple[Value, Token]) -> Term:
        """`?word`."""
        value = phrase[0]
        if isinstance(value, Number):
            value = Text(value.text, quoted=False)
        if isinstance(value, Regex) and mark is not None:
            misread(f"a regular expression takes no {mark} before it", mark)
        return Term(TermKind(str(mark or "")), value)


def _condition(tree: Tree[Token], name: str) -> Expression:
    """The condition of one field, of whom all its comparisons are."""
    if tree.data == "test":
        subject, operator, (value, token) = cast("tuple[Token, Token, tuple[Value, Token]]", tuple(tree.children))
        if subject != name:
            misread(f"a condition on {subject} belongs where {subject} stands, not with {name}", subject)
        return _comparison(FieldName(name), operator, value, token)
    parts = tuple(_condition(child, name) for child in cast("list[Tree[Token]]", tree.children))
    if len(parts) == 1:
        return parts[0]
    return Or(parts) if tree.data == "any_of" else And(parts)


def _comparison(subject: Selector | FieldName, operator: Token, value: Value, token: Token) -> Comparison:
    compares: Operator = operator.value
    if compares not in ("=", "!=") and not isinstance(value, Number):
        misread(f"{compares} compares numbers", token)
    return Comparison(subject, compares, value)
