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
    stated = {**rule, **cast("Mapping[str, object]", expiration)} if isinstance(expiration, Mapping) else rule
    if date := stated.get("date") or stated.get("expirationDate"):
        return f"on {date}, however old they are"
    days = stated.get("days") or stated.get("expirationInDays")
    return f"after {days:g} days" if isinstance(days, int | float) and days < least else None
