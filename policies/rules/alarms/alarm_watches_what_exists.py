"""An alarm watches a metric that something makes; a composite alarm is made of alarms that exist."""

from collections.abc import Iterator
from typing import Final

from alarms import ALARMS, missing_from
from findings import shown
from frameworks import nist
from graph import Graph
from metrics import emitted, watched_by
from pulumi_policy import Severity
from resource_types import COMPOSITE_ALARMS
from resource_view import Resource
from rule import StackRule
from rule_options import Options, texts_option, texts_schema

NAMESPACES: Final = "namespaces"
OTHERS: Final = "alarmsOfOthers"
# What AWS's own services publish to. The CloudWatch agent's CWAgent takes an agent.
_FAMILIES_OF_AWS: Final = ("AWS/", "/aws/sagemaker/", "ContainerInsights/")
_OF_AWS: Final = (
    *("AmazonMWAA", "ApplicationSignals", "CloudWatchSynthetics", "ContainerInsights", "ECS/ContainerInsights"),
    *("Glue", "LambdaInsights", "WAF"),
)


def _check(alarm: Resource, graph: Graph, options: Options) -> Iterator[str]:
    if alarm.type in COMPOSITE_ALARMS:
        for name in missing_from(alarm, graph, texts_option(options, OTHERS)):
            yield f"No alarm here is named {shown(name)}.\nCorrect it, or name it in {OTHERS} of the configuration."
        return
    made = graph.once(emitted)
    for metric in watched_by(alarm):
        elsewhere = metric.namespace in (*_OF_AWS, *texts_option(options, NAMESPACES))
        if not elsewhere and not metric.namespace.startswith(_FAMILIES_OF_AWS) and not metric.is_among(made):
            yield (
                f"No metric filter of the stack makes {metric.described}.\n"
                f"Correct it, or name the namespace in {NAMESPACES} of this rule's configuration."
            )


RULE: Final = StackRule(
    name="alarm-watches-what-exists",
    title="An alarm watches a metric or an alarm that nobody makes",
    severity=Severity.HIGH,
    framework=nist("SI-4"),
    controls=(),
    risk="The alarm stays green whatever happens: a name was mistyped, or the metric filter is gone.",
    remedy="Take the metric's namespace and name from the metric filter, and the alarms' names from the alarms.",
    url="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_alarm_log_group_metric_filter.html",
    types=ALARMS,
    check=_check,
    options={
        NAMESPACES: texts_schema("Of metrics that others publish."),
        OTHERS: texts_schema("Names of others' alarms."),
    },
)
