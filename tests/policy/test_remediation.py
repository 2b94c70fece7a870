"""What the level "remediate" changes, and what it keeps: all inputs are replaced by what a remediation returns."""

from typing import Any

from pulumi_policy import EnforcementLevel
from pulumi_policy.deserialize import SPECIAL_SECRET_SIG, SPECIAL_SIG_KEY
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE
from rules.log_buckets.public_access_block import RULE

from tests.support.policy_server import registration, remediated

BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"
ON = dict.fromkeys(("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"), True)
POLICIES = [RULE.policy(EnforcementLevel.REMEDIATE)]


def mended(type_: str = BLOCK, config: dict[str, Any] | None = None, **inputs: Any) -> dict[str, Any] | None:
    return remediated(POLICIES, registration(type_, "block", **inputs), {RULE.name: config} if config else None)


def test_the_missing_flags_are_set_and_the_rest_is_kept() -> None:
    assert (
        mended(bucket="logs", blockPublicAcls=False, skipDestroy=True) == {"bucket": "logs", "skipDestroy": True} | ON
    )


def test_what_is_not_known_stays_so() -> None:
    assert mended(bucket=UNKNOWN_STRING_VALUE) == {"bucket": UNKNOWN_STRING_VALUE} | ON


def test_what_is_secret_stays_so() -> None:
    secret = {SPECIAL_SIG_KEY: SPECIAL_SECRET_SIG, "value": "logs"}
    assert mended(bucket=secret) == {"bucket": secret} | ON


def test_nothing_else_is_touched() -> None:
    assert mended(bucket="logs", **ON) is None
    assert mended("aws:s3/bucket:Bucket", bucket="logs") is None
    assert mended(bucket="website", config={"otherBuckets": ["website"]}) is None
    half = {"publicAccessBlockConfiguration": {"blockPublicAcls": True}}
    assert mended("aws-native:s3:Bucket", **half) is None


def test_off_by_default() -> None:
    (policy,) = [RULE.policy(EnforcementLevel.MANDATORY)]
    assert remediated([policy], registration(BLOCK, "block", bucket="logs")) is None
