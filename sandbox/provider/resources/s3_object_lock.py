"""S3 Object Lock of a bucket. Not handled: expectedBucketOwner, and token, which AWS Support gives."""

from __future__ import annotations

from typing import Final

from sandbox.provider.codecs import object_of, plain_object
from sandbox.provider.declaration import Call, Change, Input, Presence, Read, Setting
from sandbox.provider.resource_type import ResourceType
from sandbox.provider.template import Text

_RULE: Final = object_of(
    {"defaultRetention": ("DefaultRetention", plain_object({"mode": "Mode", "days": "Days", "years": "Years"}))}
)
_PUT: Final = Call(
    "put_object_lock_configuration",
    {
        "Bucket": "$bucket",
        "ObjectLockConfiguration": {"ObjectLockEnabled": "$objectLockEnabled", "Rule": "$rule"},
    },
)

BUCKET_OBJECT_LOCK: Final = ResourceType(
    type="aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    service="s3",
    id=Text("{bucket}"),
    inputs={
        "bucket": Input(change=Change.REPLACES, presence=Presence.REQUIRED),
        "objectLockEnabled": Input("lock.ObjectLockEnabled", change=Change.REPLACES, default="Enabled"),
        "rule": Input("lock.Rule", _RULE),
    },
    create=_PUT,
    settings=(Setting(("rule",), put=_PUT),),
    reads=(Read("lock", Call("get_object_lock_configuration", {"Bucket": "$bucket"}), at="ObjectLockConfiguration"),),
    # A lock can't be taken off a bucket again, only the retention that new objects get.
    delete=(
        Call(
            "put_object_lock_configuration",
            {"Bucket": "$bucket", "ObjectLockConfiguration": {"ObjectLockEnabled": "Enabled"}},
        ),
    ),
    gone=("ObjectLockConfigurationNotFoundError", "NoSuchBucket"),
)

TYPES: Final = (BUCKET_OBJECT_LOCK,)
