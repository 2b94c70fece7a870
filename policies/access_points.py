"""Other ways into a bucket than its own name, each with a policy of its own: access points, file systems, grants.

What leads into a bucket through another resource, such as the policy of an access point, goes by that resource. Where
the stack doesn't make it, nothing shows where it leads: it counts as leading into a log bucket.
"""

import re
from collections.abc import Mapping
from typing import Final

from graph import Graph
from known import NotKnownError
from log_buckets import LogBuckets
from resource_shares import SHARES, may_share_grants
from resource_types import BUCKETS, FUNCTIONS, ROLES
from resource_view import Resource
from values import objects_in

_ACCESS_POINTS: Final = frozenset({"aws:s3/accessPoint:AccessPoint", "aws-native:s3:AccessPoint"})
_FILE_SYSTEMS: Final = frozenset({"aws:s3/filesFileSystem:FilesFileSystem", "aws-native:s3files:FileSystem"})
# Their properties with the regions, each of which has a bucket.
_MULTI_REGION: Final = {
    "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint": ("details", "regions"),
    "aws-native:s3:MultiRegionAccessPoint": ("regions",),
}
_OBJECT_LAMBDA: Final = frozenset(
    {"aws:s3control/objectLambdaAccessPoint:ObjectLambdaAccessPoint", "aws-native:s3objectlambda:AccessPoint"}
)
_LOCATIONS: Final = frozenset(
    {"aws:s3control/accessGrantsLocation:AccessGrantsLocation", "aws-native:s3:AccessGrantsLocation"}
)
_GRANTS: Final = frozenset({"aws:s3control/accessGrant:AccessGrant", "aws-native:s3:AccessGrant"})

# What leads in through another resource: the property that says through which, and the types of that.
_THROUGH: Final[Mapping[str, tuple[tuple[str, ...], frozenset[str]]]] = {
    "aws:s3control/accessPointPolicy:AccessPointPolicy": (("accessPointArn",), _ACCESS_POINTS),
    "aws:s3control/objectLambdaAccessPoint:ObjectLambdaAccessPoint": (
        ("configuration", "supportingAccessPoint"),
        _ACCESS_POINTS,
    ),
    "aws-native:s3objectlambda:AccessPoint": (("objectLambdaConfiguration", "supportingAccessPoint"), _ACCESS_POINTS),
    "aws:s3control/objectLambdaAccessPointPolicy:ObjectLambdaAccessPointPolicy": (("name",), _OBJECT_LAMBDA),
    "aws-native:s3objectlambda:AccessPointPolicy": (("objectLambdaAccessPoint",), _OBJECT_LAMBDA),
    "aws:s3control/multiRegionAccessPointPolicy:MultiRegionAccessPointPolicy": (
        ("details", "name"),
        frozenset(_MULTI_REGION),
    ),
    "aws-native:s3:MultiRegionAccessPointPolicy": (("mrapName",), frozenset(_MULTI_REGION)),
    "aws:s3/filesFileSystemPolicy:FilesFileSystemPolicy": (("fileSystemId",), _FILE_SYSTEMS),
    "aws:s3/filesAccessPoint:FilesAccessPoint": (("fileSystemId",), _FILE_SYSTEMS),
    "aws:s3/filesMountTarget:FilesMountTarget": (("fileSystemId",), _FILE_SYSTEMS),
    "aws-native:s3files:FileSystemPolicy": (("fileSystemId",), _FILE_SYSTEMS),
    "aws-native:s3files:AccessPoint": (("fileSystemId",), _FILE_SYSTEMS),
    "aws-native:s3files:MountTarget": (("fileSystemId",), _FILE_SYSTEMS),
}
# What these are called by, whole: an access point of another Region has an ARN with the same name in it.
_NAMES: Final = (
    *(("id",), ("arn",), ("name",), ("details", "name")),
    *(("fileSystemId",), ("fileSystemArn",), ("accessGrantsLocationId",)),
)
# What else stands in an object with such a property, and says nothing about it.
_BESIDE: Final = FUNCTIONS | ROLES

# Buckets that access points have, too. No service delivers logs to them.
_OF_OTHER_KINDS: Final = frozenset(
    {
        *("aws:s3/directoryBucket:DirectoryBucket", "aws-native:s3express:DirectoryBucket"),
        *("aws:s3control/bucket:Bucket", "aws-native:s3outposts:Bucket"),
    }
)

_NAMES_ANOTHER_KIND: Final = re.compile(r"arn:[^:]+:s3-outposts:.+|.+--x-s3")

_LOCATION: Final = ("accessGrantsLocationId",)
_PREFIX: Final = ("accessGrantsLocationConfiguration", "s3SubPrefix")
# The location of all buckets of an account: the prefix of the grant begins with one.
_DEFAULT_LOCATION: Final = "default"
_SCHEME: Final = "s3://"

WAYS_IN: Final = _ACCESS_POINTS | _FILE_SYSTEMS | _MULTI_REGION.keys() | _LOCATIONS | _GRANTS | SHARES | _THROUGH.keys()
"""The types of what `leads_into` tells of."""


def leads_into(way: Resource, graph: Graph, buckets: LogBuckets) -> bool:
    """Tell whether one of these leads, or may lead, into a log bucket.

    Raises:
        NotKnownError: Nothing tells where it leads.
    """
    if way.type in SHARES:
        return may_share_grants(way, graph)
    if way.type in _THROUGH:
        path, types = _THROUGH[way.type]
        ways = _referred(way, path, types, graph)
        return not ways or any(leads_into(one, graph, buckets) for one in ways)
    if way.type in _GRANTS:
        scopes = _scopes(way, graph, buckets)
        return not scopes or any(_may_be_of_logs(scope, buckets) for scope in scopes)
    if way.type in _LOCATIONS:
        return _may_be_of_logs(_scope(way, graph, buckets), buckets)
    if way.type in _MULTI_REGION:
        return any(buckets.may_be_named(bucket) for bucket in _regions(way, graph, buckets))
    made = graph.referred(way, ("bucket",), _kinds(way.known_text("bucket")))
    return any(buckets.has(bucket) for bucket in made) if made else buckets.may_be_named(way.read("bucket"))


def _kinds(bucket: str | None) -> frozenset[str]:
    """The types of what a property may name: a bucket of another kind may have the name of one that holds logs."""
    if bucket is None:
        return BUCKETS | _OF_OTHER_KINDS
    return _OF_OTHER_KINDS if _NAMES_ANOTHER_KIND.fullmatch(bucket) else BUCKETS


def _referred(way: Resource, path: tuple[str, ...], types: frozenset[str], graph: Graph) -> list[Resource]:
    """The resources of some types that a property names exactly or, unless it is known, comes from and from no other.

    Raises:
        NotKnownError: The value isn't known, and may come from elsewhere.
    """
    try:
        value = way.text(*path)
    except NotKnownError:
        if found := graph.sole_origins(way, path[0], types, _BESIDE.__contains__):
            return found
        raise
    named = graph.of_type(*types) if value else []
    return [one for one in named if value in {one.known_text(*name) for name in _NAMES}]


def _scopes(grant: Resource, graph: Graph, buckets: LogBuckets) -> list[str | None]:
    """The buckets of what a grant is of: of its location or, where that is all buckets, of its own prefix."""
    if grant.known_text(*_LOCATION) == _DEFAULT_LOCATION:
        scopes: list[str | None] = [""]
    else:
        locations = _referred(grant, _LOCATION, _LOCATIONS, graph)
        scopes = [_scope(location, graph, buckets) for location in locations]
    return [_bucket_in(grant.text(*_PREFIX)) if scope == "" else scope for scope in scopes]


def _scope(location: Resource, graph: Graph, buckets: LogBuckets) -> str | None:
    """The bucket of a location, "" for all; None where it is one of the stack that holds no logs, whichever."""
    try:
        return _bucket_in(location.text("locationScope"))
    except NotKnownError:
        if _comes_from_buckets_without_logs(location, "locationScope", graph, buckets):
            return None
        raise


def _regions(way: Resource, graph: Graph, buckets: LogBuckets) -> list[object]:
    """The buckets of the regions, without those that are of the stack and hold no logs where no more is known."""
    path = _MULTI_REGION[way.type]
    try:
        return [region.get("bucket") for region in way.objects(*path)]
    except NotKnownError:
        if not _comes_from_buckets_without_logs(way, path[0], graph, buckets):
            raise
        named = [region.get("bucket") for region in objects_in(way.partly(*path))]
        return [bucket for bucket in named if not isinstance(bucket, NotKnownError)]


def _comes_from_buckets_without_logs(way: Resource, name: str, graph: Graph, buckets: LogBuckets) -> bool:
    """Tell whether a property that isn't known comes from such buckets of the stack, and from nothing else."""
    found = graph.sole_origins(way, name, BUCKETS)
    return bool(found) and not any(buckets.has(one) for one in found)


def _bucket_in(scope: str | None) -> str:
    return (scope or "").removeprefix(_SCHEME).partition("/")[0]


def _may_be_of_logs(bucket: str | None, buckets: LogBuckets) -> bool:
    # "" is all buckets of the account; a pattern may match any.
    return bucket is not None and (not bucket or "*" in bucket or buckets.may_be_named(bucket))
