"""Cases of the rules on what holds the logs of a bucket: their versions, their lock, and the bucket itself."""

from typing import Any

from pulumi.runtime.proto.resource_pb2 import RegisterResourceRequest
from pulumi_policy.proxy import UNKNOWN_BOOLEAN_VALUE, UNKNOWN_STRING_VALUE
from rules.log_buckets import has_versions, is_kept, lock_holds

from tests.policy.cases.log_buckets.resources import (
    BUCKET_TYPE,
    BY_NAME,
    BY_OUTPUT,
    LOGS,
    NATIVE,
    NATIVE_LOGS,
    PET,
    UNNAMED,
    WEBSITE,
    component,
    of_bucket,
    of_one_of,
    of_unnamed,
    one,
    program,
)
from tests.support.bucket_documents import BUCKET
from tests.support.policy_server import from_outputs, registration
from tests.support.rule_cases import Case, Mutation, RuleCases

VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"
LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"


def versioned(status: str) -> dict[str, Any]:
    return {"versioningConfiguration": {"status": status}}


HAS_VERSIONS = RuleCases(
    rule=has_versions.RULE,
    mutations=[
        Mutation(stack="dev", resource="logs-versioning", inputs=versioned("Suspended")),
        Mutation(stack="prod", resource="logs-versioning", remove=True, violations=one("logs-bucket")),
        Mutation(stack="dev", resource="logs-bucket", inputs={"versioning": {"enabled": False}}),
    ],
    violating=[
        *(
            Case(
                id=status,
                resources=program(of_bucket(VERSIONING, "versioning", **versioned(status))),
                violations=one("versioning"),
            )
            for status in ("Suspended", "Disabled")
        ),
        Case(
            id="of-the-second-of-two-of-one-name",
            resources=[
                registration(BUCKET_TYPE, "decoy", bucket=BUCKET),
                registration(BUCKET_TYPE, "logs", bucket=BUCKET, tags={"Holds": "logs"}),
                of_bucket(VERSIONING, "versioning", **versioned("Suspended")),
            ],
            options={"logTag": "Holds=logs"},
            violations=one("versioning"),
        ),
        # Two owners of one setting: which is in force changes with each update.
        *(
            Case(
                id=f"inline-beside-its-own-resource-{number}",
                resources=[bucket, of_bucket(VERSIONING, "versioning", **versioned("Enabled")), BY_NAME],
                violations=one("bucket"),
            )
            for number, bucket in enumerate(
                (
                    of_bucket(BUCKET_TYPE, "bucket", versioning={"enabled": False}),
                    registration("aws:s3/bucketV2:BucketV2", "bucket", bucket=BUCKET, versionings=[{"enabled": False}]),
                    registration(NATIVE, "bucket", bucketName=BUCKET, **versioned("Suspended")),
                )
            )
        ),
    ],
    compliant=[
        Case(
            id="inline-beside-its-own-resource",
            resources=[
                of_bucket(BUCKET_TYPE, "bucket", versioning={"enabled": True}),
                of_bucket(VERSIONING, "versioning", **versioned("Enabled")),
                BY_NAME,
            ],
        ),
        Case(id="on", resources=program(of_bucket(VERSIONING, "versioning", **versioned("Enabled")))),
        Case(id="inline", resources=[of_bucket(BUCKET_TYPE, "bucket", versioning={"enabled": True}), BY_NAME]),
        Case(
            id="inline-by-its-second-name",
            resources=[
                registration("aws:s3/bucketV2:BucketV2", "b", bucket=BUCKET, versionings=[{"enabled": True}]),
                BY_NAME,
            ],
        ),
        Case(
            id="native",
            resources=[registration(NATIVE, "bucket", bucketName=BUCKET, **versioned("Enabled")), BY_NAME],
        ),
    ],
    absent=[
        Case(id="none", resources=program(), violations=one("bucket")),
        Case(id="native-none", resources=[NATIVE_LOGS, BY_NAME], violations=one("bucket")),
        Case(
            id="only-of-a-component",
            resources=program(component(VERSIONING, "versioning", bucket=BUCKET, **versioned("Enabled"))),
            violations=one("bucket"),
        ),
        *(
            Case(
                id=f"by-a-tag-that-may-be-there-{number}",
                resources=[PET, from_outputs(registration(type_, "bucket", tags=tags), tags=[PET])],
                violations=one("bucket"),
            )
            for number, (type_, tags) in enumerate(
                (
                    (BUCKET_TYPE, {"Holds": "logs", "Owner": UNKNOWN_STRING_VALUE}),
                    (BUCKET_TYPE, {"Holds": UNKNOWN_STRING_VALUE}),
                    (BUCKET_TYPE, UNKNOWN_STRING_VALUE),
                    (NATIVE, [{"key": "Holds", "value": UNKNOWN_STRING_VALUE}]),
                    (NATIVE, [{"key": "Owner", "value": UNKNOWN_STRING_VALUE}, {"key": "Holds", "value": "logs"}]),
                )
            )
        ),
    ],
    unknown=[
        # What providers write in a list of one, and isn't known.
        Case(
            id="in-a-list",
            resources=program(
                PET,
                from_outputs(
                    of_bucket(VERSIONING, "versioning", versioningConfiguration=[UNKNOWN_STRING_VALUE]),
                    versioningConfiguration=[PET],
                ),
            ),
            violations=one("versioning"),
        ),
        # Which of the two it is of is not known, so neither is known to have versions.
        *(
            Case(
                id=f"of-one-of-two-buckets-{number}",
                resources=[
                    *(UNNAMED, WEBSITE, BY_OUTPUT),
                    of_one_of(*buckets, of=registration(VERSIONING, "versioning", **versioned(status))),
                ],
                violations=violations,
            )
            for number, (buckets, status, violations) in enumerate(
                (
                    ((UNNAMED, WEBSITE), "Suspended", one("versioning", "bucket")),
                    ((WEBSITE, UNNAMED), "Suspended", one("versioning", "bucket")),
                    ((WEBSITE, UNNAMED), "Enabled", one("bucket")),
                )
            )
        ),
        Case(
            id="by-output",
            resources=of_unnamed(VERSIONING, "versioning", **versioned("Suspended")),
            violations=one("versioning"),
        ),
        Case(
            id="unknown-status",
            resources=program(
                PET,
                from_outputs(
                    of_bucket(VERSIONING, "versioning", **versioned(UNKNOWN_STRING_VALUE)),
                    versioningConfiguration=[PET],
                ),
            ),
            violations=one("versioning"),
        ),
    ],
    out_of_scope=[
        Case(
            id="another-tag-is-not-known",
            resources=[PET, from_outputs(registration(BUCKET_TYPE, "b", tags={"a": UNKNOWN_STRING_VALUE}), tags=[PET])],
        ),
        Case(id="website", resources=[WEBSITE, of_bucket(VERSIONING, "v", "website", **versioned("Suspended"))]),
    ],
)


def locked(**retention: Any) -> dict[str, Any]:
    return {"objectLockEnabled": "Enabled", "rule": {"defaultRetention": retention}}


LOCK_HOLDS = RuleCases(
    rule=lock_holds.RULE,
    mutations=[
        Mutation(resource="logs-object-lock", inputs={"rule": None}),
        Mutation(resource="logs-object-lock", inputs={"rule": {"defaultRetention": {"mode": "GOVERNANCE", "days": 1}}}),
    ],
    violating=[
        Case(
            id="too-few-days",
            resources=program(of_bucket(LOCK, "lock", **locked(mode="GOVERNANCE", days=29))),
            violations=one("lock"),
        ),
        Case(
            id="inline",
            resources=[of_bucket(BUCKET_TYPE, "bucket", objectLockEnabled=True), BY_NAME],
            violations=one("bucket"),
        ),
        Case(
            id="native",
            resources=[registration(NATIVE, "bucket", bucketName=BUCKET, objectLockEnabled=True), BY_NAME],
            violations=one("bucket"),
        ),
        Case(
            id="native-by-its-configuration",
            resources=[
                registration(
                    NATIVE,
                    "bucket",
                    bucketName=BUCKET,
                    objectLockConfiguration=locked(mode="GOVERNANCE", days=1),
                ),
                BY_NAME,
            ],
            violations=one("bucket"),
        ),
        # Two owners of one setting: which is in force changes with each update.
        *(
            Case(
                id=f"inline-beside-its-own-resource-{number}",
                resources=[
                    of_bucket(BUCKET_TYPE, "bucket", objectLockEnabled=enabled, objectLockConfiguration=stated),
                    of_bucket(LOCK, "lock", **locked(mode="GOVERNANCE", days=365)),
                    BY_NAME,
                ],
                violations=one("bucket"),
            )
            for number, (enabled, stated) in enumerate(
                (
                    (True, locked(mode="GOVERNANCE", days=1)),
                    (None, {"rule": {"defaultRetention": {"mode": "GOVERNANCE", "days": 1}}}),
                )
            )
        ),
    ],
    compliant=[
        Case(id="enough", resources=program(of_bucket(LOCK, "lock", **locked(mode="COMPLIANCE", days=30)))),
        Case(
            id="enabled-beside-its-own-resource",
            resources=[
                of_bucket(BUCKET_TYPE, "bucket", objectLockEnabled=True),
                of_bucket(LOCK, "lock", **locked(mode="GOVERNANCE", days=365)),
                BY_NAME,
            ],
        ),
        Case(id="years", resources=program(of_bucket(LOCK, "lock", **locked(mode="GOVERNANCE", years=1)))),
        Case(
            id="native-enough",
            resources=[
                registration(
                    NATIVE,
                    "bucket",
                    bucketName=BUCKET,
                    objectLockEnabled=True,
                    objectLockConfiguration=locked(mode="GOVERNANCE", days=30),
                ),
                BY_NAME,
            ],
        ),
    ],
    absent=[
        Case(id="no-lock", resources=program()),
        Case(id="no-retention", resources=program(of_bucket(LOCK, "lock")), violations=one("lock")),
    ],
    unknown=[
        Case(
            id="by-output",
            resources=of_unnamed(LOCK, "lock", **locked(mode="GOVERNANCE", days=1)),
            violations=one("lock"),
        ),
        Case(
            id="unknown-days",
            resources=program(
                PET,
                from_outputs(
                    of_bucket(LOCK, "lock", **locked(mode="GOVERNANCE", days=UNKNOWN_STRING_VALUE)), rule=[PET]
                ),
            ),
            violations=one("lock"),
        ),
    ],
    out_of_scope=[Case(id="website", resources=[WEBSITE, of_bucket(LOCK, "lock", "website")])],
)


def protected(request: RegisterResourceRequest) -> RegisterResourceRequest:
    changed = RegisterResourceRequest()
    changed.CopyFrom(request)
    changed.protect = True
    return changed


IS_KEPT = RuleCases(
    rule=is_kept.RULE,
    mutations=[
        Mutation(resource="logs-bucket", protect=False),
        Mutation(resource="logs-bucket", inputs={"forceDestroy": True}),
    ],
    violating=[
        Case(id="unprotected", resources=program(), violations=one("bucket")),
        Case(
            id="emptied",
            resources=[protected(of_bucket(BUCKET_TYPE, "bucket", forceDestroy=True)), BY_NAME],
            violations=one("bucket"),
        ),
        Case(id="native", resources=[NATIVE_LOGS, BY_NAME], violations=one("bucket")),
    ],
    compliant=[
        Case(id="kept", resources=[protected(LOGS), BY_NAME]),
        Case(id="may-go", resources=program(), options={"mayBeDeleted": True}),
    ],
    absent=[Case(id="no-bucket-of-the-stack", resources=[BY_NAME])],
    unknown=[
        Case(id="by-output", resources=[UNNAMED, BY_OUTPUT], violations=one("bucket")),
        Case(
            id="unknown-force",
            resources=[
                PET,
                from_outputs(
                    protected(of_bucket(BUCKET_TYPE, "bucket", forceDestroy=UNKNOWN_BOOLEAN_VALUE)),
                    forceDestroy=[PET],
                ),
                BY_NAME,
            ],
            violations=one("bucket"),
        ),
    ],
    out_of_scope=[Case(id="website", resources=[WEBSITE])],
)
