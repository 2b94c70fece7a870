"""A log bucket's owner owns every object in it, and no ACL counts."""

from collections.abc import Iterator
from typing import Final

from findings import shown
from frameworks import best_practice
from graph import Graph
from log_buckets import OPTIONS, OWNERSHIP, log_buckets
from pulumi_policy import Severity
from resource_types import BUCKETS
from resource_view import Resource
from rule import StackRule
from rule_options import Options

_ENFORCED: Final = "BucketOwnerEnforced"
_FIX: Final = f"Set objectOwnership to {_ENFORCED} in the bucket's ownership controls."


def _check(resource: Resource, graph: Graph, options: Options) -> Iterator[str]:
    buckets = log_buckets(graph, options)
    if resource.type == OWNERSHIP:
        stated = resource.text("rule", "objectOwnership")
        if stated != _ENFORCED and buckets.owner(resource) is not None:
            yield f"objectOwnership is {shown(stated)}: ACLs count in this log bucket.\n{_FIX}"
    elif buckets.has(resource) and not buckets.left_to(OWNERSHIP, resource, "ownershipControls"):
        stated = resource.text("ownershipControls", "rules", "objectOwnership")
        if stated != _ENFORCED:
            yield f"Nothing turns ACLs off in this log bucket.\n{_FIX}"


RULE: Final = StackRule(
    name="log-bucket-owns-its-objects",
    title="Access control lists count in a log bucket",
    severity=Severity.HIGH,
    framework=best_practice("S3.12"),
    controls=("S3.12",),
    risk="Whoever writes an object may own it, and share it by ACL with anyone, past the bucket policy.",
    remedy="Add BucketOwnershipControls for the bucket, with the object ownership BucketOwnerEnforced.",
    url="https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html",
    types=BUCKETS | {OWNERSHIP},
    check=_check,
    options=OPTIONS,
)
