"""The stretch of time that is searched."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from ops.errors import OpsError

_UNITS: Final = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_SPAN = re.compile(r"(?P<count>[1-9]\d{0,5})(?P<unit>[mhdw])", re.ASCII)
_FIX: Final = "give --since as in 30m, 24h, 7d or 2w, or --from and --to as in 2026-01-31 or 2026-01-31T12:30, in UTC"


@dataclass(frozen=True)
class TimeRange:
    """From a moment to another, which is not included."""

    start: datetime
    end: datetime

    def __str__(self) -> str:
        return f"{self.start:%Y-%m-%d %H:%M} to {self.end:%Y-%m-%d %H:%M} UTC"


def time_range(since: str | None, start: str | None, end: str | None, now: datetime) -> TimeRange:
    """What a person asked for.

    Args:
        since: How long ago it begins, as in `24h`. A day without it and without `start`.
        start: When it begins, in ISO 8601; UTC unless it says otherwise.
        end: When it ends, likewise. Now without it.
        now: The moment.

    Raises:
        OpsError: One of them is no time, or there is nothing between them.
    """
    until = _moment(end) if end else now
    begin = _moment(start) if start else until - _span(since or "24h")
    if begin >= until:
        raise OpsError(
            problem="there is no time to search in",
            value=f"from {begin:%Y-%m-%d %H:%M} to {until:%Y-%m-%d %H:%M} UTC",
            fix=_FIX,
        )
    return TimeRange(begin, until)


def _span(text: str) -> timedelta:
    found = _SPAN.fullmatch(text)
    if found is None:
        raise OpsError(problem="this is no length of time", value=text, fix=_FIX)
    return timedelta(**{_UNITS[found["unit"]]: int(found["count"])})


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise OpsError(problem="this is no time", value=text, fix=_FIX) from error
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
