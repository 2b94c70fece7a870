"""BucketV2 in the shape of Bucket: the names are those of the SDK."""

import inspect
from typing import Any

import pulumi_aws as aws
import pytest
from known import NotKnownError
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE, unknown_checking_proxy
from resource_view import Resource
from second_names import first_keys, first_name, first_properties

SECOND, FIRST = "aws:s3/bucketV2:BucketV2", "aws:s3/bucket:Bucket"


def test_types() -> None:
    assert first_name(SECOND) == FIRST
    assert first_name("aws:s3/bucketAclV2:BucketAclV2") == "aws:s3/bucketAcl:BucketAcl"
    assert first_name("aws-native:ec2:VPC") == first_name("aws-native:ec2:Vpc") == "aws-native:ec2:Vpc"
    assert first_name("aws:s3/accessPoint:AccessPoint") == "aws:s3/accessPoint:AccessPoint"


@pytest.mark.parametrize(
    ("second", "first"),
    [
        (
            {"replicationConfigurations": [{"role": "r", "rules": [{"destinations": [{"bucket": "b"}]}]}]},
            {"replicationConfiguration": [{"role": "r", "rules": [{"destination": [{"bucket": "b"}]}]}]},
        ),
        (
            {"lifecycleRules": [{"expirations": [{"days": 1}], "noncurrentVersionExpirations": [{"days": 2}]}]},
            {"lifecycleRules": [{"expiration": [{"days": 1}], "noncurrentVersionExpiration": [{"days": 2}]}]},
        ),
        ({"versionings": [{"enabled": True}]}, {"versioning": [{"enabled": True}]}),
        (
            {"objectLockConfiguration": {"rules": [{"defaultRetentions": [{"days": 1}]}]}},
            {"objectLockConfiguration": {"rule": [{"defaultRetention": [{"days": 1}]}]}},
        ),
        ({"bucket": "b", "tags": {"expirations": "x"}}, {"bucket": "b", "tags": {"expirations": "x"}}),
    ],
)
def test_properties(second: dict[str, Any], first: dict[str, Any]) -> None:
    assert first_properties(SECOND, second) == first
    assert first_properties(FIRST, second) is second
    assert set(first_keys(SECOND, second)) == set(first)
    assert first_keys(FIRST, second) is second


def test_what_is_not_known_stays_so() -> None:
    properties = unknown_checking_proxy(
        {"bucket": "b", "versionings": UNKNOWN_STRING_VALUE, "lifecycleRules": [{"expirations": UNKNOWN_STRING_VALUE}]}
    )
    bucket = Resource(type=FIRST, name="b", urn="urn:b", properties=first_properties(SECOND, properties))
    assert bucket.text("bucket") == "b"
    with pytest.raises(NotKnownError, match=r"^versioning is not known"):
        bucket.flag("versioning", "enabled")
    with pytest.raises(NotKnownError, match=r"^lifecycleRules.0.expiration is not known"):
        bucket.objects("lifecycleRules")


def names(of: type) -> set[str]:
    return {name for name in inspect.signature(of).parameters if name != "self"}


@pytest.mark.parametrize(
    ("second", "first", "plural", "singular"),
    [
        (aws.s3.BucketV2Args, aws.s3.BucketArgs, "replication_configurations", "replication_configuration"),
        (aws.s3.BucketV2Args, aws.s3.BucketArgs, "versionings", "versioning"),
        (aws.s3.BucketV2LifecycleRuleArgs, aws.s3.BucketLifecycleRuleArgs, "expirations", "expiration"),
        (
            aws.s3.BucketV2LifecycleRuleArgs,
            aws.s3.BucketLifecycleRuleArgs,
            "noncurrent_version_expirations",
            "noncurrent_version_expiration",
        ),
        (
            aws.s3.BucketV2ReplicationConfigurationRuleArgs,
            aws.s3.BucketReplicationConfigurationRuleArgs,
            "destinations",
            "destination",
        ),
        (aws.s3.BucketV2ObjectLockConfigurationArgs, aws.s3.BucketObjectLockConfigurationArgs, "rules", "rule"),
        (
            aws.s3.BucketV2ObjectLockConfigurationRuleArgs,
            aws.s3.BucketObjectLockConfigurationRuleArgs,
            "default_retentions",
            "default_retention",
        ),
    ],
)
def test_the_sdk_has_these_names(second: type, first: type, plural: str, singular: str) -> None:
    assert plural in names(second) - names(first)
    assert singular in names(first) - names(second)
