"""What a metric filter counts, an alarm watches."""

from collections.abc import Iterator
from typing import Final

from frameworks import cis
from graph import Graph
from metrics import emitted_by, watched
from pulumi_policy import Severity
from resource_types import METRIC_FILTERS
from resource_view import Resource
from rule import StackRule
from rule_options import Options, texts_option, texts_schema

WITHOUT_ALARM: Final = "metricsWithoutAlarm"


def _check(metric_filter: Resource, graph: Graph, options: Options) -> Iterator[str]:
    for metric in emitted_by(metric_filter):
        if not metric.is_among(graph.once(watched)) and str(metric) not in texts_option(options, WITHOUT_ALARM):
            yield (
                f"No alarm watches {metric.described}, which this filter counts.\n"
                f"Give it one, or name it in {WITHOUT_ALARM} of this rule's configuration, NAMESPACE/NAME."
            )


RULE: Final = StackRule(
    name="metric-filter-has-alarm",
    title="A metric filter counts what no alarm watches",
    severity=Severity.MEDIUM,
    framework=cis("4.1"),
    controls=tuple(f"CloudWatch.{number}" for number in range(1, 15)),
    risk="The fault is found and counted, and nobody is told.",
    remedy="Give each metric of a filter an alarm, with the same namespace and name.",
    url="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html",
    types=METRIC_FILTERS,
    check=_check,
    options={WITHOUT_ALARM: texts_schema("NAMESPACE/NAME of each.")},
)
