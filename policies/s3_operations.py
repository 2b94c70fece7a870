"""The operations of Amazon S3 that a policy can name, by the kind of resource that each is on.

Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon S3".
"""

from functools import lru_cache
from typing import Final

from globs import has_wildcard, matches

_OBJECTS = """
    AbortMultipartUpload BypassGovernanceRetention DeleteObject DeleteObjectAnnotation
    DeleteObjectTagging DeleteObjectVersion DeleteObjectVersionAnnotation DeleteObjectVersionTagging
    GetObject GetObjectAcl GetObjectAnnotation GetObjectAttributes GetObjectLegalHold GetObjectRetention
    GetObjectTagging GetObjectTorrent GetObjectVersion GetObjectVersionAcl GetObjectVersionAnnotation
    GetObjectVersionAnnotationForReplication GetObjectVersionAttributes GetObjectVersionForReplication
    GetObjectVersionTagging GetObjectVersionTorrent InitiateReplication ListMultipartUploadParts
    ListObjectAnnotations ListObjectVersionAnnotations ObjectOwnerOverrideToBucketOwner PutObject
    PutObjectAcl PutObjectAnnotation PutObjectLegalHold PutObjectRetention PutObjectTagging
    PutObjectVersionAcl PutObjectVersionAnnotation PutObjectVersionTagging ReplicateDelete
    ReplicateObject ReplicateObjectAnnotation ReplicateTags RestoreObject UpdateObjectEncryption
"""
_BUCKETS = """
    AllowVendedLogDeliveryForResource CreateBucket CreateBucketMetadataTableConfiguration DeleteBucket
    DeleteBucketMetadataTableConfiguration DeleteBucketPolicy DeleteBucketWebsite
    GetAccelerateConfiguration GetAnalyticsConfiguration GetBucketAbac GetBucketAcl GetBucketCORS
    GetBucketLocation GetBucketLogging GetBucketMetadataTableConfiguration GetBucketNotification
    GetBucketObjectLockConfiguration GetBucketOwnershipControls GetBucketPolicy GetBucketPolicyStatus
    GetBucketPublicAccessBlock GetBucketRequestPayment GetBucketTagging GetBucketVersioning
    GetBucketWebsite GetEncryptionConfiguration GetIntelligentTieringConfiguration
    GetInventoryConfiguration GetLifecycleConfiguration GetMetricsConfiguration
    GetReplicationConfiguration ListBucket ListBucketMultipartUploads ListBucketVersions PauseReplication
    PutAccelerateConfiguration PutAnalyticsConfiguration PutBucketAbac PutBucketAcl PutBucketCORS
    PutBucketLogging PutBucketNotification PutBucketObjectLockConfiguration PutBucketOwnershipControls
    PutBucketPolicy PutBucketPublicAccessBlock PutBucketRequestPayment PutBucketTagging
    PutBucketVersioning PutBucketWebsite PutEncryptionConfiguration PutIntelligentTieringConfiguration
    PutInventoryConfiguration PutLifecycleConfiguration PutMetricsConfiguration
    PutReplicationConfiguration UpdateBucketMetadataAnnotationTableConfiguration
    UpdateBucketMetadataInventoryTableConfiguration UpdateBucketMetadataJournalTableConfiguration
"""
_OTHERS = """
    AssociateAccessGrantsIdentityCenter CreateAccessGrant CreateAccessGrantsInstance CreateAccessGrantsLocation
    CreateAccessPoint CreateAccessPointForObjectLambda CreateJob CreateMultiRegionAccessPoint
    CreateStorageLensGroup DeleteAccessGrant DeleteAccessGrantsInstance DeleteAccessGrantsInstanceResourcePolicy
    DeleteAccessGrantsLocation DeleteAccessPoint DeleteAccessPointForObjectLambda DeleteAccessPointPolicy
    DeleteAccessPointPolicyForObjectLambda DeleteJobTagging DeleteMultiRegionAccessPoint
    DeleteStorageLensConfiguration DeleteStorageLensConfigurationTagging DeleteStorageLensGroup DescribeJob
    DescribeMultiRegionAccessPointOperation DissociateAccessGrantsIdentityCenter GetAccessGrant
    GetAccessGrantsInstance GetAccessGrantsInstanceForPrefix GetAccessGrantsInstanceResourcePolicy
    GetAccessGrantsLocation GetAccessPoint GetAccessPointConfigurationForObjectLambda
    GetAccessPointForObjectLambda GetAccessPointPolicy GetAccessPointPolicyForObjectLambda
    GetAccessPointPolicyStatus GetAccessPointPolicyStatusForObjectLambda GetAccountPublicAccessBlock
    GetDataAccess GetJobTagging GetMultiRegionAccessPoint GetMultiRegionAccessPointPolicy
    GetMultiRegionAccessPointPolicyStatus GetMultiRegionAccessPointRoutes GetStorageLensConfiguration
    GetStorageLensConfigurationTagging GetStorageLensDashboard GetStorageLensGroup ListAccessGrants
    ListAccessGrantsInstances ListAccessGrantsLocations ListAccessPoints ListAccessPointsForObjectLambda
    ListAllMyBuckets ListCallerAccessGrants ListJobs ListMultiRegionAccessPoints ListStorageLensConfigurations
    ListStorageLensGroups ListTagsForResource PutAccessGrantsInstanceResourcePolicy
    PutAccessPointConfigurationForObjectLambda PutAccessPointPolicy PutAccessPointPolicyForObjectLambda
    PutAccessPointPublicAccessBlock PutAccountPublicAccessBlock PutJobTagging PutMultiRegionAccessPointPolicy
    PutStorageLensConfiguration PutStorageLensConfigurationTagging SubmitMultiRegionAccessPointRoutes
    TagResource UntagResource UpdateAccessGrantsLocation UpdateJobPriority UpdateJobStatus
    UpdateStorageLensGroup
"""
ON_OBJECTS: Final = tuple(_OBJECTS.split())
ON_BUCKETS: Final = tuple(_BUCKETS.split())
_LOWERED: Final = frozenset(name.lower() for name in (*ON_OBJECTS, *ON_BUCKETS, *_OTHERS.split()))
_LOWERED_ON_OBJECTS: Final = frozenset(f"s3:{name.lower()}" for name in ON_OBJECTS)
_LOWERED_ON_BUCKETS: Final = frozenset(f"s3:{name.lower()}" for name in ON_BUCKETS)
_SERVICE: Final = "s3:"
_KINDS: Final = {
    "object": tuple(map(str.lower, ON_OBJECTS)),
    "bucket": tuple(map(str.lower, ON_BUCKETS)),
    "other": tuple(map(str.lower, _OTHERS.split())),
}


def is_on_objects(action: str) -> bool:
    """Whether an action, `s3:Operation` in any case, is on objects."""
    return action.lower() in _LOWERED_ON_OBJECTS


def is_on_buckets(action: str) -> bool:
    """Whether an action, `s3:Operation` in any case, is on buckets."""
    return action.lower() in _LOWERED_ON_BUCKETS


@lru_cache(maxsize=1024)
def kinds_of(action: str) -> frozenset[str]:
    """What the operations are on that an action of S3 names: "bucket", "object", or something else.

    Args:
        action: An action as a document writes it, with wildcards or without; case does not count.

    Returns:
        Nothing for an action that doesn't name S3, or that names no operation that it has.
    """
    lowered = action.lower()
    return frozenset(
        kind for kind, names in _KINDS.items() if any(matches(lowered, f"{_SERVICE}{name}") for name in names)
    )


@lru_cache(maxsize=1024)  # the same few come in every document
def is_no_operation(action: str) -> bool:
    """Whether an action names S3 and no operation that S3 has, or a pattern that matches none.

    Args:
        action: An action as a document writes it; case does not count.
    """
    lowered = action.lower()
    if not lowered.startswith(_SERVICE):
        return False
    name = lowered.removeprefix(_SERVICE)
    if has_wildcard(name):
        return not any(matches(name, operation) for operation in _LOWERED)
    return name not in _LOWERED


def is_of_another_service(action: str) -> bool:
    """Whether an action names a service, with wildcards or without, that is not S3; `*` names none."""
    service, names_one, _ = action.lower().partition(":")
    return bool(names_one) and not matches(f"{service}:", _SERVICE)
