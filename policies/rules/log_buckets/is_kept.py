"""A log bucket isn't deleted with its stack, nor emptied on the way."""

from collections.abc import Iterator
from typing import Final

from frameworks import nist
from graph import Graph
from log_buckets import OPTIONS, log_buckets
from pulumi_policy import Severity
from resource_types import BUCKETS
from resource_view import Resource
from rule import StackRule
from rule_options import Options

MAY_BE_DELETED: Final = "mayBeDeleted"


def _check(bucket: Resource, graph: Graph, options: Options) -> Iterator[str]:
    if options.get(MAY_BE_DELETED) is True or not log_buckets(graph, options).has(bucket):
        return
    if bucket.flag("forceDestroy"):
        yield "forceDestroy deletes the logs with the bucket.\nLeave it out."
    if not bucket.protected:
        yield (
            "Nothing keeps Pulumi from deleting this log bucket.\n"
            f"Set the resource option protect; where logs may go, state {MAY_BE_DELETED} in this rule's configuration."
        )


RULE: Final = StackRule(
    name="log-bucket-is-kept",
    title="A log bucket can be deleted with its stack",
    severity=Severity.MEDIUM,
    framework=nist("AU-9"),
    controls=(),
    risk="A destroy, a rename or a refactoring deletes the evidence of months.",
    remedy="Set the resource option protect on the bucket, and no forceDestroy.",
    url="https://docs.aws.amazon.com/AmazonS3/latest/userguide/delete-bucket.html",
    types=BUCKETS,
    check=_check,
    options=OPTIONS
    | {MAY_BE_DELETED: {"type": "boolean", "description": "Whether logs may go with the stack. Without it, not."}},
)
