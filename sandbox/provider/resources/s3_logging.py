"""S3 server access logs. Not handled: targetGrants, targetObjectKeyFormat and expectedBucketOwner."""

from __future__ import annotations

from typing import Final

from sandbox.provider.declaration import Call, Input, Presence, Read
from sandbox.provider.resources.s3 import bucket_setting

BUCKET_LOGGING: Final = bucket_setting(
    "aws:s3/bucketLogging:BucketLogging",
    {
        "targetBucket": Input("logging.TargetBucket", presence=Presence.REQUIRED),
        "targetPrefix": Input("logging.TargetPrefix", presence=Presence.REQUIRED),
    },
    put=Call(
        "put_bucket_logging",
        {
            "Bucket": "$bucket",
            "BucketLoggingStatus": {
                "LoggingEnabled": {"TargetBucket": "$targetBucket", "TargetPrefix": "$targetPrefix"}
            },
        },
    ),
    read=Read("logging", Call("get_bucket_logging", {"Bucket": "$bucket"}), at="LoggingEnabled"),
    delete=Call("put_bucket_logging", {"Bucket": "$bucket", "BucketLoggingStatus": {}}),
)

TYPES: Final = (BUCKET_LOGGING,)
