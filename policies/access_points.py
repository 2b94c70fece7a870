"""Other ways into a bucket than its own name, each with a policy of its own: access points, and access grants."""

from typing import Final

from graph import Graph
from log_buckets import LogBuckets
from resource_view import Resource

_ACCESS_POINTS: Final = frozenset({"aws:s3/accessPoint:AccessPoint", "aws-native:s3:AccessPoint"})
# Their properties with the regions, each of which has a bucket.
_MULTI_REGION: Final = {
    "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint": ("details", "regions"),
    "aws-native:s3:MultiRegionAccessPoint": ("regions",),
}
_LOCATIONS: Final = frozenset(
    {"aws:s3control/accessGrantsLocation:AccessGrantsLocation", "aws-native:s3:AccessGrantsLocation"}
)
_POLICY: Final = "aws:s3control/accessPointPolicy:AccessPointPolicy"
_SCHEME: Final = "s3://"

WAYS_IN: Final = _ACCESS_POINTS | _MULTI_REGION.keys() | _LOCATIONS | {_POLICY}
"""The types of what `leads_into` tells of."""


def leads_into(way: Resource, graph: Graph, buckets: LogBuckets) -> bool:
    """Tell whether one of these leads into a log bucket.

    Raises:
        NotKnownError: Nothing tells where it leads.
    """
    if way.type == _POLICY:
        points = graph.referred(way, ("accessPointArn",), _ACCESS_POINTS)
        return not points or any(buckets.owner(point) is not None for point in points)
    if way.type in _MULTI_REGION:
        return any(buckets.named(region.get("bucket")) for region in way.objects(*_MULTI_REGION[way.type]))
    if way.type in _LOCATIONS:
        name = (way.text("locationScope") or "").removeprefix(_SCHEME).partition("/")[0]
        # Without a bucket, it is of all of the account's; a pattern may match any.
        return not name or "*" in name or buckets.named(name)
    return buckets.owner(way) is not None
