from datetime import UTC, datetime, timedelta, timezone

import pytest

from logs.flow_records.record_format import DEFAULT
from logs.keys.flow_log_keys import FlowLogKeys, FlowLogLayout
from logs.keys.trail_keys import TrailKeys
from logs.lake.flow_logs import flow_log_table
from logs.lake.queries import SavedQuery, flow_log_queries, trail_queries
from logs.lake.scope import LakeScope
from logs.lake.time_range import within
from logs.lake.trail import trail_table

SCOPE = LakeScope(("111122223333",), ("eu-west-1",), 30)
START, END = datetime(2026, 1, 31, 12, 30, tzinfo=UTC), datetime(2026, 2, 1, 23, 30, tzinfo=UTC)
TRAIL = trail_queries("db", trail_table(TrailKeys(), "logs", SCOPE))


@pytest.mark.parametrize(
    ("layout", "condition"),
    [
        (FlowLogLayout.DAILY, "\"day\" BETWEEN '2026/01/31' AND '2026/02/02'"),
        (FlowLogLayout.HOURLY, "\"hour\" BETWEEN '2026/01/31/12' AND '2026/02/02/00'"),
        (FlowLogLayout.HIVE_DAILY, "\"day\" BETWEEN 'year=2026/month=01/day=31' AND 'year=2026/month=02/day=02'"),
        (
            FlowLogLayout.HIVE_HOURLY,
            "\"hour\" BETWEEN 'year=2026/month=01/day=31/hour=12' AND 'year=2026/month=02/day=02/hour=00'",
        ),
    ],
)
def test_flow_records_are_searched_by_the_keys_of_their_files(layout: FlowLogLayout, condition: str) -> None:
    table = flow_log_table(DEFAULT, FlowLogKeys(layout), "logs", SCOPE)

    for query in flow_log_queries("db", table):
        sql = within(query.sql, START, END)
        assert f"WHERE {condition}\n" in sql
        assert "current_date" not in sql


@pytest.mark.parametrize("query", TRAIL, ids=[query.name for query in TRAIL])
def test_a_trails_events_are_searched_by_their_own_time_too(query: SavedQuery) -> None:
    sql = within(query.sql, START, END)

    assert (
        "WHERE \"day\" BETWEEN '2026/01/31' AND '2026/02/02'\n"
        "  AND eventtime >= '2026-01-31T12:30:00Z'\n"
        "  AND eventtime < '2026-02-01T23:30:00Z'\n"
    ) in sql


def test_times_of_other_zones_are_those_of_utc() -> None:
    zone = timezone(timedelta(hours=9))

    assert within(TRAIL[0].sql, START.astimezone(zone), END.astimezone(zone)) == within(TRAIL[0].sql, START, END)


def test_a_query_that_was_changed_is_refused() -> None:
    with pytest.raises(ValueError, match="how far it looks back"):
        within("SELECT 1", START, END)
