"""A log bucket has one bucket policy: a second one overwrites the first, whichever comes last."""

import json
from collections.abc import Iterator
from typing import Final

from frameworks import cis
from graph import Graph
from log_bucket_check import CARRIERS
from log_buckets import OPTIONS, log_buckets
from pulumi_policy import Severity
from resource_types import BUCKETS
from resource_view import Resource
from rule import StackRule
from rule_options import Options

_SEPARATE: Final = tuple(set(CARRIERS) - BUCKETS)


def _check(bucket: Resource, graph: Graph, options: Options) -> Iterator[str]:
    buckets = log_buckets(graph, options)
    if not buckets.has(bucket):
        return
    separate = buckets.settings(bucket, *_SEPARATE)
    names = [one.name for one in separate]
    # A bucket that is there tells its policy, from wherever it is.
    inline = bucket.known_text("policy")
    if inline and all(_meaning(inline) != _meaning(one.known_text("policy")) for one in separate):
        names.append(f"the input policy of {bucket.name}")
    if not names:
        yield "This log bucket has no bucket policy, so no service can deliver to it.\nGive it one BucketPolicy."
    if len(names) > 1:
        yield (
            f"This log bucket has {len(names)} policies: {', '.join(names)}. The last one applied is in force.\n"
            "Put all statements into one BucketPolicy."
        )


def _meaning(text: str | None) -> object:
    try:
        return json.loads(text or "null")
    except ValueError:
        return text


RULE: Final = StackRule(
    name="log-bucket-has-one-policy",
    title="A log bucket has no bucket policy, or more than one",
    severity=Severity.HIGH,
    framework=cis("3.3"),
    controls=("CloudTrail.6",),
    risk="A bucket has room for one policy: which of two is in force changes with each update, and with their order.",
    remedy="Keep one BucketPolicy for the bucket, with the statements of all its producers.",
    url="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html",
    types=BUCKETS,
    check=_check,
    options=OPTIONS,
)
