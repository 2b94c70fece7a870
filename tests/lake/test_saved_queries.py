"""What holds for every saved query."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from logs.flow_records.record_format import DEFAULT, V2
from logs.keys.flow_log_keys import FlowLogKeys, FlowLogLayout
from logs.keys.trail_keys import TrailKeys
from logs.lake.flow_log_sql import FLOW_LOG_QUERIES
from logs.lake.flow_logs import flow_log_table
from logs.lake.queries import SavedQuery, flow_log_queries, trail_queries
from logs.lake.scope import LakeScope
from logs.lake.table import Table
from logs.lake.trail import trail_table
from logs.lake.trail_sql import TRAIL_QUERIES
from tests.support.saved_queries import BUCKET, DATABASE, ONE_ACCOUNT, ORGANIZATION, lake_of

FLOWS = flow_log_table(DEFAULT, FlowLogKeys(), BUCKET, ONE_ACCOUNT)
TRAIL = trail_table(TrailKeys(), BUCKET, ONE_ACCOUNT)
NOWHERE = Path("/nonexistent")


def all_queries(scope: LakeScope) -> list[tuple[Table, SavedQuery]]:
    flows = flow_log_table(DEFAULT, FlowLogKeys(), BUCKET, scope)
    trail = trail_table(TrailKeys(), BUCKET, scope)
    return [
        *((flows, query) for query in flow_log_queries(DATABASE, flows)),
        *((trail, query) for query in trail_queries(DATABASE, trail)),
    ]


def test_a_query_states_exactly_the_columns_that_it_needs() -> None:
    """It runs on a table of those, and on no table that lacks one of them: there it isn't offered."""
    for offered, template, table in (
        *((flow_log_queries, template, FLOWS) for template in FLOW_LOG_QUERIES),
        *((trail_queries, template, TRAIL) for template in TRAIL_QUERIES),
    ):
        narrow = replace(table, columns=tuple(column for column in table.columns if column.name in template.columns))
        [sql] = [query.sql for query in offered(DATABASE, narrow) if query.name == template.name]
        assert lake_of(narrow, NOWHERE, ONE_ACCOUNT).rows(sql, ("x",) * len(template.parameters)) == []
        for missing in narrow.columns:
            lacking = replace(narrow, columns=tuple(column for column in narrow.columns if column != missing))
            assert template.name not in {query.name for query in offered(DATABASE, lacking)}
            with pytest.raises(Exception, match="Binder Error"):
                lake_of(lacking, NOWHERE, ONE_ACCOUNT).rows(sql, ("x",) * len(template.parameters))


def test_no_alias_hides_a_column() -> None:
    """Trino refuses ORDER BY sum(bytes) beside sum(bytes) AS bytes, which DuckDB takes."""
    for table, query in all_queries(ONE_ACCOUNT):
        aliases = set(re.findall(r" AS (\w+)", query.sql))
        assert aliases.isdisjoint(column.name for column in table.columns), query.name


def test_athena_takes_the_names_and_descriptions() -> None:
    """Athena API Reference, CreateNamedQuery."""
    queries = [query for _, query in all_queries(ORGANIZATION)]
    assert len({query.name for query in queries}) == len(queries)
    assert all(re.fullmatch(r"[a-z-]{1,128}", query.name) for query in queries)
    assert all(len(query.description) <= 1024 for query in queries)
    assert all(len(query.sql.encode()) <= 262144 for query in queries)


def test_a_description_says_what_is_asked_for() -> None:
    descriptions = {query.name: query.description for _, query in all_queries(ORGANIZATION)}
    assert descriptions["flow-logs-one-interface"] == (
        "The records of one network interface, newest first. The last 7 days. "
        "Asks for the account, as in '111122223333'; the network interface, as in 'eni-0123456789abcdef0'."
    )
    known = {query.name: query.description for _, query in all_queries(ONE_ACCOUNT)}
    assert known["trail-root-activity"] == "What the root user did, or tried. The last 7 days."


def test_a_query_reads_only_its_days() -> None:
    """The condition on the time is of the key's own notation: else it would let every partition in, or none."""

    def condition(layout: FlowLogLayout) -> str:
        table = flow_log_table(V2, FlowLogKeys(layout), BUCKET, ONE_ACCOUNT)
        return flow_log_queries(DATABASE, table)[0].sql.splitlines()[2]

    begin = "date_format(current_date - INTERVAL '7' DAY, "
    assert {layout: condition(layout) for layout in FlowLogLayout} == {
        FlowLogLayout.DAILY: f"WHERE \"day\" >= {begin}'%Y/%m/%d')",
        FlowLogLayout.HOURLY: f"WHERE \"hour\" >= {begin}'%Y/%m/%d/%H')",
        FlowLogLayout.HIVE_DAILY: f"WHERE \"day\" >= {begin}'year=%Y/month=%m/day=%d')",
        FlowLogLayout.HIVE_HOURLY: f"WHERE \"hour\" >= {begin}'year=%Y/month=%m/day=%d/hour=%H')",
    }
