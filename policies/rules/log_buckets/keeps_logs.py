"""No lifecycle rule expires logs too early."""

from collections.abc import Iterator
from typing import Final

from findings import shown
from frameworks import nist
from graph import Graph
from lifecycle_rules import expires_early, expires_versions_early
from log_buckets import LIFECYCLE, OPTIONS, log_buckets
from pulumi_policy import Severity
from resource_types import BUCKETS
from resource_view import Resource
from rule import StackRule
from rule_options import Options, count_option

# The option with the days, the days without it, of what, and when that expires.
_MINIMA: Final = (
    ("minimumDays", 90, "logs", expires_early),
    ("minimumNoncurrentDays", 30, "noncurrent versions", expires_versions_early),
)


def _check(resource: Resource, graph: Graph, options: Options) -> Iterator[str]:
    buckets = log_buckets(graph, options)
    if resource.type == LIFECYCLE:
        rules = resource.objects("rules") if buckets.owner(resource) is not None else []
    elif buckets.has(resource) and not buckets.left_to(LIFECYCLE, resource, "lifecycleRules", "lifecycleConfiguration"):
        rules = [*resource.objects("lifecycleRules"), *resource.objects("lifecycleConfiguration", "rules")]
    else:
        return
    for option, default, what, expires in _MINIMA:
        least = count_option(options, option, default)
        for rule in rules:
            if early := expires(rule, least):
                yield (
                    f"Rule {shown(rule.get('id'))} expires {what} {early}; they are to stay at least {least} days.\n"
                    f"Expire them later, or state a smaller {option} in this rule's configuration."
                )


RULE: Final = StackRule(
    name="log-bucket-keeps-logs-long-enough",
    title="A lifecycle rule expires logs too early",
    severity=Severity.HIGH,
    framework=nist("AU-11"),
    controls=(),
    risk="An attack that is noticed late leaves no trace: the logs of its beginning are gone.",
    remedy="Let logs expire after the days that investigations and auditors need; a year is usual.",
    url="https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html",
    types=BUCKETS | {LIFECYCLE},
    check=_check,
    options=OPTIONS
    | {
        option: {"type": "integer", "minimum": 1, "description": f"Days that {what} stay at least. Without it, {days}."}
        for option, days, what, _ in _MINIMA
    },
)
