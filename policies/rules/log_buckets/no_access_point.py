"""No access point and no access grant leads into a log bucket: delivery needs none."""

from collections.abc import Iterator
from typing import Final

from access_points import WAYS_IN, leads_into
from frameworks import best_practice
from graph import Graph
from log_buckets import OPTIONS, log_buckets
from pulumi_policy import Severity
from resource_view import Resource
from rule import StackRule
from rule_options import Options


def _check(resource: Resource, graph: Graph, options: Options) -> Iterator[str]:
    if leads_into(resource, graph, log_buckets(graph, options)):
        yield (
            "This leads, or may lead, into a log bucket, past its bucket policy.\n"
            "Remove it; who reads the logs uses the bucket itself, by an identity policy."
        )


RULE: Final = StackRule(
    name="log-bucket-has-no-access-point",
    title="An access point, or a location of access grants, leads into a log bucket",
    severity=Severity.HIGH,
    framework=best_practice("S3.19"),
    controls=("S3.19",),
    risk="The policy of an access point grants access to the objects of a bucket, where no one looks for it.",
    remedy="Remove it. Let those who read the logs use the bucket, by identity policies.",
    url="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html",
    types=WAYS_IN,
    check=_check,
    options=OPTIONS,
)
