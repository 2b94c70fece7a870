"""A log bucket keeps versions: what is overwritten or deleted can be had back."""

from collections.abc import Iterator
from typing import Final

from findings import shown
from frameworks import nist
from graph import Graph
from log_buckets import OPTIONS, VERSIONING, log_buckets
from pulumi_policy import Severity
from resource_types import BUCKETS
from resource_view import Resource
from rule import StackRule
from rule_options import Options

_FIX: Final = 'Give the bucket a BucketVersioning with the status "Enabled", and state nothing else in the bucket.'


def _check(resource: Resource, graph: Graph, options: Options) -> Iterator[str]:
    buckets = log_buckets(graph, options)
    if resource.type == VERSIONING:
        status = resource.text("versioningConfiguration", "status")
        if status != "Enabled" and buckets.owner(resource) is not None:
            yield f"The versioning of this log bucket is {shown(status)}.\n{_FIX}"
    elif buckets.has(resource) and not buckets.left_to(VERSIONING, resource, "versioning", "versioningConfiguration"):
        inline = resource.flag("versioning", "enabled")
        if not inline and resource.text("versioningConfiguration", "status") != "Enabled":
            yield f"This log bucket keeps no versions.\n{_FIX}"


RULE: Final = StackRule(
    name="log-bucket-has-versions",
    title="A log bucket keeps no versions of its objects",
    severity=Severity.MEDIUM,
    framework=nist("CP-9"),
    controls=("S3.14",),
    risk="Who can write or delete logs overwrites the evidence for good.",
    remedy="Turn versioning on for the bucket, and let noncurrent versions expire.",
    url="https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html",
    types=BUCKETS | {VERSIONING},
    check=_check,
    options=OPTIONS,
)
