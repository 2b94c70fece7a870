"""Corrections of moto for where logs go and how they are kept. The fixture is that of test_moto_corrections."""

import json
from collections.abc import Callable
from typing import Any, ClassVar

import pytest
from botocore.exceptions import ClientError

from tests.sandbox.test_moto_corrections import BUCKET, client, s3

__all__ = ["client", "s3"]

ACCOUNT = "123456789012"
Clients = Callable[[str], Any]


@pytest.mark.usefixtures("s3")
class TestTrails:
    @pytest.mark.parametrize("named", ["audit", f"arn:aws:sns:us-east-1:{ACCOUNT}:audit"])
    def test_a_topic_may_be_anywhere_and_be_named_by_its_arn(self, client: Clients, named: str) -> None:
        cloudtrail = client("cloudtrail")
        cloudtrail.create_trail(Name="audit", S3BucketName=BUCKET, SnsTopicName=named)
        assert cloudtrail.get_trail(Name="audit")["Trail"]["SnsTopicARN"] == f"arn:aws:sns:us-east-1:{ACCOUNT}:audit"
        cloudtrail.update_trail(Name="audit", SnsTopicName="")
        assert "SnsTopicARN" not in cloudtrail.get_trail(Name="audit")["Trail"]

    def test_insight_selectors_are_replaced(self, client: Clients) -> None:
        cloudtrail = client("cloudtrail")
        cloudtrail.create_trail(Name="audit", S3BucketName=BUCKET)
        for insights in (["ApiCallRateInsight", "ApiErrorRateInsight"], ["ApiErrorRateInsight"]):
            selectors = [{"InsightType": insight} for insight in insights]
            cloudtrail.put_insight_selectors(TrailName="audit", InsightSelectors=selectors)
            assert cloudtrail.get_insight_selectors(TrailName="audit")["InsightSelectors"] == selectors

    def test_a_trail_has_one_kind_of_event_selectors(self, client: Clients) -> None:
        cloudtrail = client("cloudtrail")
        cloudtrail.create_trail(Name="audit", S3BucketName=BUCKET)
        basic = [{"ReadWriteType": "All", "IncludeManagementEvents": True}]
        advanced = [{"FieldSelectors": [{"Field": "eventCategory", "Equals": ["Management"]}]}]
        kinds = ("EventSelectors", "AdvancedEventSelectors")
        for kind, selectors in [(kinds[0], basic), (kinds[1], advanced), (kinds[0], basic)]:
            cloudtrail.put_event_selectors(TrailName="audit", **{kind: selectors})
            found = cloudtrail.get_event_selectors(TrailName="audit")
            assert {name: found[name] for name in kinds if found.get(name)} == {kind: selectors}


class TestKeys:
    @pytest.mark.parametrize(
        ("denial", "denied"),
        [
            ({"Principal": {"Service": "logs.us-east-1.amazonaws.com"}}, False),
            ({"Principal": "*", "Condition": {"StringEquals": {"aws:PrincipalAccount": "999999999999"}}}, False),
            ({"Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}}, True),
        ],
    )
    def test_a_denial_concerns_whom_it_names(self, client: Clients, denial: dict[str, Any], denied: bool) -> None:
        kms = client("kms")
        statement = {"Effect": "Deny", "Action": "kms:*", "Resource": "*", **denial}
        policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        key = kms.create_key(Policy=policy)["KeyMetadata"]["KeyId"]
        if denied:
            with pytest.raises(ClientError, match="AccessDeniedException"):
                kms.describe_key(KeyId=key)
        else:
            assert kms.describe_key(KeyId=key)["KeyMetadata"]["KeyId"] == key

    def test_a_services_own_key_is_aws_to_manage(self, client: Clients) -> None:
        kms = client("kms")
        own = kms.create_key()["KeyMetadata"]
        managed = kms.describe_key(KeyId="alias/aws/s3")["KeyMetadata"]
        assert (own["KeyManager"], managed["KeyManager"]) == ("CUSTOMER", "AWS")


class TestLogGroups:
    @pytest.fixture
    def logs(self, client: Clients) -> Any:
        logs = client("logs")
        logs.create_log_group(logGroupName="/traffic")
        return logs

    def test_a_key_comes_and_goes(self, logs: Any) -> None:
        def key() -> str | None:
            (group,) = logs.describe_log_groups()["logGroups"]
            return group.get("kmsKeyId")

        logs.associate_kms_key(logGroupName="/traffic", kmsKeyId="arn:aws:kms:us-east-1:123456789012:key/one")
        assert key() == "arn:aws:kms:us-east-1:123456789012:key/one"
        logs.disassociate_kms_key(logGroupName="/traffic")
        assert key() is None

    @pytest.mark.parametrize("operation", ["associate_kms_key", "disassociate_kms_key"])
    def test_the_key_of_a_group_that_is_not_there(self, logs: Any, operation: str) -> None:
        key = {"kmsKeyId": "one"} if operation == "associate_kms_key" else {}
        with pytest.raises(ClientError, match="ResourceNotFoundException"):
            getattr(logs, operation)(logGroupName="/none", **key)

    def test_one_of_two_subscription_filters_changes(self, client: Clients, logs: Any) -> None:
        client("kinesis").create_stream(StreamName="events", ShardCount=1)
        put = {
            "logGroupName": "/traffic",
            "destinationArn": f"arn:aws:kinesis:us-east-1:{ACCOUNT}:stream/events",
            "roleArn": f"arn:aws:iam::{ACCOUNT}:role/subscription",
        }
        for name in ("one", "two"):
            logs.put_subscription_filter(**put, filterName=name, filterPattern="")
        logs.put_subscription_filter(**put, filterName="two", filterPattern="REJECT", distribution="Random")
        found = logs.describe_subscription_filters(logGroupName="/traffic")["subscriptionFilters"]
        assert [(each["filterName"], each["filterPattern"], each["distribution"]) for each in found] == [
            ("one", "", "ByLogStream"),
            ("two", "REJECT", "Random"),
        ]
        with pytest.raises(ClientError, match="LimitExceededException"):
            logs.put_subscription_filter(**put, filterName="three", filterPattern="")


class TestAccessLogs:
    STATEMENT: ClassVar[dict[str, Any]] = {
        "Effect": "Allow",
        "Principal": {"Service": "logging.s3.amazonaws.com"},
        "Action": "s3:PutObject",
        "Resource": "arn:aws:s3:::target/*",
        "Condition": {
            "ArnLike": {"aws:SourceArn": f"arn:aws:s3:::{BUCKET}"},
            "StringEquals": {"aws:SourceAccount": ACCOUNT},
        },
    }
    NOT_ALLOWED = "You must either provide the necessary permissions to the logging service using a bucket policy"

    def enable(self, s3: Any, prefix: str = "", **changes: Any) -> str | None:
        s3.create_bucket(Bucket="target")
        if changes.get("Effect", "Allow") is not None:
            policy = {"Version": "2012-10-17", "Statement": [{**self.STATEMENT, **changes}]}
            s3.put_bucket_policy(Bucket="target", Policy=json.dumps(policy))
        return self.put(s3, "target", prefix)

    def put(self, s3: Any, target: str, prefix: str = "") -> str | None:
        enabled = {"LoggingEnabled": {"TargetBucket": target, "TargetPrefix": prefix}}
        try:
            s3.put_bucket_logging(Bucket=BUCKET, BucketLoggingStatus=enabled)
        except ClientError as error:
            return str(error)
        assert s3.get_bucket_logging(Bucket=BUCKET)["LoggingEnabled"] == enabled["LoggingEnabled"]
        return None

    @pytest.mark.parametrize(
        "changes",
        [
            {},
            {"Action": ["s3:PutObject", "s3:PutObjectTagging"]},
            {"Resource": ["arn:aws:s3:::target/audit/*", "arn:aws:s3:::target/other/*"]},
            {"Resource": "arn:aws:s3:::target/a*"},
        ],
    )
    def test_a_policy_that_lets_the_service_write(self, s3: Any, changes: dict[str, Any]) -> None:
        assert self.enable(s3, "audit/", **changes) is None
        s3.put_bucket_logging(Bucket=BUCKET, BucketLoggingStatus={})
        assert "LoggingEnabled" not in s3.get_bucket_logging(Bucket=BUCKET)

    @pytest.mark.parametrize(
        "changes",
        [
            {"Effect": None},
            {"Effect": "Deny"},
            {"Action": "s3:GetObject"},
            {"Resource": "arn:aws:s3:::target/other/*"},
            {"Principal": {"Service": "cloudtrail.amazonaws.com"}},
            {"Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::another"}}},
            {"Condition": {"StringEquals": {"aws:SourceAccount": "999999999999"}}},
        ],
    )
    def test_a_policy_that_does_not(self, s3: Any, changes: dict[str, Any]) -> None:
        refused = self.enable(s3, "audit/", **changes)
        assert refused is not None
        assert "InvalidTargetBucketForLogging" in refused
        assert self.NOT_ALLOWED in refused

    def test_a_target_that_is_not_there(self, s3: Any) -> None:
        refused = self.put(s3, "target")
        assert refused is not None
        assert "The target bucket for logging does not exist." in refused

    def test_a_target_in_another_region(self, s3: Any) -> None:
        s3.create_bucket(Bucket="target", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
        policy = {"Version": "2012-10-17", "Statement": [self.STATEMENT]}
        s3.put_bucket_policy(Bucket="target", Policy=json.dumps(policy))
        refused = self.put(s3, "target")
        assert refused is not None
        assert "CrossLocationLoggingProhibited" in refused


class TestObjectLock:
    LOCK: ClassVar[dict[str, Any]] = {
        "ObjectLockEnabled": "Enabled",
        "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 1}},
    }

    def test_a_bucket_with_objects_takes_another_retention(self, s3: Any) -> None:
        s3.create_bucket(Bucket="locked", ObjectLockEnabledForBucket=True)
        s3.put_object(Bucket="locked", Key="log", Body=b"x")
        s3.put_object_lock_configuration(Bucket="locked", ObjectLockConfiguration=self.LOCK)
        found = s3.get_object_lock_configuration(Bucket="locked")["ObjectLockConfiguration"]
        assert found["Rule"]["DefaultRetention"]["Mode"] == "GOVERNANCE"

    def test_a_bucket_without_versions_takes_no_lock(self, s3: Any) -> None:
        with pytest.raises(ClientError, match="InvalidBucketState"):
            s3.put_object_lock_configuration(Bucket=BUCKET, ObjectLockConfiguration=self.LOCK)
