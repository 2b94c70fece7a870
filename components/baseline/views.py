"""What a person looks at: the dashboard, the saved queries, the group of all that is watched together."""

from collections.abc import Iterator
from dataclasses import dataclass

import pulumi

from components.baseline.audit import Audit
from components.baseline.stack import StackContext
from components.baseline.traffic import Traffic
from components.baseline.watch import Watch, log_groups
from components.dashboard import Dashboard
from components.group import MonitoredGroup
from components.queries import SavedQueries
from components.sinks.kinesis import KinesisSink
from logs.insights.detection_queries import detection_queries
from logs.insights.flow_log_queries import flow_log_queries
from logs.insights.trail_queries import TRAIL_QUERIES

_HEADINGS = {
    "severities": "Detections by severity",
    "delivery": "Delivery of logs and alerts",
    "instances": "Instances",
    "detections": "Each detection",
}


@dataclass(frozen=True)
class Views:
    """What a person looks at."""

    dashboard: Dashboard
    queries: SavedQueries
    group: MonitoredGroup

    @property
    def summary(self) -> dict[str, object]:
        """Where to find it, as a stack exports it."""
        return {
            "dashboardName": self.dashboard.dashboard_name,
            "dashboardUrl": self.dashboard.url,
            "savedQueries": list(self.queries.query_names),
            "groupArn": self.group.group_arn,
            "groupTag": self.group.tag,
        }


def views(stack: StackContext, audit: Audit, traffic: Traffic, watch: Watch | None) -> Views | None:
    """The dashboard, the saved queries and the group, if the settings want the logs watched."""
    if watch is None:
        return None
    settings, naming, groups = stack.settings, stack.naming, log_groups(audit, traffic)
    streams = [stream for stream in (audit.stream, traffic.stream) if stream]
    dashboard = Dashboard(
        "dashboard",
        {
            "naming": naming,
            "alarms": {_HEADINGS[kind]: list(arns.values()) for kind, arns in watch.alarm_arns.items()},
            "detections": watch.counted,
            "log_groups": groups,
            "record_format": settings.flow_log_format,
            "further_log_groups": list(_further_log_groups(audit, traffic, watch)),
            "subscribed_log_groups": [audit.logs.log_group_name] if settings.trail_streams else [],
            "delivery_streams": [stream.delivery_stream_name for stream in streams],
            "topics": [watch.alerts.topic_name],
            "rules": [arn.apply(_rule_name) for arn in watch.events.rule_arns.values()] if watch.events else [],
            "dead_letter_queues": [watch.events.dead_letter_queue_name] if watch.events else [],
        },
    )
    queries = SavedQueries(
        "queries",
        {
            "naming": naming,
            "log_groups": groups,
            "queries": [
                *TRAIL_QUERIES,
                *flow_log_queries(settings.flow_log_format),
                *detection_queries(stack.detections),
            ],
        },
    )
    return Views(dashboard, queries, MonitoredGroup("group", {"naming": naming}))


def _further_log_groups(audit: Audit, traffic: Traffic, watch: Watch) -> Iterator[pulumi.Output[str]]:
    if watch.events:
        yield watch.events.log_group_name
    yield from (one.error_log_group_name for one in (audit.stream, traffic.stream) if isinstance(one, KinesisSink))


def _rule_name(arn: str) -> str:
    return arn.rpartition("/")[2]
