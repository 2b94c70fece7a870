"""No access point leads into a log bucket: delivery needs none, and each has a policy of its own."""

from collections.abc import Iterator
from typing import Final

from frameworks import best_practice
from graph import Graph
from log_buckets import OPTIONS, log_buckets
from pulumi_policy import Severity
from resource_view import Resource
from rule import StackRule
from rule_options import Options

_ACCESS_POINTS: Final = frozenset({"aws:s3/accessPoint:AccessPoint", "aws-native:s3:AccessPoint"})
_MULTI_REGION: Final = "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint"
_POLICY: Final = "aws:s3control/accessPointPolicy:AccessPointPolicy"


def _check(resource: Resource, graph: Graph, options: Options) -> Iterator[str]:
    buckets = log_buckets(graph, options)
    match resource.type:
        case type_ if type_ == _POLICY:
            points = graph.referred(resource, ("accessPointArn",), _ACCESS_POINTS)
            into = not points or any(buckets.owner(point) is not None for point in points)
        case type_ if type_ == _MULTI_REGION:
            regions = resource.objects("details", "regions")
            into = any(buckets.named(region.get("bucket")) for region in regions)
        case _:
            into = buckets.owner(resource) is not None
    if into:
        yield (
            "This access point leads, or may lead, into a log bucket, past its bucket policy.\n"
            "Remove it; who reads the logs uses the bucket itself, by an identity policy."
        )


RULE: Final = StackRule(
    name="log-bucket-has-no-access-point",
    title="An access point leads into a log bucket",
    severity=Severity.HIGH,
    framework=best_practice("S3.19"),
    controls=("S3.19",),
    risk="The policy of an access point grants access to the objects of a bucket, where no one looks for it.",
    remedy="Remove the access point. Let those who read the logs use the bucket, by identity policies.",
    url="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html",
    types=_ACCESS_POINTS | {_MULTI_REGION, _POLICY},
    check=_check,
    options=OPTIONS,
)
