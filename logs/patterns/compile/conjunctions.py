"""Takes conditions apart: into alternatives, and those into what is asked of each property."""

from collections.abc import Sequence
from itertools import product
from typing import TypeAlias

from logs.patterns.compile.errors import NotExpressible
from logs.patterns.syntax import And, Comparison, Expression, Group, Or, PropertyCheck, Selector, Text
from logs.patterns.values import glob

MAX_ALTERNATIVES = 1000
"""EventBridge User Guide, "Comparison operators for use in event patterns": over 1000 combinations are refused."""

Test: TypeAlias = Comparison | PropertyCheck
Clause: TypeAlias = tuple[Test, ...]
"""Tests of one property, of which one has to hold."""
Conjunction: TypeAlias = tuple[Clause, ...]
"""Clauses that all have to hold."""


def alternatives(expression: Expression) -> list[Conjunction]:
    """The conjunctions of which one has to hold. NotExpressible if there are more than `MAX_ALTERNATIVES`."""
    match expression:
        case Comparison() | PropertyCheck():
            return [((expression,),)]
        case Group(inner):
            return alternatives(inner)
        case Or(parts):
            return _merged([conjunction for part in parts for conjunction in alternatives(part)])
        case And(parts):
            return _product([alternatives(part) for part in parts])


def selector_of(clause: Clause) -> Selector:
    """The property that a clause is about."""
    subject = clause[0].subject
    if not isinstance(subject, Selector):
        raise NotExpressible(f"{subject.name} is a field of a line, and events have none")
    return subject


def is_exact(test: Test) -> bool:
    """Whether a test is `=` with a text that stands for itself alone."""
    return (
        isinstance(test, Comparison)
        and test.operator == "="
        and isinstance(test.value, Text)
        and glob(test.value).exact
    )


def one_of(parts: Sequence[Expression]) -> tuple[Selector, list[str]] | None:
    """The property and the texts, if the parts of an `Or` all ask whether one property is one of some texts."""
    tests = [_bare(part) for part in parts]
    subjects = {test.subject for test in tests if isinstance(test, Comparison) and is_exact(test)}
    if len(subjects) != 1 or not all(isinstance(test, Comparison) and is_exact(test) for test in tests):
        return None
    (subject,) = subjects
    texts = [test.value.value for test in tests if isinstance(test, Comparison) and isinstance(test.value, Text)]
    return (subject, texts) if isinstance(subject, Selector) else None


def _bare(expression: Expression) -> Expression:
    while isinstance(expression, Group):
        expression = expression.inner
    return expression


def _merged(conjunctions: list[Conjunction]) -> list[Conjunction]:
    """With those that are a single clause put together by property: an "or" of one property is a list of values."""
    clauses: dict[Selector, Clause] = {}
    for conjunction in conjunctions:
        if len(conjunction) == 1:
            selector = selector_of(conjunction[0])
            clauses[selector] = (*clauses.get(selector, ()), *conjunction[0])
    return [*((clause,) for clause in clauses.values()), *(each for each in conjunctions if len(each) > 1)]


def _product(parts: list[list[Conjunction]]) -> list[Conjunction]:
    count = 1
    for part in parts:
        count *= len(part)
    if count > MAX_ALTERNATIVES:
        raise NotExpressible(f"it has {count} combinations of alternatives, and EventBridge takes {MAX_ALTERNATIVES}")
    return [tuple(clause for conjunction in chosen for clause in conjunction) for chosen in product(*parts)]
