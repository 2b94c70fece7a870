"""S3. Settings of a bucket are types of their own, as in pulumi-aws v7.

Not handled: bucket's deprecated inline settings (acl, versioning, lifecycleRules, policy, …), bucketPrefix and
bucketNamespace; expectedBucketOwner; mfa.
"""

from __future__ import annotations

from typing import Final

from sandbox.provider.codecs import JSON_DOCUMENT, PLAIN, list_of, object_of, only, plain_object
from sandbox.provider.declaration import AutoName, Call, Change, Input, Presence, Procedure, Read, Setting, Step, Tags
from sandbox.provider.procedures import empty_bucket, suspend_versioning
from sandbox.provider.resource_type import REGION, ResourceType
from sandbox.provider.template import Derived, Text

_BUCKET: Final = Input("", change=Change.REPLACES, presence=Presence.REQUIRED)
_NO_BUCKET: Final = "NoSuchBucket"


def bucket_setting(
    type_token: str,
    inputs: dict[str, Input],
    *,
    put: Call,
    read: Read,
    delete: Step,
    gone: tuple[str, ...] = (),
) -> ResourceType:
    """Return the declaration of what a bucket has at most one of: its id is the bucket's name."""
    return ResourceType(
        type=type_token,
        service="s3",
        id=Text("{bucket}"),
        inputs={"bucket": _BUCKET, **inputs},
        create=put,
        settings=(Setting(tuple(inputs), put=put),),
        reads=(read,),
        delete=(delete,),
        gone=(*gone, _NO_BUCKET),
    )


# "Amazon S3 website endpoints" in the AWS General Reference: Route 53 hosted zone ids.
_HOSTED_ZONES: Final = {
    "ap-northeast-1": "Z2M4EHUR26P7ZW",
    "ap-northeast-2": "Z3W03O7B5YMIYP",
    "ap-south-1": "Z11RGJOFQNVJUP",
    "ap-southeast-1": "Z3O0J2DXBE1FTB",
    "ap-southeast-2": "Z1WCIGYICN2BYD",
    "ca-central-1": "Z1QDHH18159H29",
    "eu-central-1": "Z21DNDUVLTQW6Q",
    "eu-north-1": "Z3BAZG2TWCNX0D",
    "eu-west-1": "Z1BKCTXD74EZPE",
    "eu-west-2": "Z3GKZC51ZF0DB4",
    "eu-west-3": "Z3R1K369G5AVDG",
    "sa-east-1": "Z7KQH4QJS55SO",
    "us-east-1": "Z3AQBSTGFYJSTF",
    "us-east-2": "Z2O1EMRO9K5GLX",
    "us-west-1": "Z2F56UZL2M1ACD",
    "us-west-2": "Z3BJ6K6RIION7M",
}


def _location(region: str) -> dict[str, str] | None:
    # S3 refuses us-east-1, its default, as a location constraint.
    return None if region == "us-east-1" else {"LocationConstraint": region}


BUCKET: Final = ResourceType(
    type="aws:s3/bucket:Bucket",
    service="s3",
    id=Text("{bucket}"),
    inputs={
        "bucket": Input(change=Change.REPLACES, name=AutoName(63, str.lower)),
        "forceDestroy": Input(default=False),
        "objectLockEnabled": Input("lock == 'Enabled'", change=Change.REPLACES, presence=Presence.AWS_CHOOSES),
    },
    tags=Tags("tags"),
    create=Call(
        "create_bucket",
        {
            "Bucket": "$bucket",
            "ObjectLockEnabledForBucket": "$objectLockEnabled",
            "CreateBucketConfiguration": Derived((REGION,), _location),
        },
    ),
    settings=(
        Setting(
            ("tags",),
            put=Call("put_bucket_tagging", {"Bucket": "$id", "Tagging": {"TagSet": "$tags"}}),
            clear=Call("delete_bucket_tagging", {"Bucket": "$id"}),
        ),
    ),
    reads=(
        Read("bucket", Call("head_bucket", {"Bucket": "$id"})),
        Read("tags", Call("get_bucket_tagging", {"Bucket": "$id"}), at="TagSet", absent=("NoSuchTagSet",)),
        Read(
            "lock",
            Call("get_object_lock_configuration", {"Bucket": "$id"}),
            at="ObjectLockConfiguration.ObjectLockEnabled",
            absent=("ObjectLockConfigurationNotFoundError",),
        ),
    ),
    outputs={
        "arn": Text("arn:{partition}:s3:::{id}"),
        "bucketDomainName": Text("{id}.s3.amazonaws.com"),
        "bucketRegion": Text("{region}"),
        "bucketRegionalDomainName": Text("{id}.s3.{region}.amazonaws.com"),
        "hostedZoneId": Derived((REGION,), _HOSTED_ZONES.get),
    },
    delete=(Procedure(empty_bucket, when="forceDestroy"), Call("delete_bucket", {"Bucket": "$id"})),
    gone=("404", _NO_BUCKET),
)

BUCKET_POLICY: Final = bucket_setting(
    "aws:s3/bucketPolicy:BucketPolicy",
    {"policy": Input("policy", JSON_DOCUMENT, presence=Presence.REQUIRED)},
    put=Call("put_bucket_policy", {"Bucket": "$bucket", "Policy": "$policy"}),
    read=Read("policy", Call("get_bucket_policy", {"Bucket": "$bucket"}), at="Policy"),
    delete=Call("delete_bucket_policy", {"Bucket": "$bucket"}),
    gone=("NoSuchBucketPolicy",),
)

BUCKET_PUBLIC_ACCESS_BLOCK: Final = bucket_setting(
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    {
        "blockPublicAcls": Input("block.BlockPublicAcls", default=False),
        "blockPublicPolicy": Input("block.BlockPublicPolicy", default=False),
        "ignorePublicAcls": Input("block.IgnorePublicAcls", default=False),
        "restrictPublicBuckets": Input("block.RestrictPublicBuckets", default=False),
    },
    put=Call(
        "put_public_access_block",
        {
            "Bucket": "$bucket",
            "PublicAccessBlockConfiguration": {
                "BlockPublicAcls": "$blockPublicAcls",
                "BlockPublicPolicy": "$blockPublicPolicy",
                "IgnorePublicAcls": "$ignorePublicAcls",
                "RestrictPublicBuckets": "$restrictPublicBuckets",
            },
        },
    ),
    read=Read("block", Call("get_public_access_block", {"Bucket": "$bucket"}), at="PublicAccessBlockConfiguration"),
    delete=Call("delete_public_access_block", {"Bucket": "$bucket"}),
    gone=("NoSuchPublicAccessBlockConfiguration",),
)

BUCKET_OWNERSHIP_CONTROLS: Final = bucket_setting(
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    {"rule": Input("rules", only(plain_object({"objectOwnership": "ObjectOwnership"})), presence=Presence.REQUIRED)},
    put=Call("put_bucket_ownership_controls", {"Bucket": "$bucket", "OwnershipControls": {"Rules": "$rule"}}),
    read=Read("rules", Call("get_bucket_ownership_controls", {"Bucket": "$bucket"}), at="OwnershipControls.Rules"),
    delete=Call("delete_bucket_ownership_controls", {"Bucket": "$bucket"}),
    gone=("OwnershipControlsNotFoundError",),
)

BUCKET_VERSIONING: Final = bucket_setting(
    "aws:s3/bucketVersioning:BucketVersioning",
    {
        "versioningConfiguration": Input(
            "versioning", plain_object({"status": "Status", "mfaDelete": "MFADelete"}), presence=Presence.REQUIRED
        )
    },
    put=Call("put_bucket_versioning", {"Bucket": "$bucket", "VersioningConfiguration": "$versioningConfiguration"}),
    read=Read("versioning", Call("get_bucket_versioning", {"Bucket": "$bucket"}), at="Status && @"),
    # Versioning can't be taken off again, only suspended.
    delete=Procedure(suspend_versioning),
)

BUCKET_ENCRYPTION: Final = bucket_setting(
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    {
        "rules": Input(
            "rules",
            list_of(
                object_of(
                    {
                        "applyServerSideEncryptionByDefault": (
                            "ApplyServerSideEncryptionByDefault",
                            plain_object({"sseAlgorithm": "SSEAlgorithm", "kmsMasterKeyId": "KMSMasterKeyID"}),
                        ),
                        "bucketKeyEnabled": ("BucketKeyEnabled", PLAIN),
                    }
                )
            ),
            presence=Presence.REQUIRED,
        )
    },
    put=Call("put_bucket_encryption", {"Bucket": "$bucket", "ServerSideEncryptionConfiguration": {"Rules": "$rules"}}),
    read=Read(
        "rules", Call("get_bucket_encryption", {"Bucket": "$bucket"}), at="ServerSideEncryptionConfiguration.Rules"
    ),
    delete=Call("delete_bucket_encryption", {"Bucket": "$bucket"}),
    gone=("ServerSideEncryptionConfigurationNotFoundError",),
)

TYPES: Final = (
    BUCKET,
    BUCKET_POLICY,
    BUCKET_PUBLIC_ACCESS_BLOCK,
    BUCKET_OWNERSHIP_CONTROLS,
    BUCKET_VERSIONING,
    BUCKET_ENCRYPTION,
)
