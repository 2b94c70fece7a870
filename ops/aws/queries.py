"""What can be asked of logs: Logs Insights and Athena. A query changes nothing, and costs by what it reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from ops.aws.calls import read
from ops.facts import Reading
from ops.search_facts import Answer, NamedQuery, Progress

if TYPE_CHECKING:
    from mypy_boto3_athena import AthenaClient
    from mypy_boto3_athena.type_defs import StartQueryExecutionInputTypeDef
    from mypy_boto3_logs import CloudWatchLogsClient

# CloudWatch Logs API reference, GetQueryResults; Athena API reference, QueryExecutionStatus.
_INSIGHTS_RUNNING: Final = frozenset({"Scheduled", "Running", "Unknown"})
_ATHENA_RUNNING: Final = frozenset({"QUEUED", "RUNNING"})
# CloudWatch Logs user guide: a pointer to the whole event, which says nothing to a person.
_POINTER: Final = "@ptr"


@dataclass(frozen=True, kw_only=True)
class Queries:
    """The part of an `Account` that runs queries."""

    athena: "AthenaClient"
    logs: "CloudWatchLogsClient"

    def named_queries(self, workgroup: str) -> Reading[tuple[str, ...]]:
        """The ids of the saved queries of a workgroup."""

        def call() -> tuple[str, ...]:
            pages = self.athena.get_paginator("list_named_queries").paginate(WorkGroup=workgroup)
            return tuple(one for page in pages for one in page["NamedQueryIds"])

        return read("athena:ListNamedQueries", call, {})

    def named_query(self, query_id: str) -> Reading[NamedQuery]:
        """A saved query of Athena."""

        def call() -> NamedQuery:
            found = self.athena.get_named_query(NamedQueryId=query_id)["NamedQuery"]
            return NamedQuery(found["Name"], found.get("Description", ""), found["QueryString"])

        return read("athena:GetNamedQuery", call, {})

    def start_insights(
        self, text: str, log_groups: Sequence[str], start: datetime, end: datetime, *, limit: int
    ) -> Reading[str]:
        """Start a query of Logs Insights, and give its id."""

        def call() -> str:
            return self.logs.start_query(
                queryString=text,
                logGroupNames=list(log_groups),
                startTime=int(start.timestamp()),
                # The API includes the end.
                endTime=int(end.timestamp()) - 1,
                limit=limit,
            )["queryId"]

        return read("logs:StartQuery", call, {})

    def insights_progress(self, query_id: str) -> Reading[tuple[Progress, Answer]]:
        """How far a query of Logs Insights is, and what it has found by now."""

        def call() -> tuple[Progress, Answer]:
            answer = self.logs.get_query_results(queryId=query_id)
            state = answer["status"]
            progress = Progress(
                state=state,
                running=state in _INSIGHTS_RUNNING,
                succeeded=state == "Complete",
                reason="",
                bytes_scanned=int(answer.get("statistics", {}).get("bytesScanned", 0)),
            )
            rows = [{each.get("field", ""): each.get("value", "") for each in row} for row in answer["results"]]
            # A row lacks the fields that its event lacks.
            columns = tuple(dict.fromkeys(name for row in rows for name in row if name != _POINTER))
            values = tuple(tuple(row.get(column, "") for column in columns) for row in rows)
            return progress, Answer(columns, values, complete=True)

        return read("logs:GetQueryResults", call, {})

    def stop_insights(self, query_id: str) -> Reading[bool]:
        """Stop a query of Logs Insights: what it read by then is paid for, and no more."""
        return read("logs:StopQuery", lambda: self.logs.stop_query(queryId=query_id).get("success", False), {})

    def start_athena(self, sql: str, parameters: Sequence[str], workgroup: str, database: str) -> Reading[str]:
        """Start a query of Athena, and give its id. Parameters are literals of SQL."""

        def call() -> str:
            order: StartQueryExecutionInputTypeDef = {
                "QueryString": sql,
                "WorkGroup": workgroup,
                "QueryExecutionContext": {"Database": database},
            }
            if parameters:  # the API takes no empty list
                order["ExecutionParameters"] = parameters
            return self.athena.start_query_execution(**order)["QueryExecutionId"]

        return read("athena:StartQueryExecution", call, {})

    def athena_progress(self, query_id: str) -> Reading[Progress]:
        """How far a query of Athena is."""

        def call() -> Progress:
            found = self.athena.get_query_execution(QueryExecutionId=query_id)["QueryExecution"]
            status = found.get("Status", {})
            state = status.get("State", "")
            return Progress(
                state=state,
                running=state in _ATHENA_RUNNING,
                succeeded=state == "SUCCEEDED",
                reason=status.get("StateChangeReason", ""),
                bytes_scanned=found.get("Statistics", {}).get("DataScannedInBytes", 0),
            )

        return read("athena:GetQueryExecution", call, {})

    def athena_answer(self, query_id: str, limit: int) -> Reading[Answer]:
        """What a query of Athena found, of all pages, up to a number of rows."""

        def call() -> Answer:
            columns: tuple[str, ...] = ()
            rows: list[tuple[str, ...]] = []
            pages = self.athena.get_paginator("get_query_results").paginate(QueryExecutionId=query_id)
            for number, page in enumerate(pages):
                found = page["ResultSet"]
                data = [row.get("Data", []) for row in found.get("Rows", [])]
                values = [tuple(cell.get("VarCharValue", "") for cell in cells) for cells in data]
                if number == 0:
                    columns = tuple(each["Name"] for each in found.get("ResultSetMetadata", {}).get("ColumnInfo", []))
                    # Athena API reference, GetQueryResults: the first row of the first page are the columns' names.
                    values = values[1:]
                rows += values
                if len(rows) > limit:
                    break
            return Answer(columns, tuple(rows[:limit]), complete=len(rows) <= limit)

        return read("athena:GetQueryResults", call, {})

    def stop_athena(self, query_id: str) -> Reading[None]:
        """Stop a query of Athena: what it read by then is paid for, and no more."""

        def call() -> None:
            self.athena.stop_query_execution(QueryExecutionId=query_id)

        return read("athena:StopQueryExecution", call, {})
