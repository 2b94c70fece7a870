"""A trail delivers to CloudWatch Logs, where filters and alarms see its events in minutes."""

from collections.abc import Iterator
from typing import Final

from frameworks import cis
from graph import Graph
from pulumi_policy import Severity
from resource_view import Resource
from rule import StackRule
from rule_options import Options
from trails import TRAILS

# Of the two providers' names for the log group, a trail has one.
_GROUP: Final = ("cloudWatchLogsGroupArn", "cloudWatchLogsLogGroupArn")
_ROLE: Final = "cloudWatchLogsRoleArn"
_GROUPS: Final = frozenset({"aws:cloudwatch/logGroup:LogGroup", "aws-native:logs:LogGroup"})
_ROLES: Final = frozenset({"aws:iam/role:Role", "aws-native:iam:Role"})


def _check(trail: Resource, graph: Graph, _options: Options) -> Iterator[str]:
    group = any(graph.referred(trail, (name,), _GROUPS) or trail.text(name) for name in _GROUP)
    role = graph.referred(trail, (_ROLE,), _ROLES) or trail.text(_ROLE)
    missing = [name for name, given in ((_GROUP[0], group), (_ROLE, role)) if not given]
    if missing:
        yield (
            f"This trail delivers nothing to CloudWatch Logs without {' and '.join(missing)}.\n"
            "Give it a log group and a role that may write to it, together."
        )


RULE: Final = StackRule(
    name="trail-delivers-to-a-log-group",
    title="A trail doesn't deliver to CloudWatch Logs",
    severity=Severity.MEDIUM,
    framework=cis("3.4"),
    controls=("CloudTrail.5",),
    risk="No metric filter sees the events, so no alarm tells of them.",
    remedy="Set cloudWatchLogsGroupArn and cloudWatchLogsRoleArn.",
    url="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html",
    types=TRAILS,
    check=_check,
)
