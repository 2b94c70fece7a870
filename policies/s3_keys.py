"""The condition keys of Amazon S3, and the actions that have each.

Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon S3". Where editions differ,
an action has what one of them gives it. Keys of the access point, of the grant and of a bucket's tags are taken to be
of any action: the reference has them by the kind of resource, or no longer says of which.
"""

from collections.abc import Mapping
from typing import Final

_ANYWHERE: Final = """
    AccessGrantsInstanceArn AccessPointNetworkOrigin AccessPointTag/ BucketTag/ DataAccessPointAccount
    DataAccessPointArn ResourceAccount TlsVersion authType signatureAge signatureversion x-amz-content-sha256
"""
_ACL_HEADERS: Final = """
    x-amz-acl x-amz-grant-full-control x-amz-grant-read x-amz-grant-read-acp x-amz-grant-write
    x-amz-grant-write-acp
"""
_ON_ACLS: Final = "CreateBucket PutBucketAcl PutObject PutObjectAcl PutObjectVersionAcl BypassGovernanceRetention"
_ON_TAGS: Final = """
    DeleteObjectAnnotation DeleteObjectTagging DeleteObjectVersionAnnotation DeleteObjectVersionTagging GetObject
    GetObjectAcl GetObjectAnnotation GetObjectAttributes GetObjectTagging GetObjectVersion GetObjectVersionAcl
    GetObjectVersionAnnotation GetObjectVersionAttributes GetObjectVersionTagging ListObjectAnnotations
    ListObjectVersionAnnotations PutObjectAcl PutObjectAnnotation PutObjectTagging PutObjectVersionAcl
    PutObjectVersionAnnotation PutObjectVersionTagging UpdateObjectEncryption
"""
_ON_VERSIONS: Final = """
    DeleteObjectVersion DeleteObjectVersionAnnotation DeleteObjectVersionTagging GetObjectVersion
    GetObjectVersionAcl GetObjectVersionAnnotation GetObjectVersionAttributes GetObjectVersionTagging
    GetObjectVersionTorrent ListObjectVersionAnnotations PutObjectVersionAcl PutObjectVersionAnnotation
    PutObjectVersionTagging
"""
_ON_ANNOTATIONS: Final = """
    DeleteObjectAnnotation DeleteObjectVersionAnnotation PutObjectAnnotation PutObjectVersionAnnotation
"""
_ON_LOCATIONS: Final = """
    CreateAccessGrantsLocation DeleteAccessGrantsLocation GetAccessGrantsLocation UpdateAccessGrantsLocation
"""
_LOCK: Final = "object-lock-mode object-lock-remaining-retention-days object-lock-retain-until-date"
_KEY_HEADERS: Final = "x-amz-server-side-encryption x-amz-server-side-encryption-aws-kms-key-id"
TABLE: Final = (
    (_ACL_HEADERS, _ON_ACLS),
    ("x-amz-acl locationconstraint", "CreateAccessPoint CreateBucket"),
    ("x-amz-bucket-namespace x-amz-object-ownership", "CreateBucket"),
    ("delimiter max-keys prefix", "ListBucket ListBucketVersions"),
    ("ObjectCreationOperation x-amz-object-annotation-directive", "PutObject"),
    (
        "x-amz-copy-source x-amz-metadata-directive x-amz-website-redirect-location",
        "PutObject BypassGovernanceRetention",
    ),
    (_KEY_HEADERS, "PutObject BypassGovernanceRetention ReplicateObject UpdateObjectEncryption"),
    ("x-amz-server-side-encryption-customer-algorithm", "PutObject BypassGovernanceRetention ReplicateObject"),
    ("x-amz-storage-class", "PutObject BypassGovernanceRetention PutObjectAcl PutObjectVersionAcl"),
    ("if-match if-none-match", "PutObject DeleteObject GetObject"),
    (
        "RequestObjectTag/ RequestObjectTagKeys",
        "PutObject BypassGovernanceRetention PutObjectTagging PutObjectVersionTagging",
    ),
    ("ExistingObjectTag/", _ON_TAGS),
    ("versionid", _ON_VERSIONS),
    (_LOCK, "PutObject BypassGovernanceRetention PutObjectRetention"),
    ("object-lock-legal-hold", "PutObject BypassGovernanceRetention PutObjectLegalHold"),
    ("object-lock-event-hold object-lock-event-hold-duration-days", "PutObject PutObjectRetention ReplicateObject"),
    ("annotation-prefix max-annotation-results", "ListObjectAnnotations ListObjectVersionAnnotations"),
    ("x-amz-object-if-match", _ON_ANNOTATIONS),
    ("InventoryAccessibleOptionalFields", "PutInventoryConfiguration"),
    ("isReplicationPauseRequest", "PutReplicationConfiguration"),
    ("destinationRegion", "PauseReplication"),
    ("deliverySourceArn logType resourceArnBeingAuthorized", "AllowVendedLogDeliveryForResource"),
    ("AccessGrantScope", "CreateAccessGrant DeleteAccessGrant GetAccessGrant"),
    ("AccessGrantsLocationScope", _ON_LOCATIONS),
    ("RequestJobOperation", "CreateJob"),
    ("RequestJobPriority", "CreateJob UpdateJobPriority"),
    ("ExistingJobOperation ExistingJobPriority", "DeleteJobTagging PutJobTagging UpdateJobPriority UpdateJobStatus"),
    ("JobSuspendedCause", "UpdateJobStatus"),
)
"""Keys, and the actions that have each of them, besides those that any action has."""
KEYS: Final = tuple(
    dict.fromkeys(f"s3:{key}" for keys in (_ANYWHERE, *(keys for keys, _ in TABLE)) for key in keys.split())
)
"""As AWS writes them. After one that ends in "/" comes the key of a tag."""


def _actions_by_key() -> Mapping[str, frozenset[str]]:
    found = dict[str, frozenset[str]]()
    for keys, actions in TABLE:
        for key in keys.lower().split():
            named = frozenset(f"s3:{action}" for action in actions.lower().split())
            found[f"s3:{key}"] = found.get(f"s3:{key}", frozenset()) | named
    return found


_KNOWN: Final = frozenset(map(str.lower, KEYS))
_ACTIONS: Final = _actions_by_key()


def is_key_of_s3(key: str) -> bool:
    """Whether S3 has a condition key, `s3:name` in lower case."""
    return _untagged(key) in _KNOWN


def has_key(action: str, key: str) -> bool:
    """Whether an action goes with a condition key.

    Args:
        action: An action of S3 without wildcards, in any case.
        key: A condition key that S3 has, in lower case.
    """
    untagged = _untagged(key)
    return untagged not in _ACTIONS or action.lower() in _ACTIONS[untagged]


def _untagged(key: str) -> str:
    name, slash, _ = key.partition("/")
    return name + slash
