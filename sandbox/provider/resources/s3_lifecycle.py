"""S3 lifecycle rules. Not handled: expectedBucketOwner and timeouts."""

from __future__ import annotations

from typing import Final

from sandbox.provider.codecs import PLAIN, TAG_LIST, Codec, list_of, object_of, plain_object
from sandbox.provider.declaration import Call, Input, Presence, Read
from sandbox.provider.resources.s3 import bucket_setting
from sandbox.provider.values import Properties

_SIZES: Final = {
    "objectSizeGreaterThan": ("ObjectSizeGreaterThan", PLAIN),
    "objectSizeLessThan": ("ObjectSizeLessThan", PLAIN),
}
_FILTER: Final = object_of(
    {
        "prefix": ("Prefix", PLAIN),
        "tag": ("Tag", plain_object({"key": "Key", "value": "Value"})),
        "and": ("And", object_of({"prefix": ("Prefix", PLAIN), "tags": ("Tags", TAG_LIST), **_SIZES})),
        **_SIZES,
    }
)
_RULE_MEMBERS: Final = object_of(
    {
        "id": ("ID", PLAIN),
        "status": ("Status", PLAIN),
        "prefix": ("Prefix", PLAIN),
        "filter": ("Filter", _FILTER),
        "expiration": (
            "Expiration",
            plain_object({"days": "Days", "date": "Date", "expiredObjectDeleteMarker": "ExpiredObjectDeleteMarker"}),
        ),
        "transitions": (
            "Transitions",
            list_of(plain_object({"days": "Days", "date": "Date", "storageClass": "StorageClass"})),
        ),
        "noncurrentVersionExpiration": (
            "NoncurrentVersionExpiration",
            plain_object({"noncurrentDays": "NoncurrentDays", "newerNoncurrentVersions": "NewerNoncurrentVersions"}),
        ),
        "noncurrentVersionTransitions": (
            "NoncurrentVersionTransitions",
            list_of(
                plain_object(
                    {
                        "noncurrentDays": "NoncurrentDays",
                        "newerNoncurrentVersions": "NewerNoncurrentVersions",
                        "storageClass": "StorageClass",
                    }
                )
            ),
        ),
        "abortIncompleteMultipartUpload": (
            "AbortIncompleteMultipartUpload",
            plain_object({"daysAfterInitiation": "DaysAfterInitiation"}),
        ),
    }
)


def _encode_rule(rule: Properties) -> Properties:
    encoded = _RULE_MEMBERS.encode(rule)
    # S3 wants one of the two in each rule; pulumi-aws sends the filter that takes every object.
    return encoded if "Filter" in encoded or "Prefix" in encoded else {**encoded, "Filter": {"Prefix": ""}}


_RULE: Final = Codec(_encode_rule, _RULE_MEMBERS.decode, _RULE_MEMBERS.same, _RULE_MEMBERS.members)

BUCKET_LIFECYCLE: Final = bucket_setting(
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    {
        "rules": Input("lifecycle.Rules", list_of(_RULE), presence=Presence.REQUIRED),
        "transitionDefaultMinimumObjectSize": Input(
            "lifecycle.TransitionDefaultMinimumObjectSize", presence=Presence.AWS_CHOOSES
        ),
    },
    put=Call(
        "put_bucket_lifecycle_configuration",
        {
            "Bucket": "$bucket",
            "LifecycleConfiguration": {"Rules": "$rules"},
            "TransitionDefaultMinimumObjectSize": "$transitionDefaultMinimumObjectSize",
        },
    ),
    read=Read("lifecycle", Call("get_bucket_lifecycle_configuration", {"Bucket": "$bucket"})),
    delete=Call("delete_bucket_lifecycle", {"Bucket": "$bucket"}),
    gone=("NoSuchLifecycleConfiguration",),
)

TYPES: Final = (BUCKET_LIFECYCLE,)
