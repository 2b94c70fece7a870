"""No access point, file system or access grant leads into a log bucket: delivery needs none."""

from collections.abc import Iterator
from typing import Final

from access_points import WAYS_IN, leads_into
from frameworks import well_architected
from graph import Graph
from log_buckets import OPTIONS, OTHER_BUCKETS, log_buckets
from pulumi_policy import Severity
from resource_view import Resource
from rule import StackRule
from rule_options import Options


def _check(resource: Resource, graph: Graph, options: Options) -> Iterator[str]:
    if leads_into(resource, graph, log_buckets(graph, options)):
        yield (
            "This leads, or may lead, into a log bucket, past its bucket policy.\n"
            "Remove it; who reads the logs uses the bucket itself, by an identity policy. A bucket that the stack does "
            f"not make counts; name the ones without logs in {OTHER_BUCKETS}."
        )


RULE: Final = StackRule(
    name="log-bucket-has-no-access-point",
    title="An access point, a file system or an access grant leads, or may lead, into a log bucket",
    severity=Severity.HIGH,
    framework=well_architected("SEC08-BP04"),
    controls=(),
    risk="An access point, a file system or a grant opens the objects of a bucket, where no one looks for it.",
    remedy="Remove it. Let those who read the logs use the bucket, by identity policies.",
    url="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html",
    types=WAYS_IN,
    check=_check,
    options=OPTIONS,
)
