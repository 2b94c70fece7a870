"""The state of an alarm, as CloudWatch tells it from the points of its metric.

Source: "Alarm evaluation" in the Amazon CloudWatch User Guide, without its look beyond the evaluation range.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Point = Mapping[str, Any]
"""A point of a metric: `Timestamp` in seconds since the epoch, and what tells its value."""

_BREACHES: Mapping[str, Callable[[float, float], bool]] = {
    "GreaterThanOrEqualToThreshold": lambda value, threshold: value >= threshold,
    "GreaterThanThreshold": lambda value, threshold: value > threshold,
    "LessThanThreshold": lambda value, threshold: value < threshold,
    "LessThanOrEqualToThreshold": lambda value, threshold: value <= threshold,
}
_MISSING: Mapping[str, bool | None] = {"breaching": True, "notBreaching": False}


def state_of(
    alarm: Mapping[str, Any],
    points: Sequence[Point],
    statistic: Callable[[Sequence[Point]], float],
    now: float,
) -> str | None:
    """Tell the state of an alarm on one metric; None: it stays as it is.

    Args:
        alarm: Its members as DescribeAlarms names them.
        points: Every point of its metric.
        statistic: What a period's points amount to.
        now: The end of the last period, in seconds since the epoch.
    """
    breaches = _BREACHES.get(alarm["ComparisonOperator"])
    if breaches is None:  # of an anomaly detector's band
        return None
    period, count = alarm["Period"], alarm["EvaluationPeriods"]
    ages = [int((now - point["Timestamp"]) // period) for point in points]
    periods = [[point for point, age in zip(points, ages, strict=True) if age == index] for index in range(count)]
    missing = _MISSING.get(alarm["TreatMissingData"])
    verdicts = [breaches(statistic(each), alarm["Threshold"]) if each else missing for each in periods]
    if verdicts.count(True) >= alarm.get("DatapointsToAlarm", count):
        return "ALARM"
    if any(periods) or missing is not None:
        return "OK"
    return None if alarm["TreatMissingData"] == "ignore" else "INSUFFICIENT_DATA"
