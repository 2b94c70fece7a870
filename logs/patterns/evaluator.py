"""Tries filter patterns on events, as CloudWatch Logs does.

What the User Guide says, holds. It says nothing of what follows; [LIVE-TEST] marks what only an account can settle:

- A comparison of a property that isn't there is false, `!=` too. Those who tried it with the console's "Test pattern"
  say so: `$.userIdentity.invokedBy != "…"` doesn't find events without `invokedBy` (DataBiosphere/azul, issue 5884).
- null and booleans are no values ("value nodes can be strings or numbers"): no comparison of them is true. [LIVE-TEST]
- A number is compared as text with texts ("use the asterisk as a wild card to match numbers"), and a text that is a
  number as a number with numbers. [LIVE-TEST]
- `*` stands for anything at the beginning and at the end of a text only: `Ev*ent` matches just itself, as the guide
  said until 2021; since then it doesn't say. [LIVE-TEST]
- The last field of a space-delimited pattern has the rest of the line: `[w1=ERROR, w2]` finds longer lines in the
  guide's example. A line with too few fields isn't found. [LIVE-TEST]
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from logs.patterns.lines import has_fields, has_terms
from logs.patterns.syntax import (
    And,
    Check,
    Comparison,
    Expression,
    FieldsPattern,
    Group,
    JsonPattern,
    Or,
    Pattern,
    PropertyCheck,
    Selector,
    TermsPattern,
    Wildcard,
)
from logs.patterns.values import compares


def matches(pattern: Pattern, event: Mapping[str, Any] | str) -> bool:
    """Whether a pattern finds an event.

    Args:
        pattern: The pattern.
        event: A JSON event's properties for `{ … }`, a line for the other two. What is of the other sort isn't found.
    """
    match pattern:
        case JsonPattern(expression):
            return not isinstance(event, str) and _holds(expression, event)
        case FieldsPattern(fields):
            return isinstance(event, str) and has_fields(fields, event, _holds)
        case TermsPattern(terms):
            return isinstance(event, str) and has_terms(terms, event)


def checks(check: Check, values: Sequence[object]) -> bool:
    """Whether a check holds for what its selector points at."""
    match check:
        case Check.EXISTS:
            return bool(values)
        case Check.NOT_EXISTS:
            return not values
        case Check.IS_NULL:
            return any(value is None for value in values)
        case Check.IS_TRUE:
            return any(value is True for value in values)
        case Check.IS_FALSE:
            return any(value is False for value in values)


def _holds(expression: Expression, event: object) -> bool:
    """Whether a condition holds for an event's properties, or, of a field's condition, for the field."""
    match expression:
        case Comparison(subject, _, _):
            values = _selected(subject, event) if isinstance(subject, Selector) else (event,)
            return any(compares(expression, value) for value in values)
        case PropertyCheck(subject, check):
            return checks(check, _selected(subject, event))
        case Group(inner):
            return _holds(inner, event)
        case And(parts):
            return all(_holds(part, event) for part in parts)
        case Or(parts):
            return any(_holds(part, event) for part in parts)


def _selected(selector: Selector, event: object) -> tuple[object, ...]:
    """What a selector points at: nothing, one value, or, with a wildcard, any number."""
    values: tuple[object, ...] = (event,)
    for step in selector.steps:
        values = tuple(inner for value in values for inner in _inside(value, step))
    return values


def _inside(value: object, step: str | int | Wildcard) -> Iterable[object]:
    if isinstance(value, Mapping):
        properties = cast("Mapping[str, object]", value)
        if step is Wildcard.FIELD:
            return properties.values()
        return (properties[step],) if isinstance(step, str) and step in properties else ()
    if isinstance(value, Sequence) and not isinstance(value, str):
        elements = cast("Sequence[object]", value)
        if step is Wildcard.ELEMENT:
            return elements
        return (elements[step],) if isinstance(step, int) and step < len(elements) else ()
    return ()
