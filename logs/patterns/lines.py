"""Tries patterns on lines of text."""

import re
from collections.abc import Callable, Iterator, Sequence

from logs.patterns.regex import compiled
from logs.patterns.syntax import Expression, Field, Gap, Regex, Term, TermKind, Text

_FIELD = re.compile(r'\[(?P<brackets>[^\]]*)\]|"(?P<quotes>[^"]*)"|(?P<word>\S+)')


def has_fields(fields: Sequence[Field | Gap], line: str, holds: Callable[[Expression, object], bool]) -> bool:
    """Whether a space-delimited line has these fields, and their conditions hold.

    Args:
        fields: The pattern's fields.
        line: The line. What is between brackets or double quotes is one field, without them.
        holds: Says whether a condition holds for a value.
    """
    named = [field for field in fields if isinstance(field, Field)]
    found = list(_fields_of(line))
    if len(found) < len(named):
        return False
    gap = next((place for place, field in enumerate(fields) if isinstance(field, Gap)), None)
    if gap is not None:
        values = [value for value, _ in (*found[:gap], *found[len(found) - (len(named) - gap) :])]
    else:
        values = [value for value, _ in found[: len(named)]]
        if len(found) > len(named):
            # The last field has the rest of the line, as it's written.
            values[-1] = line[found[len(named) - 1][1] :].strip()
    return all(
        field.condition is None or holds(field.condition, value) for field, value in zip(named, values, strict=True)
    )


def has_terms(terms: Sequence[Term], line: str) -> bool:
    """Whether a line has the terms that it's to have, and none that it isn't."""
    required, optional, excluded = ([term.value for term in terms if term.kind is kind] for kind in TermKind)
    if optional and not required and not excluded:
        return any(_contains(line, term) for term in optional)
    # "If you combine ? with other filter patterns, all question mark terms will be ignored."
    return all(_contains(line, term) for term in required) and not any(_contains(line, term) for term in excluded)


def _fields_of(line: str) -> Iterator[tuple[str, int]]:
    for found in _FIELD.finditer(line):
        yield next(part for part in found.group("brackets", "quotes", "word") if part is not None), found.start()


def _contains(line: str, term: Text | Regex) -> bool:
    if isinstance(term, Regex):
        return compiled(term.source).search(line) is not None
    return not term.value.strip() or term.value in line
