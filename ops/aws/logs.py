"""What can be asked about log groups."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ops.aws.calls import read
from ops.facts import LogGroup, Missing, Reading
from ops.search_facts import SavedQuery
from ops.watch_facts import LogLine

if TYPE_CHECKING:
    from mypy_boto3_logs import CloudWatchLogsClient

_NO_GROUP = "the log group does not exist"


@dataclass(frozen=True, kw_only=True)
class LogGroups:
    """The part of an `Account` that CloudWatch Logs answers for."""

    logs: "CloudWatchLogsClient"

    def log_group(self, name: str) -> Reading[LogGroup]:
        """The settings of the log group."""

        def call() -> LogGroup | Missing:
            # The API only knows prefixes; the name itself sorts before all that it is a prefix of.
            pages = self.logs.get_paginator("describe_log_groups").paginate(logGroupNamePrefix=name)
            for group in (group for page in pages for group in page["logGroups"]):
                if group.get("logGroupName") == name:
                    # CloudWatch Logs API reference, LogGroup: without retentionInDays events never expire.
                    return LogGroup(retention_days=group.get("retentionInDays", 0))
            return Missing(_NO_GROUP)

        return read("logs:DescribeLogGroups", call, {})

    def newest_event(self, log_group: str) -> Reading[datetime | None]:
        """When the newest event came into the log group; None when none ever did.

        CloudWatch Logs brings this up to date within an hour, as a rule (API reference: LogStream).
        """

        def call() -> datetime | None:
            answer = self.logs.describe_log_streams(
                logGroupName=log_group, orderBy="LastEventTime", descending=True, limit=1
            )
            times = [stream.get("lastIngestionTime") for stream in answer["logStreams"]]
            return max((_time(time) for time in times if time), default=None)

        return read("logs:DescribeLogStreams", call, {"ResourceNotFoundException": _NO_GROUP})

    def newest_line(self, log_group: str, log_stream: str) -> Reading[LogLine | None]:
        """The newest event of a log stream; None when it has none."""

        def call() -> LogLine | None:
            answer = self.logs.get_log_events(
                logGroupName=log_group, logStreamName=log_stream, startFromHead=False, limit=1
            )
            for event in answer["events"]:
                return LogLine(_time(event.get("ingestionTime", 0)), event.get("message", ""))
            return None

        absent = {"ResourceNotFoundException": "the log stream of its errors does not exist"}
        return read("logs:GetLogEvents", call, absent)

    def saved_queries(self, folder: str) -> Reading[dict[str, SavedQuery]]:
        """The saved queries of Logs Insights in a folder, by name, which has the folder."""

        def call() -> dict[str, SavedQuery]:
            found: dict[str, SavedQuery] = {}
            token = ""
            while True:
                # There is no paginator for it.
                page = (
                    self.logs.describe_query_definitions(queryDefinitionNamePrefix=f"{folder}/", nextToken=token)
                    if token
                    else self.logs.describe_query_definitions(queryDefinitionNamePrefix=f"{folder}/")
                )
                found |= {
                    each.get("name", ""): SavedQuery(each.get("queryString", ""), tuple(each.get("logGroupNames", [])))
                    for each in page["queryDefinitions"]
                }
                if not (token := page.get("nextToken", "")):
                    return found

        return read("logs:DescribeQueryDefinitions", call, {})

    def metric_filters(self, log_group: str) -> Reading[frozenset[tuple[str, str]]]:
        """The metrics that the log group's metric filters write: namespace and name of each."""

        def call() -> frozenset[tuple[str, str]]:
            pages = self.logs.get_paginator("describe_metric_filters").paginate(logGroupName=log_group)
            return frozenset(
                (metric["metricNamespace"], metric["metricName"])
                for page in pages
                for found in page["metricFilters"]
                for metric in found.get("metricTransformations", [])
            )

        return read("logs:DescribeMetricFilters", call, {"ResourceNotFoundException": _NO_GROUP})


def _time(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
