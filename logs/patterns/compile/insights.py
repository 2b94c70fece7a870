"""Queries of CloudWatch Logs Insights.

CloudWatch Logs User Guide, "CloudWatch Logs Insights language query syntax" and "Supported logs and discovered fields":
of a JSON event Insights finds the first 200 fields, arrays flattened (`items.0.instanceId`). To Insights a field that
isn't there differs from any value (DataBiosphere/azul, issue 5884), and true and false are 1 and 0
(aws-powertools/powertools-lambda-dotnet, issue 667). No engine but AWS's own can show more. [LIVE-TEST]
"""

import re
from collections.abc import Sequence

from logs.patterns.compile.conjunctions import one_of
from logs.patterns.compile.errors import NotExpressible
from logs.patterns.compile.rendered import Binding, Rendered, all_of, any_of
from logs.patterns.printer import expression_text, selector_text
from logs.patterns.regex import portable
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
    Or,
    Pattern,
    PropertyCheck,
    Regex,
    Selector,
    Term,
    TermKind,
    TermsPattern,
    Text,
)
from logs.patterns.values import Glob, glob

_PLAIN = re.compile(r"@?[A-Za-z0-9.]+")


def insights_query(pattern: Pattern, fields: Sequence[str] = ("@timestamp", "@message"), limit: int = 1000) -> str:
    """The query that finds the same events, newest first. NotExpressible says why there is none.

    Args:
        pattern: A pattern.
        fields: What is shown of each event.
        limit: How many events are shown; Insights has 10,000 at most.
    """
    commands = [
        f"fields {', '.join(map(_field, fields))}",
        *_finding(pattern),
        "sort @timestamp desc",
        f"limit {limit}",
    ]
    return "\n| ".join(commands)


def _finding(pattern: Pattern) -> list[str]:
    match pattern:
        case JsonPattern(expression):
            return [f"filter {_condition(expression).text}"]
        case FieldsPattern():
            return _fields_commands(pattern)
        case TermsPattern(terms):
            found = _terms(terms)
            return [f"filter {found.text}"] if found else []


def _fields_commands(pattern: FieldsPattern) -> list[str]:
    """`parse` gives the fields their names; its last `*` has the rest of the line."""
    named = [field for field in pattern.fields if isinstance(field, Field)]
    if any(isinstance(field, Gap) for field in pattern.fields[:-1]):
        raise NotExpressible("... before a field: Insights' parse counts fields from the beginning")
    names = [field.name or f"unnamed{place}" for place, field in enumerate(named, start=1)]
    if len(set(names)) != len(names):
        raise NotExpressible("two fields have one name")
    rest = ["rest"] if len(named) < len(pattern.fields) else []
    stars = " ".join("*" for _ in (*names, *rest))
    conditions = [_condition(field.condition) for field in named if field.condition is not None]
    found = [f"filter {all_of(conditions, 'and').text}"] if conditions else []
    return [f'parse @message "{stars}" as {", ".join(map(_field, (*names, *rest)))}', *found]


def _terms(terms: Sequence[Term]) -> Rendered | None:
    required, optional, excluded = ([term.value for term in terms if term.kind is kind] for kind in TermKind)
    if optional and not required and not excluded:
        return any_of([_contains(term, "like") for term in optional], "or")
    parts = [_contains(term, "like") for term in required if not _is_blank(term)]
    parts += [_contains(term, "not like") for term in excluded]
    return all_of(parts, "and") if parts else None


def _is_blank(term: Text | Regex) -> bool:
    return isinstance(term, Text) and not term.value.strip()


def _contains(term: Text | Regex, word: str) -> Rendered:
    wanted = _slashed(portable(term.source)) if isinstance(term, Regex) else _quoted(term.value)
    return Rendered(f"@message {word} {wanted}")


def _condition(expression: Expression) -> Rendered:
    match expression:
        case Comparison():
            return _comparison(expression)
        case PropertyCheck(subject, check):
            return _check(_property(subject), check)
        case Group(inner):
            return _condition(inner)
        case And(parts):
            return all_of([_condition(part) for part in parts], "and")
        case Or(parts):
            listed = one_of(parts)
            if listed:
                return Rendered(f"{_property(listed[0])} in [{', '.join(map(_quoted, listed[1]))}]")
            return any_of([_condition(part) for part in parts], "or")


def _check(name: str, check: Check) -> Rendered:
    match check:
        case Check.EXISTS:
            return Rendered(f"ispresent({name})")
        case Check.NOT_EXISTS:
            return Rendered(f"not ispresent({name})")
        case Check.IS_TRUE:
            return Rendered(f"{name} = 1")
        case Check.IS_FALSE:
            return Rendered(f"{name} = 0")
        case Check.IS_NULL:
            raise NotExpressible(f"{name} IS NULL: Logs Insights has no null")


def _comparison(comparison: Comparison) -> Rendered:
    subject = comparison.subject
    name = _field(subject.name) if isinstance(subject, FieldName) else _property(subject)
    compared = _compared(name, comparison)
    if comparison.operator != "=" and isinstance(subject, Selector):
        # Otherwise events without it would be found.
        return Rendered(f"ispresent({name}) and {compared}", Binding.ALL_OF)
    return Rendered(compared)


def _compared(name: str, comparison: Comparison) -> str:
    operator, value = comparison.operator, comparison.value
    like = "like" if operator == "=" else "not like"
    match value:
        case Number():
            return f"{name} {operator} {value.value:.15g}"
        case Regex(source):
            return f"{name} {like} {_slashed(portable(source))}"
        case Text():
            found = glob(value)
    if found.exact:
        return f"{name} {operator} {_quoted(value.value)}"
    if not found.core:
        if operator == "!=":
            raise NotExpressible(f"{expression_text(comparison)}: no event can match it")
        return f"ispresent({name})"
    return f"{name} {like} {_slashed(_anchored(found))}"


def _anchored(found: Glob) -> str:
    core = "".join(f"\\{sign}" if sign in r"\^$.|?*+()[]{}" else sign for sign in found.core)
    return f"{'' if found.open_begin else '^'}{core}{'' if found.open_end else '$'}"


def _slashed(source: str) -> str:
    return "/" + source.replace("/", "\\/") + "/"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _property(selector: Selector) -> str:
    if any(not isinstance(step, str | int) for step in selector.steps):
        raise NotExpressible(f"{selector_text(selector)}: Logs Insights has one field for each element, by its number")
    return _field(".".join(map(str, selector.steps)))


def _field(name: str) -> str:
    """A field's name, in backticks where it has signs besides letters, digits, dots and the @ of Insights' own."""
    return name if _PLAIN.fullmatch(name) else f"`{name}`"
