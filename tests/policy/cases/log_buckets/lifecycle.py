"""Cases of the rule on how long a log bucket keeps what is in it."""

from typing import Any

from pulumi_policy.proxy import UNKNOWN_STRING_VALUE
from rules.log_buckets import keeps_logs

from tests.policy.cases.log_buckets.resources import (
    BUCKET_TYPE,
    BY_NAME,
    NATIVE,
    PET,
    WEBSITE,
    of_bucket,
    of_unnamed,
    on_unknown_bucket,
    one,
    program,
)
from tests.support.bucket_documents import BUCKET
from tests.support.policy_server import from_outputs, registration
from tests.support.rule_cases import Case, Mutation, RuleCases

LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"


def expiring(**expiration: Any) -> dict[str, Any]:
    return {"rules": [{"id": "logs", "status": "Enabled", "expiration": expiration}]}


def ending_versions(*, after: int) -> dict[str, Any]:
    return {
        "rules": [{"id": "versions", "status": "Enabled", "noncurrentVersionExpiration": {"noncurrentDays": after}}]
    }


SEVEN_DAYS = {
    "rules": [
        {
            "id": "logs",
            "status": "Enabled",
            "filter": {"prefix": ""},
            "expiration": {"days": 7},
            "noncurrentVersionExpiration": {"noncurrentDays": 30},
        }
    ]
}
KEEPS_LOGS = RuleCases(
    rule=keeps_logs.RULE,
    mutations=[
        Mutation(stack="prod", resource="logs-lifecycle", inputs=SEVEN_DAYS),
        Mutation(stack="dev", resource="logs-lifecycle", inputs=expiring(days=6)),
        Mutation(resource="logs-bucket", inputs={"lifecycleRules": [{"enabled": True, "expiration": {"days": 1}}]}),
    ],
    violating=[
        Case(
            id="too-few-days",
            resources=program(of_bucket(LIFECYCLE, "lifecycle", **expiring(days=89))),
            violations=one("lifecycle"),
        ),
        *(
            Case(
                id=f"another-shape-{number}",
                resources=program(of_bucket(LIFECYCLE, "lifecycle", rules=[{"status": "Enabled", **rule}])),
                violations=one("lifecycle"),
            )
            for number, rule in enumerate(
                (
                    {"expiration": {"days": "7"}},
                    {"expiration": [{"days": 7}]},
                    {"expiration": [{"days": "7"}]},
                    {"expiration": {"days": "a week"}},
                    {"expiration": [{"date": "2030-01-01T00:00:00Z"}]},
                    {"noncurrentVersionExpiration": {"noncurrentDays": 29}},
                    {"noncurrentVersionExpiration": [{"noncurrentDays": "1", "newerNoncurrentVersions": "3"}]},
                    {"expiration": {"days": 365}, "noncurrentVersionExpiration": {"noncurrentDays": "a week"}},
                )
            )
        ),
        Case(
            id="too-few-for-the-option",
            resources=program(of_bucket(LIFECYCLE, "lifecycle", **expiring(days=364))),
            options={"minimumDays": 365},
            violations=one("lifecycle"),
        ),
        Case(
            id="on-a-day",
            resources=program(of_bucket(LIFECYCLE, "lifecycle", **expiring(date="2030-01-01T00:00:00Z"))),
            violations=one("lifecycle"),
        ),
        Case(
            id="inline",
            resources=[
                of_bucket(BUCKET_TYPE, "bucket", lifecycleRules=[{"enabled": True, "expiration": {"days": 1}}]),
                BY_NAME,
            ],
            violations=one("bucket"),
        ),
        Case(
            id="inline-by-its-second-name",
            resources=[
                registration(
                    "aws:s3/bucketV2:BucketV2",
                    "bucket",
                    bucket=BUCKET,
                    lifecycleRules=[{"enabled": True, "expirations": [{"days": 1}]}],
                ),
                BY_NAME,
            ],
            violations=one("bucket"),
        ),
        Case(
            id="noncurrent-inline",
            resources=[
                of_bucket(
                    BUCKET_TYPE,
                    "bucket",
                    lifecycleRules=[{"enabled": True, "noncurrentVersionExpiration": {"days": 29}}],
                ),
                BY_NAME,
            ],
            violations=one("bucket"),
        ),
        Case(
            id="too-few-for-the-noncurrent-option",
            resources=program(of_bucket(LIFECYCLE, "lifecycle", **ending_versions(after=89))),
            options={"minimumNoncurrentDays": 90},
            violations=one("lifecycle"),
        ),
        # Two owners of one setting: which is in force changes with each update.
        Case(
            id="inline-beside-its-own-resource",
            resources=[
                of_bucket(BUCKET_TYPE, "bucket", lifecycleRules=[{"enabled": True, "expiration": {"days": 1}}]),
                of_bucket(LIFECYCLE, "lifecycle", **expiring(days=365)),
                BY_NAME,
            ],
            violations=one("bucket"),
        ),
        Case(
            id="native-beside-its-own-resource",
            resources=[
                registration(
                    NATIVE,
                    "bucket",
                    bucketName=BUCKET,
                    lifecycleConfiguration={"rules": [{"status": "Enabled", "expirationInDays": 1}]},
                ),
                of_bucket(LIFECYCLE, "lifecycle", **expiring(days=365)),
                BY_NAME,
            ],
            violations=one("bucket"),
        ),
        *(
            Case(
                id=f"native-{number}",
                resources=[
                    registration(
                        NATIVE,
                        "bucket",
                        bucketName=BUCKET,
                        lifecycleConfiguration={"rules": [{"status": "Enabled", **rule}]},
                    ),
                    BY_NAME,
                ],
                violations=one("bucket"),
            )
            for number, rule in enumerate(
                (
                    {"expirationInDays": 1},
                    {"noncurrentVersionExpirationInDays": 29},
                    {"noncurrentVersionExpiration": {"noncurrentDays": 29}},
                )
            )
        ),
    ],
    compliant=[
        Case(id="enough", resources=program(of_bucket(LIFECYCLE, "lifecycle", **expiring(days=90)))),
        Case(id="enough-as-text", resources=program(of_bucket(LIFECYCLE, "lifecycle", **expiring(days="90")))),
        Case(
            id="enough-for-the-option",
            resources=program(of_bucket(LIFECYCLE, "lifecycle", **expiring(days=7))),
            options={"minimumDays": 7},
        ),
        Case(
            id="noncurrent-long-enough",
            resources=program(of_bucket(LIFECYCLE, "lifecycle", **ending_versions(after=30))),
        ),
        Case(
            id="noncurrent-long-enough-for-the-option",
            resources=program(of_bucket(LIFECYCLE, "lifecycle", **ending_versions(after=7))),
            options={"minimumNoncurrentDays": 7},
        ),
        Case(
            id="off",
            resources=program(
                of_bucket(
                    LIFECYCLE,
                    "lifecycle",
                    rules=[
                        {"status": "Disabled", "expiration": {"days": 1}},
                        {"status": "Disabled", "noncurrentVersionExpiration": {"noncurrentDays": 1}},
                    ],
                )
            ),
        ),
    ],
    absent=[
        Case(id="no-lifecycle", resources=program()),
        Case(id="no-expiration", resources=program(of_bucket(LIFECYCLE, "lifecycle", rules=[{"status": "Enabled"}]))),
    ],
    unknown=[
        Case(
            id="by-output",
            resources=of_unnamed(LIFECYCLE, "lifecycle", **expiring(days=1)),
            violations=one("lifecycle"),
        ),
        Case(
            id="unknown-days",
            resources=program(
                PET, from_outputs(of_bucket(LIFECYCLE, "lifecycle", **expiring(days=UNKNOWN_STRING_VALUE)), rules=[PET])
            ),
            violations=one("lifecycle"),
        ),
        Case(
            id="of-an-unknown-bucket",
            resources=[PET, on_unknown_bucket(LIFECYCLE, **expiring(days=1))],
            violations=one("setting"),
        ),
    ],
    out_of_scope=[
        Case(id="website", resources=program(WEBSITE, of_bucket(LIFECYCLE, "l", "website", **expiring(days=1))))
    ],
)
