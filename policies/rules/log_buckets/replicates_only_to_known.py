"""A log bucket is replicated to buckets of the configuration, if at all."""

from collections.abc import Iterator
from typing import Final

from arn_names import names_in
from findings import shown
from frameworks import well_architected
from graph import Graph
from log_buckets import OPTIONS, REPLICATION, log_buckets, name_of
from pulumi_policy import Severity
from replicas import replicas_of
from resource_types import BUCKETS
from resource_view import Resource
from rule import StackRule
from rule_options import Options, texts_option, texts_schema

REPLICAS: Final = "replicaBuckets"


def _check(resource: Resource, graph: Graph, options: Options) -> Iterator[str]:
    buckets = log_buckets(graph, options)
    # Of others' buckets, nothing shows that they hold no logs.
    of_logs = buckets.may_own(resource) if resource.type == REPLICATION else buckets.has(resource)
    if not of_logs:
        return
    within = () if resource.type == REPLICATION else ("replicationConfiguration",)
    allowed = {*texts_option(options, REPLICAS), *buckets.names}
    for bucket in replicas_of(
        resource, (*within, "rules"), graph, lambda one: buckets.has(one) or name_of(one) in allowed
    ):
        if not isinstance(bucket, str) or allowed.isdisjoint(names_in(bucket)):
            yield (
                f"The logs are copied to {shown(bucket)}, which is no bucket for them.\n"
                f"Remove the rule, or name the bucket in {REPLICAS} of this rule's configuration."
            )


RULE: Final = StackRule(
    name="log-bucket-replicates-only-to-known-buckets",
    title="A log bucket is replicated to a bucket that the configuration doesn't name",
    severity=Severity.HIGH,
    framework=well_architected("SEC08-BP04"),
    controls=(),
    risk="A replica is a full copy of the logs, under the policy of another bucket, perhaps of another account.",
    remedy="Remove the replication, or name the buckets that may hold copies in replicaBuckets.",
    url="https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html",
    types=BUCKETS | {REPLICATION},
    check=_check,
    options=OPTIONS
    | {
        REPLICAS: texts_schema(
            "Names of buckets that may hold copies of logs. Without it, the log buckets of the stack."
        )
    },
)
