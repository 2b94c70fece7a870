"""When a lifecycle rule of a bucket expires objects."""

from collections.abc import Mapping
from typing import cast


def expires_early(rule: Mapping[str, object], least: int) -> str | None:
    """Say when a lifecycle rule expires objects, if that is too early.

    Args:
        rule: The rule, in the shape of either provider.
        least: The days that objects are to stay at least.

    Returns:
        "after 7 days" or "on" a day; None when they stay long enough, or the rule is off.
    """
    if rule.get("status") == "Disabled" or rule.get("enabled") is False:
        return None
    expiration = rule.get("expiration")
    # The provider takes a list of one for the object, and a text for the number in it.
    within = cast("list[object]", expiration) if isinstance(expiration, list) else [expiration]
    for stated in (rule, *(cast("Mapping[str, object]", one) for one in within if isinstance(one, Mapping))):
        if date := stated.get("date") or stated.get("expirationDate"):
            return f"on {date}, however old they are"
        days = stated.get("days") or stated.get("expirationInDays")
        if days and _number(days) < least:
            return f"after {days:g} days" if isinstance(days, float) else f"after {days} days"
    return None


def _number(days: object) -> float:
    """The number that a value says; 0 where it says none, so that nothing is kept by what can't be read."""
    if isinstance(days, str):
        return float(days) if days.isdecimal() else 0
    return float(days) if isinstance(days, int | float) else 0
