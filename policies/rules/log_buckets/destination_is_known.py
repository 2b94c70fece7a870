"""Where logs are delivered to is known: a bucket of the stack, that the other rules look at, or one that is named."""

from collections.abc import Iterator
from typing import Final

from arn_names import names_in
from findings import shown
from frameworks import cis
from graph import Graph
from known import NotKnownError
from log_buckets import LOG_BUCKETS, OPTIONS, OTHER_BUCKETS
from log_sources import REQUIRED, SOURCES, log_destinations
from pulumi_policy import Severity
from resource_types import BUCKETS
from resource_view import Resource
from rule import StackRule
from rule_options import Options, texts_option


def _check(source: Resource, graph: Graph, options: Options) -> Iterator[str]:
    named = {*texts_option(options, LOG_BUCKETS), *texts_option(options, OTHER_BUCKETS)}
    for path in log_destinations(source, graph):
        # What isn't known ends the check: it is the violation.
        if graph.referred(source, path, BUCKETS):
            continue
        bucket = source.text(*path)
        if bucket is None and path in REQUIRED:
            raise NotKnownError(path[0])
        if bucket is not None and named.isdisjoint(names_in(bucket)):
            yield (
                f"Logs go to {shown(bucket)}, which neither the stack makes nor the configuration names.\n"
                f"Name the bucket in {LOG_BUCKETS} of this rule's configuration, if it is the one that is meant."
            )


RULE: Final = StackRule(
    name="log-destination-is-known",
    title="Logs are delivered to a bucket that is not known, or that nobody named",
    severity=Severity.HIGH,
    framework=cis("3.3"),
    controls=("CloudTrail.6",),
    risk="No rule looks at a bucket that nothing shows to be one, and who owns another's reads, or loses, the logs.",
    remedy="Take the name from the bucket resource itself; name a bucket of another stack in logBuckets.",
    url="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html",
    types=frozenset(SOURCES),
    check=_check,
    options=OPTIONS,
)
