"""What S3 checks of a locked bucket's versioning.

Source: "Object Lock considerations" in the Amazon S3 User Guide.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from sandbox.provider.errors import error_code, refusal

if TYPE_CHECKING:
    from sandbox.provider.aws import Aws


def check_put_versioning(aws: Aws, request: Mapping[str, Any], region: str) -> None:
    """Refuse to suspend the versioning of a bucket with an object lock."""
    suspends = request["VersioningConfiguration"].get("Status") == "Suspended"
    if suspends and has_object_lock(aws, request["Bucket"], region):
        raise refusal(
            "PutBucketVersioning",
            "InvalidBucketState",
            "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.",
        )


def has_object_lock(aws: Aws, bucket: str, region: str) -> bool:
    """Tell whether a bucket has an object lock. One that does not exist has none."""
    try:
        aws.call("s3", "get_object_lock_configuration", {"Bucket": bucket}, region)
    except ClientError as error:
        if error_code(error) in ("ObjectLockConfigurationNotFoundError", "NoSuchBucket"):
            return False
        raise
    return True
