"""The second names of the providers' types, as `aws:s3/bucketV2:BucketV2` of `aws:s3/bucket:Bucket`."""

import re
from collections.abc import Mapping
from typing import Final, TypeVar, cast

from known import value_at
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE

T = TypeVar("T")

_SECOND_NAME: Final = re.compile(r"aws:s3/(bucket[A-Za-z]*)V2:(Bucket[A-Za-z]*)V2")
_BUCKET: Final = "aws:s3/bucketV2:BucketV2"
# What early releases of aws-native called a type, of those that rules name.
_EARLY_NAMES: Final = {
    "aws-native:ec2:VPC": "aws-native:ec2:Vpc",
    "aws-native:ec2:VPCEndpointServicePermissions": "aws-native:ec2:VpcEndpointServicePermissions",
}


class _Name:
    """What the first type calls a property, and what is within it."""

    def __init__(self, first: str, **within: "_Name") -> None:
        self.first = first
        self.within: Mapping[str, _Name] = within


# Of all second types only the bucket's has properties with other names: plurals, for lists of one.
_NAMES: Final[Mapping[str, _Name]] = {
    "lifecycleRules": _Name(
        "lifecycleRules",
        expirations=_Name("expiration"),
        noncurrentVersionExpirations=_Name("noncurrentVersionExpiration"),
    ),
    "objectLockConfiguration": _Name(
        "objectLockConfiguration", rules=_Name("rule", defaultRetentions=_Name("defaultRetention"))
    ),
    "replicationConfigurations": _Name(
        "replicationConfiguration", rules=_Name("rules", destinations=_Name("destination"))
    ),
    "versionings": _Name("versioning"),
}


def first_name(type_: str) -> str:
    """The first name of a type that has two; of any other, the type itself."""
    return _EARLY_NAMES.get(type_) or _SECOND_NAME.sub(r"aws:s3/\1:\2", type_)


def first_properties(type_: str, properties: Mapping[str, object]) -> Mapping[str, object]:
    """The properties that rules read, under the names of the first type; the others as they are.

    Args:
        type_: The type as the engine names it.
        properties: The properties, as the SDK gives them. What isn't known of them stays so.
    """
    if type_ != _BUCKET:
        return properties
    plain = {name: value_at(properties, (name,), lambda _where: UNKNOWN_STRING_VALUE) for name in properties}
    return cast("Mapping[str, object]", _renamed(plain, _NAMES))


def first_keys(type_: str, by_property: Mapping[str, T]) -> Mapping[str, T]:
    """A mapping from the names of properties, with those of the first type."""
    if type_ != _BUCKET:
        return by_property
    return {_NAMES[name].first if name in _NAMES else name: value for name, value in by_property.items()}


def _renamed(value: object, names: Mapping[str, _Name]) -> object:
    match value:
        case dict():
            stated = cast("dict[str, object]", value)
            return {
                names[key].first if key in names else key: _renamed(inner, names[key].within if key in names else {})
                for key, inner in stated.items()
            }
        case list():
            return [_renamed(item, names) for item in cast("list[object]", value)]
        case _:
            return value
