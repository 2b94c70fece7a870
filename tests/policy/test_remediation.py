"""What the level "remediate" changes, and what it keeps: all inputs are replaced by what a remediation returns."""

from typing import Any

import pytest
from pack import RULES
from pulumi_policy import EnforcementLevel
from pulumi_policy.deserialize import SPECIAL_SECRET_SIG, SPECIAL_SIG_KEY
from pulumi_policy.proxy import UNKNOWN_NUMBER_VALUE, UNKNOWN_STRING_VALUE
from rule import ResourceRule
from rules.groups import watched_has_tags
from rules.log_buckets import public_access_block
from rules.log_groups import keeps_logs

from tests.support.policy_server import registration, remediated

BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"
VPC = "aws:ec2/vpc:Vpc"
CLOUD_CONTROL = "aws:cloudcontrol/resource:Resource"
GROUP = "aws:cloudwatch/logGroup:LogGroup"
ON = dict.fromkeys(("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"), True)


def mended(
    rule: ResourceRule, type_: str, config: dict[str, Any] | None = None, **inputs: Any
) -> dict[str, Any] | None:
    policies = [rule.policy(EnforcementLevel.REMEDIATE)]
    return remediated(policies, registration(type_, "resource", **inputs), {rule.name: config} if config else None)


def blocked(type_: str = BLOCK, config: dict[str, Any] | None = None, **inputs: Any) -> dict[str, Any] | None:
    return mended(public_access_block.RULE, type_, config, **inputs)


def kept(config: dict[str, Any] | None = None, **inputs: Any) -> dict[str, Any] | None:
    return mended(keeps_logs.RULE, GROUP, config, **inputs)


def test_the_missing_flags_are_set_and_the_rest_is_kept() -> None:
    assert (
        blocked(bucket="logs", blockPublicAcls=False, skipDestroy=True) == {"bucket": "logs", "skipDestroy": True} | ON
    )


def test_what_is_not_known_stays_so() -> None:
    assert blocked(bucket=UNKNOWN_STRING_VALUE) == {"bucket": UNKNOWN_STRING_VALUE} | ON


def test_what_is_secret_stays_so() -> None:
    secret = {SPECIAL_SIG_KEY: SPECIAL_SECRET_SIG, "value": "logs"}
    assert blocked(bucket=secret) == {"bucket": secret} | ON


def test_nothing_else_is_touched() -> None:
    assert blocked(bucket="logs", **ON) is None
    assert blocked("aws:s3/bucket:Bucket", bucket="logs") is None
    assert blocked(bucket="website", config={"otherBuckets": ["website"]}) is None
    half = {"publicAccessBlockConfiguration": {"blockPublicAcls": True}}
    assert blocked("aws-native:s3:Bucket", **half) is None


@pytest.mark.parametrize(
    ("days", "config", "expected"),
    [
        (7, None, 365),
        (364, None, 365),
        (7, {"minimumDays": 14}, 14),
        # CloudWatch Logs takes no other number of days than its own.
        (7, {"minimumDays": 100}, 120),
        (7, {"minimumDays": 3653}, 3653),
        (1, {"minimumDaysOf": {"a": 30}}, 30),
    ],
)
def test_a_retention_that_is_too_short_is_lengthened(days: int, config: dict[str, Any] | None, expected: int) -> None:
    assert kept(config, name="a", retentionInDays=days, skipDestroy=True) == {
        "name": "a",
        "retentionInDays": expected,
        "skipDestroy": True,
    }


@pytest.mark.parametrize(
    ("inputs", "config"),
    [
        # Kept forever: to shorten that would delete logs.
        ({}, None),
        ({"retentionInDays": 0}, None),
        ({"retentionInDays": 365}, None),
        ({"retentionInDays": 400}, None),
        ({"retentionInDays": 7}, {"minimumDays": 7}),
        # Longer than CloudWatch Logs keeps anything for a number of days.
        ({"retentionInDays": 7}, {"minimumDays": 3654}),
        # Of this class, all are kept for two days.
        ({"retentionInDays": 2, "logGroupClass": "DELIVERY"}, None),
        ({"retentionInDays": UNKNOWN_NUMBER_VALUE}, None),
        ({"retentionInDays": "a week"}, None),
        # Not checked, so nothing says how long is long enough.
        ({"retentionInDays": 3653}, {"minimumDay": 30}),
        ({"retentionInDays": 3653}, {"minimumDays": "a month"}),
        ({"retentionInDays": 7}, {"minimumDaysOf": ["a"]}),
        ({"retentionInDays": 7, "name": UNKNOWN_STRING_VALUE}, {"minimumDaysOf": {"a": 30}}),
    ],
)
def test_no_other_retention_is_touched(inputs: dict[str, Any], config: dict[str, Any] | None) -> None:
    assert kept(config, **{"name": "a"} | inputs) is None


def test_what_cloud_control_makes_is_left() -> None:
    """Its properties are in one text, beside which nothing is to be set."""
    state = '{"RetentionInDays": 7}'
    assert mended(keeps_logs.RULE, CLOUD_CONTROL, typeName="AWS::Logs::LogGroup", desiredState=state) is None


def test_a_retention_that_is_secret_stays_so() -> None:
    assert kept(name="a", retentionInDays=SECRET | {"value": 7}) == {
        "name": "a",
        "retentionInDays": SECRET | {"value": 365},
    }


@pytest.mark.parametrize(
    ("bucket", "config"),
    [
        ("website", {"otherBucket": ["website"]}),
        ("website", {"otherBuckets": "website"}),
        # It may be the one that is named.
        (UNKNOWN_STRING_VALUE, {"otherBuckets": ["website"]}),
    ],
)
def test_a_public_access_block_that_may_be_another_buckets_is_left(bucket: str, config: dict[str, Any]) -> None:
    assert blocked(bucket=bucket, config=config) is None


def test_a_public_access_block_of_an_unknown_bucket_is_mended_where_all_count() -> None:
    assert blocked(bucket=UNKNOWN_STRING_VALUE) == {"bucket": UNKNOWN_STRING_VALUE, **ON}


@pytest.mark.parametrize(("config", "expected"), [(None, ON), ({"otherBuckets": ["website"]}, None)])
def test_that_of_an_account_is_mended_unless_another_bucket_may_be_public(
    config: dict[str, Any] | None, expected: dict[str, bool] | None
) -> None:
    assert blocked("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", config) == expected


SECRET = {SPECIAL_SIG_KEY: SPECIAL_SECRET_SIG}
REQUIRED = {"Monitoring": "main", "Team": "net"}


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (None, REQUIRED),
        ({}, REQUIRED),
        ({"Name": "x", "Team": "net"}, {"Name": "x"} | REQUIRED),
        # What somebody else gave a value stays, and stays a violation.
        ({"Team": "other"}, {"Team": "other", "Monitoring": "main"}),
        (SECRET | {"value": {"Name": "x"}}, SECRET | {"value": {"Name": "x"} | REQUIRED}),
        ({"Name": SECRET | {"value": "x"}}, {"Name": SECRET | {"value": "x"}} | REQUIRED),
    ],
)
def test_tags_that_are_missing_are_added(tags: Any, expected: Any) -> None:
    given = {} if tags is None else {"tags": tags}
    assert mended(watched_has_tags.RULE, VPC, {"tags": REQUIRED}, cidrBlock="10.0.0.0/16", **given) == {
        "cidrBlock": "10.0.0.0/16",
        "tags": expected,
    }


@pytest.mark.parametrize(
    ("type_", "inputs", "config"),
    [
        (VPC, {}, None),
        (VPC, {"tags": REQUIRED}, {"tags": REQUIRED}),
        (VPC, {"tagsAll": REQUIRED}, {"tags": REQUIRED}),
        (VPC, {"tagsAll": {"Monitoring": "other", "Team": "other"}}, {"tags": REQUIRED}),
        (VPC, {"tags": {"Monitoring": "other", "Team": "other"}}, {"tags": REQUIRED}),
        (VPC, {"tags": UNKNOWN_STRING_VALUE}, {"tags": REQUIRED}),
        (VPC, {"tags": {"Name": UNKNOWN_STRING_VALUE}}, {"tags": REQUIRED}),
        (VPC, {"tags": {}}, {"tags": ["Monitoring"]}),
        ("aws-native:ec2:Vpc", {"tags": [{"key": "Name", "value": "x"}]}, {"tags": REQUIRED}),
        ("aws-native:ec2:Vpc", {}, {"tags": REQUIRED}),
        (CLOUD_CONTROL, {"typeName": "AWS::EC2::VPC", "desiredState": "{}"}, {"tags": REQUIRED}),
        ("aws:iam/policy:Policy", {}, {"tags": REQUIRED}),
    ],
)
def test_no_other_tags_are_touched(type_: str, inputs: dict[str, Any], config: dict[str, Any] | None) -> None:
    assert mended(watched_has_tags.RULE, type_, config, **inputs) is None


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if isinstance(rule, ResourceRule) and rule.mend], ids=lambda rule: rule.name
)
def test_off_by_default(rule: ResourceRule) -> None:
    policies = [rule.policy(EnforcementLevel.MANDATORY)]
    config = {rule.name: {"tags": REQUIRED}} if "tags" in rule.options else None
    for type_ in (BLOCK, GROUP):
        assert remediated(policies, registration(type_, "resource", bucket="logs", retentionInDays=1), config) is None
