"""Every alarm sets something off, by an action of its own or of a composite alarm, and nothing silences it."""

from collections.abc import Iterator
from typing import Final

from alarms import ALARMS, MUTE_RULES, has_action, heard, is_suppressed, muted_by, name_of
from findings import shown
from frameworks import nist
from graph import Graph
from pulumi_policy import Severity
from resource_view import Resource
from rule import StackRule
from rule_options import Options, texts_option, texts_schema

SILENT: Final = "silentAlarms"


def _check(alarm: Resource, graph: Graph, options: Options) -> Iterator[str]:
    silent = texts_option(options, SILENT)
    if alarm.type in MUTE_RULES:
        for name in muted_by(alarm):
            if name not in silent:
                yield f"It mutes the alarm {shown(name)}.\nTake it away, or name the alarm in {SILENT}."
    elif name_of(alarm) in silent:
        return
    elif alarm.flag("actionsEnabled") is False:
        yield "Its actions are disabled.\nTake actionsEnabled away, or set it to true."
    elif alarm.urn in graph.once(heard, silent):
        return
    elif is_suppressed(alarm):
        yield f"Another alarm suppresses its actions.\nTake actionsSuppressor away, or name this one in {SILENT}."
    elif not has_action(alarm, graph):
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
    types=ALARMS | MUTE_RULES,
    check=_check,
    options={SILENT: texts_schema("Names of alarms that may set nothing off, be muted or be suppressed.")},
)
