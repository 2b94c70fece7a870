import re
from dataclasses import replace

import pulumi
import pytest

from components.naming import Naming
from components.queries import SavedQueries, SavedQueriesArgs
from logs.detections.detection import LogSource
from logs.flow_records.record_format import V2
from logs.insights.flow_log_queries import flow_log_queries
from logs.insights.query import InsightsQuery
from logs.insights.trail_queries import TRAIL_QUERIES
from tests.support.recorder import Recording, record

QUERY = "aws:cloudwatch/queryDefinition:QueryDefinition"
FAILED = InsightsQuery("failed-calls", "Calls that failed.", LogSource.TRAIL, ("filter ispresent(errorCode)",))
TALKERS = InsightsQuery("sources", "Who talks.", LogSource.FLOW_LOG, ("fields @message",))


def args(naming: Naming) -> SavedQueriesArgs:
    return {
        "naming": naming,
        "log_groups": {LogSource.TRAIL: "/acme/dev/audit-logs", LogSource.FLOW_LOG: "/acme/dev/traffic-logs"},
        "queries": [FAILED, TALKERS],
    }


def queries(args: SavedQueriesArgs, opts: pulumi.ResourceOptions | None = None) -> Recording:
    def program() -> None:
        pulumi.export("names", SavedQueries("queries", args, opts).query_names)

    return record(program, preview=True)


def test_each_query_is_over_its_own_log_group_and_known_at_preview(naming: Naming) -> None:
    recording = queries(args(naming))
    assert {one.name: (one.parent, one.inputs) for one in recording.of_type(QUERY)} == {
        "queries-failed-calls-query": (
            "queries",
            {
                "name": "acme-dev/failed-calls",
                "logGroupNames": ["/acme/dev/audit-logs"],
                "queryString": "# Calls that failed.\nfilter ispresent(errorCode)",
            },
        ),
        "queries-sources-query": (
            "queries",
            {
                "name": "acme-dev/sources",
                "logGroupNames": ["/acme/dev/traffic-logs"],
                "queryString": "# Who talks.\nfields @message",
            },
        ),
    }
    assert recording.outputs["names"] == ["acme-dev/failed-calls", "acme-dev/sources"]


def test_queries_over_a_log_that_is_not_there_are_left_out(naming: Naming) -> None:
    recording = queries({**args(naming), "log_groups": {LogSource.TRAIL: "/acme/dev/audit-logs"}})
    assert [one.name for one in recording.of_type(QUERY)] == ["queries-failed-calls-query"]
    assert recording.outputs["names"] == ["acme-dev/failed-calls"]


def test_the_projects_own_queries_pass(naming: Naming) -> None:
    own = [*TRAIL_QUERIES, *flow_log_queries(V2)]
    assert len(queries({**args(naming), "queries": own}).of_type(QUERY)) == len(own)


@pytest.mark.parametrize(
    ("commands", "problem"),
    [
        (
            ("filter ispresent(errorcode) and eventname like /x/",),
            'SavedQueries "queries" has the query failed-calls, which reads errorcode, eventname: no event of the '
            "trail log has that. Correct the name, or leave out the query.",
        ),
        (
            ("select errorCode",),
            'SavedQueries "queries" has the query failed-calls, which is none: "select" is none of dedup, display, '
            'fields, filter, limit, parse, sort, stats, in "select errorCode".',
        ),
    ],
)
def test_a_query_that_can_find_nothing_is_refused(naming: Naming, commands: tuple[str, ...], problem: str) -> None:
    with pytest.raises(pulumi.RunError, match=f"^{re.escape(problem)}$"):
        queries({**args(naming), "queries": [replace(FAILED, commands=commands)]})


def test_retaining_reaches_the_queries(naming: Naming) -> None:
    recording = queries(args(naming), pulumi.ResourceOptions(retain_on_delete=True))
    assert all(one.request.retainOnDelete for one in recording.of_type(QUERY))
