"""The policy of a trail's bucket names this trail in aws:SourceArn."""

from collections.abc import Iterator
from typing import Final

from findings import shown
from frameworks import cis
from graph import Graph
from log_bucket_check import CARRIERS
from log_buckets import OPTIONS, log_buckets
from pulumi_policy import Severity
from resource_types import BUCKETS
from resource_view import Resource
from rule import StackRule
from rule_options import Options
from trail_grants import DELIVERY_ACTIONS, actions_granted
from trails import TRAILS


def _check(trail: Resource, graph: Graph, options: Options) -> Iterator[str]:
    buckets = log_buckets(graph, options)
    carriers = [
        carrier
        for bucket in graph.referred(trail, ("s3BucketName",), BUCKETS)
        for carrier in (bucket, *buckets.settings(bucket, *CARRIERS))
        if carrier.type in CARRIERS and carrier.read(CARRIERS[carrier.type][1]) is not None
    ]
    if not carriers:
        # Others made the bucket, or `log-bucket-has-one-policy` finds that it has none.
        return
    name = trail.text("name") or trail.text("trailName") or ""
    granted = {action for one in carriers for action in actions_granted(one.read(CARRIERS[one.type][1]), name)}
    if missing := sorted(DELIVERY_ACTIONS - granted):
        yield (
            f"The policy of the bucket doesn't let the trail {shown(name)} do {', '.join(missing)}.\n"
            "Allow it to cloudtrail.amazonaws.com with this trail's ARN in aws:SourceArn."
        )


RULE: Final = StackRule(
    name="trail-is-named-by-its-bucket-policy",
    title="The policy of a trail's bucket doesn't name the trail",
    severity=Severity.HIGH,
    framework=cis("3.3"),
    controls=("CloudTrail.6",),
    risk="The trail delivers nothing, or the bucket takes the logs of whichever trail names it.",
    remedy="Let the bucket policy pin aws:SourceArn to the ARN of this trail, in both of its statements.",
    url="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html",
    types=TRAILS,
    check=_check,
    options=OPTIONS,
)
