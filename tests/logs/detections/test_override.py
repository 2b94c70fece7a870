import re

import pytest

from logs.detections.alarm import Alarm
from logs.detections.benchmark.profiles import SECURITY_HUB
from logs.detections.detection import Severity
from logs.detections.override import Override, Tuning, overridden

DETECTIONS = SECURITY_HUB.detections[:2]
[ROOT, DENIED] = DETECTIONS


def test_nothing_is_overridden_without_a_word() -> None:
    assert overridden(DETECTIONS, {}) == DETECTIONS
    assert overridden(DETECTIONS, {"root-use": {}}) == DETECTIONS


def test_what_is_off_is_not_there() -> None:
    assert overridden(DETECTIONS, {"root-use": "off"}) == (DENIED,)


@pytest.mark.parametrize(
    ("tuning", "alarm", "severity"),
    [
        ({"threshold": 20}, Alarm(20, 300, 1), Severity.MEDIUM),
        ({"period_seconds": 3600}, Alarm(5, 3600, 1), Severity.MEDIUM),
        ({"evaluation_periods": 3}, Alarm(5, 300, 3), Severity.MEDIUM),
        ({"severity": Severity.LOW}, Alarm(5, 300, 1), Severity.LOW),
        (
            {"threshold": 2, "period_seconds": 60, "evaluation_periods": 2, "severity": Severity.CRITICAL},
            Alarm(2, 60, 2),
            Severity.CRITICAL,
        ),
    ],
)
def test_what_is_tuned_differs_in_that_alone(tuning: Tuning, alarm: Alarm, severity: Severity) -> None:
    [root, denied] = overridden(DETECTIONS, {"denied-calls": tuning})
    assert root == ROOT
    assert (denied.alarm, denied.severity) == (alarm, severity)
    assert denied.pattern == DENIED.pattern


@pytest.mark.parametrize(
    ("overrides", "problem"),
    [
        ({"denied-call": "off"}, 'There is no detection "denied-call" to override: did you mean denied-calls.'),
        ({"x": "off"}, 'There is no detection "x" to override: there are root-use, denied-calls.'),
        (
            {"root-use": {"threshold": 0}},
            "root-use: An alarm's threshold is 0: it has to be 1 or more, or it never ends.",
        ),
        (
            {"root-use": {"period_seconds": 90}},
            "root-use: An alarm's period is 90 seconds: it has to be a multiple of 60.",
        ),
        (
            {"root-use": {"period_seconds": 0}},
            "root-use: An alarm's period is 0 seconds: it has to be a multiple of 60.",
        ),
        ({"root-use": {"evaluation_periods": 0}}, "root-use: An alarm looks at 0 periods: it has to be 1 or more."),
        (
            {"root-use": {"evaluation_periods": 289}},
            "root-use: An alarm looks at 289 periods of 300 seconds: together they can have 86400 at most, a day, or a "
            "week with periods of an hour or more.",
        ),
    ],
)
def test_a_mistake_says_what_to_write(overrides: dict[str, Override], problem: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(problem)}$"):
        overridden(DETECTIONS, overrides)


@pytest.mark.parametrize(("period", "periods"), [(300, 288), (3600, 168), (86400, 7)])
def test_an_alarm_looks_back_as_far_as_cloudwatch_does(period: int, periods: int) -> None:
    Alarm(period_seconds=period, evaluation_periods=periods)
    with pytest.raises(ValueError, match=f"^An alarm looks at {periods + 1} periods of {period} seconds"):
        Alarm(period_seconds=period, evaluation_periods=periods + 1)
