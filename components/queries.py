"""SavedQueries: what is asked of the logs again and again, saved in CloudWatch Logs Insights."""

from collections.abc import Mapping, Sequence
from typing import TypedDict

import pulumi
from pulumi_aws import cloudwatch

from components.naming import Naming
from components.options import child_options
from logs.detections.detection import LogSource
from logs.insights.fields import unknown_fields
from logs.insights.query import InsightsQuery


class SavedQueriesArgs(TypedDict):
    """What SavedQueries take."""

    naming: Naming
    """Names the folder of the queries, `PREFIX-STACK`. Known while the program runs."""
    log_groups: Mapping[LogSource, pulumi.Input[str]]
    """The log groups, by what is in them: their names. Known while the program runs are those that there are."""
    queries: Sequence[InsightsQuery]
    """The queries: `TRAIL_QUERIES`, `flow_log_queries` for the flow logs' format, `detection_queries`. Those over a log
    that has no log group are left out. Known while the program runs."""


class SavedQueries(pulumi.ComponentResource):
    """Queries in the console's list, in a folder of the stack, each over its own log group.

    A query that reads a field that its log doesn't have is refused: it would find nothing, and nobody would know.
    """

    query_names: tuple[str, ...]
    """The queries' names, with the folder, in the order given. Known while the program runs."""

    def __init__(self, name: str, args: SavedQueriesArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("aws-monitoring-baseline:index:SavedQueries", name, None, opts)
        naming, log_groups = args["naming"], args["log_groups"]
        queries = [query for query in args["queries"] if query.source in log_groups]
        for query in queries:
            _check(name, query)
            cloudwatch.QueryDefinition(
                f"{name}-{query.name}-query",
                name=naming.saved_query(query.name),
                log_group_names=[log_groups[query.source]],
                query_string=query.saved_text,
                opts=child_options(self, opts),
            )
        self.query_names = tuple(naming.saved_query(query.name) for query in queries)
        self.register_outputs({"queryNames": list(self.query_names)})


def _check(name: str, query: InsightsQuery) -> None:
    try:
        unknown = unknown_fields(query)
    except ValueError as error:
        raise pulumi.RunError(f'SavedQueries "{name}" has the query {query.name}, which is none: {error}') from error
    if unknown:
        raise pulumi.RunError(
            f'SavedQueries "{name}" has the query {query.name}, which reads {", ".join(unknown)}: no event of the '
            f"{query.source.value} log has that. Correct the name, or leave out the query."
        )
