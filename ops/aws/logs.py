"""What can be asked about log groups."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ops.aws.calls import read
from ops.facts import Missing, Reading

if TYPE_CHECKING:
    from mypy_boto3_logs import CloudWatchLogsClient


@dataclass(frozen=True, kw_only=True)
class LogGroups:
    """The part of an `Account` that CloudWatch Logs answers for."""

    logs: "CloudWatchLogsClient"

    def log_group_retention(self, name: str) -> Reading[int]:
        """How long the log group keeps events, in days; 0 is for ever."""

        def call() -> int | Missing:
            # The API only knows prefixes; the name itself sorts before all that it is a prefix of.
            pages = self.logs.get_paginator("describe_log_groups").paginate(logGroupNamePrefix=name)
            for group in (group for page in pages for group in page["logGroups"]):
                if group.get("logGroupName") == name:
                    # CloudWatch Logs API reference, LogGroup: without retentionInDays events never expire.
                    return group.get("retentionInDays", 0)
            return Missing("the log group does not exist")

        return read("logs:DescribeLogGroups", call, {})
