"""A log bucket has a public access block."""

from collections.abc import Iterator
from typing import Final

from frameworks import cis
from graph import Graph
from log_buckets import OPTIONS, PUBLIC_ACCESS_BLOCK, log_buckets
from pulumi_policy import Severity
from resource_types import BUCKETS
from resource_view import Resource
from rule import StackRule
from rule_options import Options


def _check(bucket: Resource, graph: Graph, options: Options) -> Iterator[str]:
    buckets = log_buckets(graph, options)
    if not buckets.has(bucket) or buckets.settings(bucket, PUBLIC_ACCESS_BLOCK):
        return
    if bucket.read("publicAccessBlockConfiguration") is None:
        yield "This log bucket has no public access block.\nGive it one with all four settings on."


RULE: Final = StackRule(
    name="log-bucket-has-public-access-block",
    title="A log bucket has no public access block",
    severity=Severity.HIGH,
    framework=cis("2.1.5"),
    controls=("S3.8", "CloudTrail.6"),
    risk="A statement or an ACL that makes the logs public takes effect, instead of being refused.",
    remedy="Add a BucketPublicAccessBlock for the bucket, with all four settings on.",
    url="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
    types=BUCKETS,
    check=_check,
    options=OPTIONS,
)
