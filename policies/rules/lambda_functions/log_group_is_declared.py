"""The log group of every function is declared, so that it has a retention."""

from collections.abc import Iterator
from typing import Final

from frameworks import nist
from graph import Graph
from log_routes import has_log_group
from pulumi_policy import Severity
from resource_types import FUNCTIONS
from resource_view import Resource
from rule import StackRule
from rule_options import Options, texts_option, texts_schema

LOG_GROUPS: Final = "logGroups"


def _check(function: Resource, graph: Graph, options: Options) -> Iterator[str]:
    if not has_log_group(function, graph, texts_option(options, LOG_GROUPS)):
        yield (
            "The stack doesn't declare its log group: Lambda will make one, and keep its logs forever.\n"
            f"Declare /aws/lambda/NAME, or name the group in {LOG_GROUPS} of this rule's configuration."
        )


RULE: Final = StackRule(
    name="function-log-group-is-declared",
    title="Nothing says how long a function's log is kept",
    severity=Severity.LOW,
    framework=nist("AU-11"),
    controls=("CloudWatch.16",),
    risk="Lambda makes the log group at the first run: without a retention, a key and tags, and no deployment sees it.",
    remedy="Declare a log group named /aws/lambda/ and the function's name, or set loggingConfig.logGroup.",
    url="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html",
    types=FUNCTIONS,
    check=_check,
    options={LOG_GROUPS: texts_schema("Names of others' groups.")},
)
