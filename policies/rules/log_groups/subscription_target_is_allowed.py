"""A subscription passes logs on to what the stack makes, or to what its configuration names."""

from collections.abc import Iterator
from typing import Final

from findings import shown
from frameworks import well_architected
from graph import Graph
from log_routes import destinations_of
from pulumi_policy import Severity
from resource_types import LOG_ACCOUNT_POLICIES, SUBSCRIPTION_FILTERS
from resource_view import Resource
from rule import StackRule
from rule_options import Options, texts_option, texts_schema

TARGETS: Final = "targets"


def _check(subscription: Resource, graph: Graph, options: Options) -> Iterator[str]:
    own, arn = destinations_of(subscription, graph)
    if not own and arn is not None and arn not in texts_option(options, TARGETS):
        yield (
            f"It passes logs on to {shown(arn)}, which the stack doesn't make.\n"
            f"If that is wanted, name the ARN in {TARGETS} of this rule's configuration."
        )


RULE: Final = StackRule(
    name="subscription-target-is-allowed",
    title="A subscription passes logs on to a place that nobody allowed",
    severity=Severity.HIGH,
    framework=well_architected("SEC08-BP04"),
    controls=(),
    risk="A subscription is a silent copy of all events: who gets it learns every resource and habit of the account.",
    remedy="Subscribe streams and functions of the stack; state the ARN of any other target in the configuration.",
    url="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html",
    types=SUBSCRIPTION_FILTERS | LOG_ACCOUNT_POLICIES,
    check=_check,
    options={TARGETS: texts_schema("ARNs of allowed targets.")},
)
