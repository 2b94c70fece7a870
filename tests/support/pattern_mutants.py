"""Patterns with one part left out: samples that can't tell one from the whole don't prove that part."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from logs.patterns.syntax import (
    And,
    Comparison,
    Expression,
    Field,
    FieldsPattern,
    Group,
    JsonPattern,
    Or,
    Pattern,
    PropertyCheck,
    Selector,
)


def mutants(pattern: Pattern) -> Iterator[Pattern]:
    """The pattern without each of its conditions, and without each of its alternatives."""
    match pattern:
        case JsonPattern(expression):
            yield from (JsonPattern(smaller) for smaller in _smaller(expression))
        case FieldsPattern(fields):
            for place, field in enumerate(fields):
                if isinstance(field, Field) and field.condition is not None:
                    yield FieldsPattern((*fields[:place], replace(field, condition=None), *fields[place + 1 :]))
        case _:
            raise NotImplementedError(pattern)


def selectors(pattern: JsonPattern) -> set[tuple[str, ...]]:
    """The paths that a pattern asks for."""
    return {
        tuple(str(step) for step in test.subject.steps)
        for test in _tests(pattern.expression)
        if isinstance(test.subject, Selector)
    }


def _smaller(expression: Expression) -> Iterator[Expression]:
    match expression:
        case And(parts) | Or(parts):
            remake = type(expression)
            for place, part in enumerate(parts):
                others = (*parts[:place], *parts[place + 1 :])
                yield _of(remake, others)
                yield from (_of(remake, (*parts[:place], less, *parts[place + 1 :])) for less in _smaller(part))
        case Group(inner):
            yield from (Group(less) for less in _smaller(inner))
        case _:
            return


def _of(kind: type[And] | type[Or], parts: Sequence[Expression]) -> Expression:
    return parts[0] if len(parts) == 1 else kind(tuple(parts))


def _tests(expression: Expression) -> Iterator[Comparison | PropertyCheck]:
    match expression:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _tests(part)
        case Group(inner):
            yield from _tests(inner)
        case _:
            yield expression
