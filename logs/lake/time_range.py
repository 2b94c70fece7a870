"""Saved queries over another stretch of time than the last days."""

import re
from datetime import UTC, datetime, timedelta
from typing import Final

_RECENT: Final = re.compile(
    r""""(?P<key>\w+)" >= date_format\(current_date - INTERVAL '\d+' DAY, '(?P<format>[^']*)'\)"""
)
_TRAIL: Final = '."trail_events"'
# CloudTrail's files come within 15 minutes or so, and flow logs' within 10: by their key, they may be of the next hour.
_LATER: Final = timedelta(hours=1)


def within(sql: str, start: datetime, end: datetime) -> str:
    """A saved query of the lake over a stretch of time.

    Of a trail's events it finds those of exactly that time. Of flow records, whose format may not have the time, it
    finds those of all days, or hours, as the keys are laid out, in which the time lies.

    Args:
        sql: The query as it is saved, whose first condition is that it looks at the last days.
        start: Its beginning.
        end: Its end, which it doesn't include.

    Raises:
        ValueError: The query has no such condition.
    """
    found = _RECENT.search(sql)
    if found is None:
        raise ValueError("the saved query does not say how far it looks back, so it can't be told another time")
    first, last = start.astimezone(UTC), (end + _LATER).astimezone(UTC)
    condition = f"\"{found['key']}\" BETWEEN '{first:{found['format']}}' AND '{last:{found['format']}}'"
    if _TRAIL in sql:
        condition += f"\n  AND eventtime >= '{first:%Y-%m-%dT%H:%M:%SZ}'"
        condition += f"\n  AND eventtime < '{end.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}'"
    return sql[: found.start()] + condition + sql[found.end() :]
