"""What EventBridge accepts of one property: the list of its values and comparisons."""

from collections.abc import Sequence
from typing import Any, cast

from logs.patterns.compile.conjunctions import Clause, Test, is_exact
from logs.patterns.compile.errors import NotExpressible
from logs.patterns.evaluator import checks
from logs.patterns.printer import expression_text, selector_text
from logs.patterns.syntax import Check, Comparison, Number, Regex, Selector, Text, Wildcard
from logs.patterns.values import Glob, compares, glob

LARGEST_NUMBER = 5e9
"""EventBridge User Guide: `numeric` compares numbers between -5.0e9 and +5.0e9."""

_CONSTANTS = {Check.IS_NULL: None, Check.IS_TRUE: True, Check.IS_FALSE: False}


def accepted(selector: Selector, clauses: Sequence[Clause]) -> list[Any]:
    """The list that EventBridge compares a property with; empty if no value meets all clauses.

    Args:
        selector: The property.
        clauses: What is asked of it, all of it.
    """
    if Wildcard.ELEMENT in selector.steps and any(isinstance(test, Check) for test in _checks(clauses)):
        raise NotExpressible(f"{selector_text(selector)} of a list: EventBridge asks for elements, not for a list")
    if len(clauses) == 1:
        return [item for test in clauses[0] for item in _items(test)]
    stated = next((clause for clause in clauses if all(_values(test) for test in clause)), None)
    if stated is not None:
        values = [value for test in stated for value in _values(test)]
        return [_item(value) for value in values if all(_some_hold(clause, value) for clause in clauses)]
    narrowed = _narrowed(clauses)
    if narrowed is None:
        raise NotExpressible(f"more than one thing is asked of {selector_text(selector)}, and EventBridge takes one")
    return narrowed


def _checks(clauses: Sequence[Clause]) -> list[Check | None]:
    return [None if isinstance(test, Comparison) else test.check for clause in clauses for test in clause]


def _values(test: Test) -> list[Any]:
    """The values that meet a test, if they can be counted."""
    if not isinstance(test, Comparison):
        return [_CONSTANTS[test.check]] if test.check in _CONSTANTS else []
    if test.operator != "=":
        return []
    if isinstance(test.value, Number):
        return [test.value.value, test.value.text]
    return [cast("Text", test.value).value] if is_exact(test) else []


def _some_hold(clause: Clause, value: object) -> bool:
    return any(
        compares(test, value) if isinstance(test, Comparison) else checks(test.check, (value,)) for test in clause
    )


def _narrowed(clauses: Sequence[Clause]) -> list[Any] | None:
    """One comparison that says the same as several; None if there is none."""
    # What compares a property asks for it being there, too.
    tests = [test for clause in clauses for test in clause if test.__class__ is Comparison]
    checked = [test for clause in clauses for test in clause if not isinstance(test, Comparison)]
    if any(len(clause) > 1 for clause in clauses):
        return None
    if any(test.check is Check.NOT_EXISTS for test in checked):
        return []
    comparisons = cast("list[Comparison]", tests)
    if not comparisons:
        return [{"exists": True}]
    if all(test.operator == "!=" for test in comparisons):
        return _anything_but(comparisons)
    if len(comparisons) == 1:
        return _items(comparisons[0])
    return _range(comparisons)


def _range(comparisons: Sequence[Comparison]) -> list[Any] | None:
    lower = [test for test in comparisons if test.operator in (">", ">=")]
    upper = [test for test in comparisons if test.operator in ("<", "<=")]
    if len(lower) != 1 or len(upper) != 1 or len(comparisons) != len(lower) + len(upper):
        return None
    least, most = _number(lower[0]), _number(upper[0])
    if least > most or (least == most and (lower[0].operator, upper[0].operator) != (">=", "<=")):
        return []
    if least == most:
        return [{"numeric": ["=", least]}]
    return [{"numeric": [lower[0].operator, least, upper[0].operator, most]}]


def _items(test: Test) -> list[Any]:
    """What EventBridge accepts for one test."""
    if not isinstance(test, Comparison):
        return [_CONSTANTS[test.check]] if test.check in _CONSTANTS else [{"exists": test.check is Check.EXISTS}]
    if test.operator == "!=":
        return _anything_but([test])
    if test.operator != "=":
        return [{"numeric": [test.operator, _number(test)]}]
    if values := _values(test):
        return [_item(value) for value in values]
    return _pattern_items(_glob(test))


def _item(value: object) -> Any:
    """A value, as EventBridge is to compare it: 300 and 3e2 are one number only to `numeric`."""
    if isinstance(value, float) and abs(value) <= LARGEST_NUMBER:
        return {"numeric": ["=", _whole(value)]}
    return _whole(value) if isinstance(value, float) else value


def _pattern_items(pattern: Glob) -> list[Any]:
    if not pattern.core:
        return [{"wildcard": "*"}, {"numeric": [">=", -LARGEST_NUMBER, "<=", LARGEST_NUMBER]}]
    if not pattern.open_begin:
        return [{"prefix": pattern.core}]
    if not pattern.open_end:
        return [{"suffix": pattern.core}]
    return [{"wildcard": _wildcard(pattern)}]


def _anything_but(tests: Sequence[Comparison]) -> list[Any]:
    if all(isinstance(test.value, Number) for test in tests):
        return [{"anything-but": [_number(test) for test in tests]}]
    patterns = [_glob(test) for test in tests]
    if any(not pattern.core and not pattern.exact for pattern in patterns):
        return []
    if all(pattern.exact for pattern in patterns):
        return [{"anything-but": [pattern.core for pattern in patterns]}]
    if len(patterns) == 1:
        (item,) = _pattern_items(patterns[0])
        return [{"anything-but": item}]
    return [{"anything-but": {"wildcard": [_wildcard(pattern) for pattern in patterns]}}]


def _glob(test: Comparison) -> Glob:
    if isinstance(test.value, Regex):
        raise NotExpressible(f"{expression_text(test)}: EventBridge has no regular expressions")
    if isinstance(test.value, Number):
        raise NotExpressible(f"{expression_text(test)}: EventBridge excludes either texts or numbers")
    return glob(test.value)


def _wildcard(pattern: Glob) -> str:
    core = pattern.core.replace("\\", "\\\\").replace("*", "\\*")
    return f"{'*' * pattern.open_begin}{core}{'*' * pattern.open_end}"


def _number(test: Comparison) -> float:
    value = cast("Number", test.value).value
    if abs(value) > LARGEST_NUMBER:
        raise NotExpressible(f"{expression_text(test)}: EventBridge compares numbers up to {LARGEST_NUMBER:.0f}")
    return _whole(value)


def _whole(value: float) -> float:
    return int(value) if value.is_integer() else value
