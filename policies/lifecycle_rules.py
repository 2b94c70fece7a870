"""When a lifecycle rule of a bucket expires objects."""

from collections.abc import Mapping

from values import objects_in


def expires_early(rule: Mapping[str, object], least: int) -> str | None:
    """Say when a lifecycle rule expires objects, if that is too early.

    Args:
        rule: The rule, in the shape of either provider.
        least: The days that objects are to stay at least.

    Returns:
        "after 7 days" or "on" a day; None when they stay long enough, or the rule is off.
    """
    if _is_off(rule):
        return None
    for stated in (rule, *objects_in(rule.get("expiration"))):
        if date := stated.get("date") or stated.get("expirationDate"):
            return f"on {date}, however old they are"
        if early := _early(stated.get("days") or stated.get("expirationInDays"), least):
            return early
    return None


def expires_versions_early(rule: Mapping[str, object], least: int) -> str | None:
    """Say when a lifecycle rule expires what was overwritten or deleted, if that is too early.

    Args:
        rule: The rule, in the shape of either provider.
        least: The days that versions are to stay at least, once they are noncurrent.

    Returns:
        "after 7 days"; None when they stay long enough, or the rule is off.
    """
    if _is_off(rule):
        return None
    stated = [rule.get("noncurrentVersionExpirationInDays")]
    stated += [
        one.get("noncurrentDays") or one.get("days") for one in objects_in(rule.get("noncurrentVersionExpiration"))
    ]
    return next((early for days in stated if (early := _early(days, least))), None)


def _is_off(rule: Mapping[str, object]) -> bool:
    return rule.get("status") == "Disabled" or rule.get("enabled") is False


def _early(days: object, least: int) -> str | None:
    if not days or _number(days) >= least:
        return None
    return f"after {days:g} days" if isinstance(days, float) else f"after {days} days"


def _number(days: object) -> float:
    """The number that a value says; 0 where it says none, so that nothing is kept by what can't be read."""
    if isinstance(days, str):
        return float(days) if days.isdecimal() else 0
    return float(days) if isinstance(days, int | float) else 0
