"""What CloudTrail refuses, with AWS's codes and messages."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from sandbox.provider.aws import Aws
from tests.sandbox.provider.account import GROUP_ARN, ROLE_ARN, put_policy, refusal, role
from tests.sandbox.provider.sample import ACCOUNT, BUCKET, DELIVERY, TRAIL_ARN, WRITE_LOGS

TRAIL = {"Name": "audit", "S3BucketName": BUCKET}
NO_ACCESS = f"InsufficientS3BucketPolicyException: Incorrect S3 bucket policy is detected for bucket: {BUCKET}"


def edited(change: Callable[[list[dict[str, Any]]], object]) -> str:
    """Return the policy that lets CloudTrail deliver, after a change to its two statements."""
    document = json.loads(DELIVERY)
    change(document["Statement"])
    return json.dumps(document)


@pytest.fixture
def bucket(aws: Aws) -> Aws:
    aws.call("s3", "create_bucket", {"Bucket": BUCKET})
    return aws


class TestTrailBucket:
    def test_the_documented_policy_is_enough(self, bucket: Aws) -> None:
        put_policy(bucket, DELIVERY)
        assert refusal(bucket, "cloudtrail", "create_trail", TRAIL) is None

    def test_a_bucket_without_a_policy(self, bucket: Aws) -> None:
        assert refusal(bucket, "cloudtrail", "create_trail", TRAIL) == f"CreateTrail: {NO_ACCESS}"

    def test_a_bucket_that_does_not_exist(self, aws: Aws) -> None:
        expected = f"CreateTrail: S3BucketDoesNotExistException: S3 bucket {BUCKET} does not exist!"
        assert refusal(aws, "cloudtrail", "create_trail", TRAIL) == expected

    @pytest.mark.parametrize(
        "policy",
        [
            edited(lambda statements: statements.pop(0)),
            edited(lambda statements: statements.pop(1)),
            edited(lambda statements: statements[1].update(Resource=f"arn:aws:s3:::{BUCKET}/logs/*")),
            edited(lambda statements: statements[1].update(Resource=f"arn:aws:s3:::{BUCKET}/AWSLogs/9{ACCOUNT[1:]}/*")),
            edited(lambda statements: statements[1].update(Principal={"Service": "config.amazonaws.com"})),
            edited(lambda statements: statements[0].update(Condition={"StringEquals": {"aws:SourceArn": "arn:x"}})),
            edited(lambda statements: statements.append({**statements[1], "Effect": "Deny"})),
            edited(
                lambda statements: statements[1].update(
                    Condition={"StringEquals": {"s3:x-amz-acl": "private", "aws:SourceArn": TRAIL_ARN}}
                )
            ),
        ],
    )
    def test_a_policy_that_keeps_cloudtrail_out(self, bucket: Aws, policy: str) -> None:
        put_policy(bucket, policy)
        assert refusal(bucket, "cloudtrail", "create_trail", TRAIL) == f"CreateTrail: {NO_ACCESS}"

    def test_a_denial_of_requests_without_tls_does_not_concern_cloudtrail(self, bucket: Aws) -> None:
        tls = {
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": [f"arn:aws:s3:::{BUCKET}", f"arn:aws:s3:::{BUCKET}/*"],
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        }
        put_policy(bucket, edited(lambda statements: statements.append(tls)))
        assert refusal(bucket, "cloudtrail", "create_trail", TRAIL) is None

    def test_the_prefix_is_part_of_the_key(self, bucket: Aws) -> None:
        put_policy(bucket, DELIVERY)
        with_prefix = {**TRAIL, "S3KeyPrefix": "audit"}
        assert refusal(bucket, "cloudtrail", "create_trail", with_prefix) == f"CreateTrail: {NO_ACCESS}"
        put_policy(bucket, DELIVERY.replace("/AWSLogs", "/audit/AWSLogs"))
        assert refusal(bucket, "cloudtrail", "create_trail", with_prefix) is None

    def test_an_update_counts_with_what_stays(self, bucket: Aws) -> None:
        put_policy(bucket, DELIVERY)
        bucket.call("cloudtrail", "create_trail", TRAIL)
        assert refusal(bucket, "cloudtrail", "update_trail", {"Name": TRAIL_ARN, "IsMultiRegionTrail": True}) is None
        moved = {"Name": TRAIL_ARN, "S3KeyPrefix": "elsewhere"}
        assert refusal(bucket, "cloudtrail", "update_trail", moved) == f"UpdateTrail: {NO_ACCESS}"


class TestTrailLogGroup:
    @pytest.fixture
    def ready(self, bucket: Aws) -> Aws:
        put_policy(bucket, DELIVERY)
        bucket.call("logs", "create_log_group", {"logGroupName": "/trail"})
        return bucket

    def create(self, aws: Aws, group: str | None = GROUP_ARN, role_arn: str | None = ROLE_ARN) -> str | None:
        destination = {"CloudWatchLogsLogGroupArn": group, "CloudWatchLogsRoleArn": role_arn}
        given = {name: value for name, value in destination.items() if value is not None}
        return refusal(aws, "cloudtrail", "create_trail", {**TRAIL, **given})

    def test_a_role_that_may(self, ready: Aws) -> None:
        role(ready, "cloudtrail.amazonaws.com")
        assert self.create(ready) is None

    def test_a_managed_policy_counts(self, ready: Aws) -> None:
        role(ready, "cloudtrail.amazonaws.com", WRITE_LOGS.replace("logs:", "sns:"))
        policy = ready.call("iam", "create_policy", {"PolicyName": "write", "PolicyDocument": WRITE_LOGS})["Policy"]
        ready.call("iam", "attach_role_policy", {"RoleName": "delivery", "PolicyArn": policy["Arn"]})
        assert self.create(ready) is None

    @pytest.mark.parametrize(
        ("service", "policy", "expected"),
        [
            (
                "vpc-flow-logs.amazonaws.com",
                WRITE_LOGS,
                "InvalidCloudWatchLogsRoleArnException: Access denied. Check the trust relationships for your role.",
            ),
            (
                "cloudtrail.amazonaws.com",
                WRITE_LOGS.replace("logs:PutLogEvents", "logs:GetLogEvents"),
                "InvalidCloudWatchLogsLogGroupArnException: Access denied. Check the permissions for your role.",
            ),
            (
                "cloudtrail.amazonaws.com",
                WRITE_LOGS.replace('"*"', f'"{GROUP_ARN.replace("/trail", "/other")}"'),
                "InvalidCloudWatchLogsLogGroupArnException: Access denied. Check the permissions for your role.",
            ),
        ],
    )
    def test_a_role_that_may_not(self, ready: Aws, service: str, policy: str, expected: str) -> None:
        role(ready, service, policy)
        assert self.create(ready) == f"CreateTrail: {expected}"

    def test_a_role_that_does_not_exist(self, ready: Aws) -> None:
        expected = "InvalidCloudWatchLogsRoleArnException: Access denied. Check the trust relationships for your role."
        assert self.create(ready) == f"CreateTrail: {expected}"

    @pytest.mark.parametrize(
        ("group", "role_arn", "expected"),
        [
            (
                GROUP_ARN,
                None,
                "InvalidCloudWatchLogsRoleArnException: You must specify a role ARN as well as a log group.",
            ),
            (
                None,
                ROLE_ARN,
                "InvalidCloudWatchLogsLogGroupArnException: You must specify a log group as well as a role ARN.",
            ),
            (
                GROUP_ARN.removesuffix(":*"),
                ROLE_ARN,
                "InvalidCloudWatchLogsLogGroupArnException: CloudTrail cannot validate the specified log group ARN.",
            ),
            (
                GROUP_ARN.replace("/trail", "/none"),
                ROLE_ARN,
                "InvalidCloudWatchLogsLogGroupArnException: CloudTrail cannot validate the specified log group ARN.",
            ),
        ],
    )
    def test_a_destination_that_is_not_one(
        self, ready: Aws, group: str | None, role_arn: str | None, expected: str
    ) -> None:
        role(ready, "cloudtrail.amazonaws.com")
        assert self.create(ready, group, role_arn) == f"CreateTrail: {expected}"


def test_a_trail_name_that_is_too_short_is_refused_by_the_emulator_itself(bucket: Aws) -> None:
    put_policy(bucket, DELIVERY.replace("trail/audit", "trail/a"))
    assert "InvalidTrailNameException" in str(refusal(bucket, "cloudtrail", "create_trail", {**TRAIL, "Name": "a"}))
