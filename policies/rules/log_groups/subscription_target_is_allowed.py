"""Logs are passed on to what the stack makes, or to what the configuration names, whatever passes them on."""

from collections.abc import Iterator
from typing import Final

from findings import shown
from frameworks import well_architected
from graph import Graph
from log_targets import TYPES, strangers
from pulumi_policy import Severity
from resource_view import Resource
from rule import StackRule
from rule_options import Options, texts_option, texts_schema

SINKS: Final = "sinks"
TARGETS: Final = "targets"


def _check(resource: Resource, graph: Graph, options: Options) -> Iterator[str]:
    allowed = texts_option(options, TARGETS)
    for target in strangers(resource, graph, texts_option(options, SINKS)):
        if target not in allowed:
            yield (
                f"It passes logs on to {shown(target)}, which the stack doesn't make.\n"
                f"If that is wanted, name it in {TARGETS} of this rule's configuration."
            )


RULE: Final = StackRule(
    name="subscription-target-is-allowed",
    title="Logs are passed on to a place that nobody allowed",
    severity=Severity.HIGH,
    framework=well_architected("SEC08-BP04"),
    controls=(),
    risk="It is a silent copy of all events: who gets it learns every resource and habit of the account.",
    remedy="Pass logs on to streams, functions and log groups of the stack; state any other target in targets.",
    url="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html",
    types=TYPES,
    check=_check,
    options={
        SINKS: texts_schema("Names or ARNs of others' sinks of flow logs."),
        TARGETS: texts_schema("ARNs of allowed targets, URLs of endpoints, accounts of a centralization."),
    },
)
