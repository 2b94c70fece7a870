"""Where logs are delivered to is known, so that the other rules can look at it."""

from collections.abc import Iterator
from typing import Final

from frameworks import cis
from graph import Graph
from known import NotKnownError
from log_buckets import BUCKETS, OPTIONS, REQUIRED, SOURCES, log_destinations
from pulumi_policy import Severity
from resource_view import Resource
from rule import StackRule
from rule_options import Options


def _check(source: Resource, graph: Graph, _options: Options) -> Iterator[str]:
    for path in log_destinations(source):
        # What isn't known ends the check: it is the violation.
        found = graph.referred(source, path, BUCKETS)
        if not found and path in REQUIRED and source.read(*path) is None:
            raise NotKnownError(path[0])
    yield from ()


RULE: Final = StackRule(
    name="log-destination-is-known",
    title="The bucket that logs are delivered to is not known at preview",
    severity=Severity.HIGH,
    framework=cis("3.3"),
    controls=("CloudTrail.6",),
    risk="No rule on log buckets looks at a bucket that nothing shows to be one.",
    remedy="Name the bucket as a string, or take the name from the bucket resource itself.",
    url="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html",
    types=frozenset(SOURCES),
    check=_check,
    options=OPTIONS,
)
