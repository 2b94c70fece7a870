"""What tests of saved queries start from: when they run, over what, and what counts as an answer."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from logs.lake.queries import SavedQuery
from logs.lake.scope import LakeScope
from logs.lake.table import Table
from tests.support.lake_reader import Lake
from tests.support.trail_events import ACCOUNT

BUCKET, DATABASE, REGION, MEMBER = "example-logs", "monitoring_dev", "eu-west-1", "444455556666"
ONE_ACCOUNT = LakeScope((ACCOUNT,), (REGION,), 30)
ORGANIZATION = LakeScope((), (REGION,), 30)
# The queries look back from today, so what they are to find is of yesterday: also around midnight.
NOW = datetime.now(UTC)
YESTERDAY, LONG_AGO = NOW - timedelta(days=1), NOW - timedelta(days=9)

Answers = Sequence[tuple[Any, ...]]
Expected = Mapping[str, tuple[tuple[str, ...], Answers]]
"""By query: what it is asked with, and what it answers."""


def lake_of(table: Table, buckets: Path, scope: LakeScope) -> Lake:
    """A lake with one table, with what lies in the buckets."""
    lake = Lake()
    lake.add(DATABASE, table, buckets, NOW, {} if scope.accounts else {"aws_account_id": [ACCOUNT, MEMBER]})
    return lake


def assert_answers(lake: Lake, queries: Sequence[SavedQuery], scope: LakeScope, expected: Expected) -> None:
    """Each query is there, in this order, and answers so. Lines that a query leaves in any order may come in any."""
    account = () if scope.accounts else (ACCOUNT,)
    assert [query.name for query in queries] == list(expected)
    for query in queries:
        asked, answers = expected[query.name]
        rows = [tuple(row.values()) for row in lake.rows(query.sql, (*account, *asked))]
        assert sorted(rows, key=repr) == sorted(answers, key=repr), query.name
        assert len(query.parameters) == len(account) + len(asked)
