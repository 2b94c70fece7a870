"""Every alarm sets something off: by an action of its own, or by raising a composite alarm that has one."""

from collections.abc import Iterator
from typing import Final

from alarms import ALARMS, has_action, heard
from frameworks import nist
from graph import Graph
from pulumi_policy import Severity
from resource_view import Resource
from rule import StackRule
from rule_options import Options


def _check(alarm: Resource, graph: Graph, _options: Options) -> Iterator[str]:
    if alarm.flag("actionsEnabled") is False:
        yield "Its actions are disabled.\nTake actionsEnabled away, or set it to true."
    elif alarm.urn not in graph.once(heard) and not has_action(alarm, graph):
        yield "It sets nothing off.\nGive it alarmActions, such as a topic, or a composite alarm that has some."


RULE: Final = StackRule(
    name="alarm-has-an-action",
    title="An alarm sets nothing off",
    severity=Severity.HIGH,
    framework=nist("SI-4(5)"),
    controls=("CloudWatch.15", "CloudWatch.17"),
    risk="The alarm changes its color on a page that nobody looks at.",
    remedy="Name a topic in alarmActions, and leave actionsEnabled on.",
    url="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html",
    types=ALARMS,
    check=_check,
)
