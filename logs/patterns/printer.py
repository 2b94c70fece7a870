"""Writes filter patterns as text."""

import re

from logs.patterns.syntax import (
    And,
    Comparison,
    Expression,
    Field,
    FieldName,
    FieldsPattern,
    Gap,
    Group,
    JsonPattern,
    Number,
    Or,
    Pattern,
    PropertyCheck,
    Regex,
    Selector,
    Term,
    Value,
    Wildcard,
)

_PLAIN_NAME = re.compile(r"[A-Za-z0-9_-]+")


def to_text(pattern: Pattern) -> str:
    """The text of a pattern, as CloudWatch Logs takes it; `parse` gives the pattern back."""
    match pattern:
        case JsonPattern(expression):
            return f"{{ {expression_text(expression)} }}"
        case FieldsPattern(fields):
            return f"[{', '.join(map(_field, fields))}]"
        case _:
            return " ".join(map(_term, pattern.terms))


def expression_text(expression: Expression) -> str:
    """The text of a condition."""
    match expression:
        case Comparison(subject, operator, value):
            return f"{_subject(subject)} {operator} {_value(value)}"
        case PropertyCheck(subject, check):
            return f"{selector_text(subject)} {check.value}"
        case Group(inner):
            return f"({expression_text(inner)})"
        case And(parts):
            return " && ".join(map(expression_text, parts))
        case Or(parts):
            return " || ".join(map(expression_text, parts))


def selector_text(selector: Selector) -> str:
    """The text of a property: `$.a.b[0]`."""
    return "$" + "".join(map(_step, selector.steps))


def _subject(subject: Selector | FieldName) -> str:
    return subject.name if isinstance(subject, FieldName) else selector_text(subject)


def _step(step: str | int | Wildcard) -> str:
    match step:
        case Wildcard():
            return step.value
        case int():
            return f"[{step}]"
        case _:
            return f".{step}" if _PLAIN_NAME.fullmatch(step) else f".['{step}']"


def _value(value: Value) -> str:
    match value:
        case Number(text):
            return text
        case Regex(source):
            return f"%{source}%"
        case _:
            return _quoted(value.value) if value.quoted else value.value


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _field(field: Field | Gap) -> str:
    if isinstance(field, Gap):
        return "..."
    return field.name if field.condition is None else expression_text(field.condition)


def _term(term: Term) -> str:
    return f"{term.kind.value}{_value(term.value)}"
