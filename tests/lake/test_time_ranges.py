"""A saved query finds what is of another time than the last days, if it is told so."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from logs.keys.trail_keys import TrailKeys
from logs.lake.queries import trail_queries
from logs.lake.time_range import within
from logs.lake.trail import trail_table
from tests.support.delivered_logs import put_events
from tests.support.saved_queries import BUCKET, DATABASE, LONG_AGO, ONE_ACCOUNT, REGION, YESTERDAY, lake_of
from tests.support.trail_events import ACCOUNT, ROOT, event

TABLE = trail_table(TrailKeys(), BUCKET, ONE_ACCOUNT)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("start", "end", "names"),
    [
        (YESTERDAY - HOUR, YESTERDAY + HOUR, ["Yesterday"]),
        (LONG_AGO - HOUR, LONG_AGO + HOUR, ["LongAgo"]),
        (LONG_AGO - HOUR, YESTERDAY + HOUR, ["Yesterday", "LongAgo"]),
        (LONG_AGO + HOUR, YESTERDAY - HOUR, []),
        # The end is not included.
        (YESTERDAY.replace(microsecond=0), YESTERDAY.replace(microsecond=0) + HOUR, ["Yesterday"]),
        (YESTERDAY - HOUR, YESTERDAY.replace(microsecond=0), []),
    ],
)
def test_a_trails_events_of_exactly_that_time(tmp_path: Path, start: datetime, end: datetime, names: list[str]) -> None:
    for name, time in (("Yesterday", YESTERDAY), ("LongAgo", LONG_AGO)):
        key = TrailKeys().object_key(ACCOUNT, REGION, time, "0")
        put_events(tmp_path / BUCKET / key, [event(name, "iam", ROOT, f"{time:%Y-%m-%dT%H:%M:%SZ}")])
    [query] = [query for query in trail_queries(DATABASE, TABLE) if query.name == "trail-root-activity"]

    rows = lake_of(TABLE, tmp_path, ONE_ACCOUNT).rows(within(query.sql, start, end))

    assert [row["eventname"] for row in rows] == names
