"""No function is sent its own log."""

from collections.abc import Iterator
from typing import Final

from frameworks import well_architected
from graph import Graph
from log_routes import returning_functions
from pulumi_policy import Severity
from resource_types import LOG_ACCOUNT_POLICIES, SUBSCRIPTION_FILTERS
from resource_view import Resource
from rule import StackRule
from rule_options import Options


def _check(subscription: Resource, graph: Graph, _options: Options) -> Iterator[str]:
    for function in returning_functions(subscription, graph):
        yield (
            f"It sends the function {function.name!r} what that function logs, so that each event makes another.\n"
            "Leave the function's log group out."
        )


RULE: Final = StackRule(
    name="function-is-not-sent-its-own-log",
    title="A subscription sends a function its own log",
    severity=Severity.HIGH,
    framework=well_architected("REL05-BP01"),
    controls=(),
    risk="Each run logs, each log entry starts a run: cost and events grow until the account's concurrency is used up.",
    remedy="Send the log group of a function elsewhere than to that function, directly or through a stream.",
    url="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Subscriptions-recursion-prevention.html",
    types=SUBSCRIPTION_FILTERS | LOG_ACCOUNT_POLICIES,
    check=_check,
)
