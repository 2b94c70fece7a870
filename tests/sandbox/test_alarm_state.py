from collections.abc import Sequence
from typing import Any

import pytest

from sandbox.cloud.alarm_state import Point, state_of

NOW = 1_000_000.0
ALARM: dict[str, Any] = {
    "ComparisonOperator": "GreaterThanThreshold",
    "EvaluationPeriods": 3,
    "Period": 60,
    "Threshold": 5.0,
    "TreatMissingData": "missing",
}


def total(points: Sequence[Point]) -> float:
    return sum(point["Value"] for point in points)


def state(*values: float | None, **changes: Any) -> str | None:
    """Tell the state after a value for each period, the latest first; None: nothing was measured in it."""
    points = [
        {"Timestamp": NOW - 60 * index - 30, "Value": value} for index, value in enumerate(values) if value is not None
    ]
    return state_of({**ALARM, **changes}, points, total, NOW)


@pytest.mark.parametrize(
    ("values", "needed", "expected"),
    [
        ((6, 6, 6), 3, "ALARM"),
        ((6, 6, 5), 3, "OK"),
        ((6, 5, 6), 2, "ALARM"),
        ((6, 5, 5), 2, "OK"),
        ((6, None, None), 1, "ALARM"),
        ((6, None, None), 2, "OK"),
        ((5, 5, 5, 9), 1, "OK"),
    ],
)
def test_so_many_of_so_many_periods(values: tuple[float | None, ...], needed: int, expected: str) -> None:
    assert state(*values, DatapointsToAlarm=needed) == expected


def test_without_a_number_every_period_counts() -> None:
    assert (state(6, 6, 6), state(6, 6, 5)) == ("ALARM", "OK")


def test_the_points_of_a_period_are_one_value() -> None:
    points = [{"Timestamp": NOW - age, "Value": 3} for age in (1, 59, 61)]
    assert state_of({**ALARM, "EvaluationPeriods": 1}, points, total, NOW) == "ALARM"
    assert state_of({**ALARM, "EvaluationPeriods": 1}, points[1:], total, NOW) == "OK"


@pytest.mark.parametrize(
    ("treatment", "nothing", "something"),
    [
        ("missing", "INSUFFICIENT_DATA", "OK"),
        ("ignore", None, "OK"),
        ("notBreaching", "OK", "OK"),
        ("breaching", "ALARM", "ALARM"),
    ],
)
def test_what_is_missing(treatment: str, nothing: str | None, something: str) -> None:
    assert state(None, None, None, TreatMissingData=treatment) == nothing
    assert state(None, 1, None, TreatMissingData=treatment, DatapointsToAlarm=2) == something


@pytest.mark.parametrize(
    ("operator", "states"),
    [
        ("GreaterThanThreshold", ["OK", "OK", "ALARM"]),
        ("GreaterThanOrEqualToThreshold", ["OK", "ALARM", "ALARM"]),
        ("LessThanThreshold", ["ALARM", "OK", "OK"]),
        ("LessThanOrEqualToThreshold", ["ALARM", "ALARM", "OK"]),
        ("GreaterThanUpperThreshold", [None, None, None]),
    ],
)
def test_comparisons(operator: str, states: list[str | None]) -> None:
    assert [state(value, EvaluationPeriods=1, ComparisonOperator=operator) for value in (4, 5, 6)] == states
