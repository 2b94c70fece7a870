"""What CloudTrail refuses of a trail's key, topic and organization, with AWS's codes and messages."""

import json
from typing import Any

import pytest

from sandbox.provider.aws import Aws
from tests.sandbox.provider.account import GROUP_ARN, ROLE_ARN, put_policy, refusal, role
from tests.sandbox.provider.sample import ACCOUNT, BUCKET, DELIVERY, TOPIC_ARN, TRAIL_ARN, WRITE_LOGS
from tests.sandbox.provider.samples_encryption import (
    TRAIL_DECRYPTS,
    TRAIL_DESCRIBES,
    TRAIL_ENCRYPTS,
    key_policy,
    topic_policy,
)

TRAIL = {"Name": "audit", "S3BucketName": BUCKET}


@pytest.fixture
def ready(aws: Aws) -> Aws:
    """An account with a bucket that CloudTrail may deliver to."""
    aws.call("s3", "create_bucket", {"Bucket": BUCKET})
    put_policy(aws, DELIVERY)
    return aws


def create(aws: Aws, **settings: Any) -> str | None:
    return refusal(aws, "cloudtrail", "create_trail", {**TRAIL, **settings})


def changed(statement: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {**statement, **changes}


class TestKey:
    def key(self, aws: Aws, *services: dict[str, Any]) -> str:
        return aws.call("kms", "create_key", {"Policy": key_policy(*services)})["KeyMetadata"]["Arn"]

    def refused(self, key: str) -> str:
        return (
            "InsufficientEncryptionPolicyException: "
            f"Insufficient permissions to access S3 bucket {BUCKET} or KMS key {key}."
        )

    def test_the_documented_policy_is_enough(self, ready: Aws) -> None:
        assert create(ready, KmsKeyId=self.key(ready, TRAIL_ENCRYPTS, TRAIL_DESCRIBES)) is None

    @pytest.mark.parametrize(
        "services",
        [
            (TRAIL_ENCRYPTS,),
            (TRAIL_DESCRIBES,),
            (TRAIL_ENCRYPTS, changed(TRAIL_DESCRIBES, Principal={"Service": "config.amazonaws.com"})),
            (changed(TRAIL_ENCRYPTS, Action="kms:Encrypt"), TRAIL_DESCRIBES),
            (
                changed(TRAIL_ENCRYPTS, Condition={"StringEquals": {"aws:SourceArn": f"{TRAIL_ARN}-2"}}),
                TRAIL_DESCRIBES,
            ),
            (
                changed(
                    TRAIL_ENCRYPTS,
                    Condition={"StringEquals": {"kms:EncryptionContext:aws:cloudtrail:arn": f"{TRAIL_ARN}-2"}},
                ),
                TRAIL_DESCRIBES,
            ),
        ],
    )
    def test_a_policy_that_keeps_cloudtrail_out(self, ready: Aws, services: tuple[dict[str, Any], ...]) -> None:
        key = self.key(ready, *services)
        assert create(ready, KmsKeyId=key) == f"CreateTrail: {self.refused(key)}"
        ready.call("cloudtrail", "create_trail", TRAIL)
        update = {"Name": TRAIL_ARN, "KmsKeyId": key}
        assert refusal(ready, "cloudtrail", "update_trail", update) == f"UpdateTrail: {self.refused(key)}"

    def test_a_bucket_with_a_key_of_its_own_is_decrypted_too(self, ready: Aws) -> None:
        rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}, "BucketKeyEnabled": True}
        encryption = {"Bucket": BUCKET, "ServerSideEncryptionConfiguration": {"Rules": [rule]}}
        ready.call("s3", "put_bucket_encryption", encryption)
        key = self.key(ready, TRAIL_ENCRYPTS, TRAIL_DESCRIBES)
        assert create(ready, KmsKeyId=key) == f"CreateTrail: {self.refused(key)}"
        assert create(ready, KmsKeyId=self.key(ready, TRAIL_ENCRYPTS, TRAIL_DESCRIBES, TRAIL_DECRYPTS)) is None

    def test_a_key_that_is_not_there(self, ready: Aws) -> None:
        key = f"arn:aws:kms:us-east-1:{ACCOUNT}:key/00000000-0000-0000-0000-000000000000"
        expected = f"CreateTrail: KmsKeyNotFoundException: The KMS key {key} does not exist in us-east-1."
        assert create(ready, KmsKeyId=key) == expected

    def test_a_key_that_is_disabled(self, ready: Aws) -> None:
        key = self.key(ready, TRAIL_ENCRYPTS, TRAIL_DESCRIBES)
        ready.call("kms", "disable_key", {"KeyId": key.rpartition("/")[2]})
        assert create(ready, KmsKeyId=key) == f"CreateTrail: KmsException: The KMS key {key} is disabled."

    def test_the_bucket_sees_which_key_it_is(self, ready: Aws) -> None:
        key = self.key(ready, TRAIL_ENCRYPTS, TRAIL_DESCRIBES)
        denial = {
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:PutObject",
            "Resource": f"arn:aws:s3:::{BUCKET}/*",
            "Condition": {"StringNotEquals": {"s3:x-amz-server-side-encryption-aws-kms-key-id": key}},
        }
        document = json.loads(DELIVERY)
        document["Statement"].append(denial)
        put_policy(ready, json.dumps(document))
        other = self.key(ready, TRAIL_ENCRYPTS, TRAIL_DESCRIBES)
        assert "InsufficientS3BucketPolicyException" in (create(ready, KmsKeyId=other) or "")
        assert create(ready, KmsKeyId=key) is None


class TestTopic:
    REFUSED = "InsufficientSnsTopicPolicyException: SNS Topic does not exist or the topic policy is incorrect!"

    def topic(self, aws: Aws, policy: str | None = None, **attributes: str) -> None:
        given = {**attributes, **({} if policy is None else {"Policy": policy})}
        aws.call("sns", "create_topic", {"Name": "audit", "Attributes": given})

    @pytest.mark.parametrize("named", ["audit", TOPIC_ARN])
    def test_the_documented_policy_is_enough(self, ready: Aws, named: str) -> None:
        self.topic(ready, topic_policy())
        assert create(ready, SnsTopicName=named) is None
        found = ready.call("cloudtrail", "get_trail", {"Name": "audit"})["Trail"]
        assert (found["SnsTopicName"], found["SnsTopicARN"]) == (named, TOPIC_ARN)

    @pytest.mark.parametrize(
        "policy",
        [
            None,
            topic_policy(Principal={"Service": "config.amazonaws.com"}),
            topic_policy(Action="SNS:Subscribe"),
            topic_policy(Resource=f"{TOPIC_ARN}-2"),
            topic_policy(Condition={"StringEquals": {"aws:SourceArn": f"{TRAIL_ARN}-2"}}),
            topic_policy(Effect="Deny"),
        ],
    )
    def test_a_policy_that_keeps_cloudtrail_out(self, ready: Aws, policy: str | None) -> None:
        self.topic(ready, policy)
        assert create(ready, SnsTopicName="audit") == f"CreateTrail: {self.REFUSED}"
        ready.call("cloudtrail", "create_trail", TRAIL)
        update = {"Name": TRAIL_ARN, "SnsTopicName": "audit"}
        assert refusal(ready, "cloudtrail", "update_trail", update) == f"UpdateTrail: {self.REFUSED}"

    def test_a_topic_that_does_not_exist(self, ready: Aws) -> None:
        assert create(ready, SnsTopicName="audit") == f"CreateTrail: {self.REFUSED}"

    def test_a_topic_with_a_key_that_does_not_exist(self, ready: Aws) -> None:
        self.topic(ready, topic_policy(), KmsMasterKeyId="alias/none")
        expected = "CreateTrail: KmsKeyNotFoundException: The KMS key alias/none does not exist in us-east-1."
        assert create(ready, SnsTopicName="audit") == expected


class TestOrganization:
    def organization(self, aws: Aws, *services: str, features: str = "ALL") -> str:
        made = aws.call("organizations", "create_organization", {"FeatureSet": features})["Organization"]
        for service in services:
            aws.call("organizations", "enable_aws_service_access", {"ServicePrincipal": service})
        return made["Id"]

    def deliver_to(self, aws: Aws, *folders: str) -> None:
        document = json.loads(DELIVERY)
        document["Statement"][1]["Resource"] = [f"arn:aws:s3:::{BUCKET}/{folder}/*" for folder in folders]
        put_policy(aws, json.dumps(document))

    def test_the_folders_of_the_account_and_of_the_organization_are_written(self, ready: Aws) -> None:
        organization = self.organization(ready, "cloudtrail.amazonaws.com")
        own, all_accounts = f"trail/AWSLogs/{ACCOUNT}", f"trail/AWSLogs/{organization}"
        refused = (
            "CreateTrail: InsufficientS3BucketPolicyException: "
            f"Incorrect S3 bucket policy is detected for bucket: {BUCKET}"
        )
        for folders in ((own,), (all_accounts,), (f"AWSLogs/{ACCOUNT}", f"AWSLogs/{organization}")):
            self.deliver_to(ready, *folders)
            assert create(ready, IsOrganizationTrail=True, S3KeyPrefix="trail") == refused
        self.deliver_to(ready, own, all_accounts)
        assert create(ready, IsOrganizationTrail=True, S3KeyPrefix="trail") is None

    def test_the_log_streams_of_each_account_are_written(self, ready: Aws) -> None:
        organization = self.organization(ready, "cloudtrail.amazonaws.com")
        self.deliver_to(ready, f"AWSLogs/{ACCOUNT}", f"AWSLogs/{organization}")
        ready.call("logs", "create_log_group", {"logGroupName": "/trail"})
        streams = f"{GROUP_ARN.removesuffix(':*')}:log-stream:"
        role(ready, "cloudtrail.amazonaws.com", WRITE_LOGS.replace('"*"', f'"{streams}{ACCOUNT}_*"'))
        group = {"CloudWatchLogsLogGroupArn": GROUP_ARN, "CloudWatchLogsRoleArn": ROLE_ARN}
        expected = (
            "CreateTrail: InvalidCloudWatchLogsLogGroupArnException: "
            "Access denied. Check the permissions for your role."
        )
        assert create(ready, IsOrganizationTrail=True, **group) == expected
        both = WRITE_LOGS.replace('"*"', f'["{streams}{ACCOUNT}_*", "{streams}{organization}_*"]')
        policy = {"RoleName": "delivery", "PolicyName": "write", "PolicyDocument": both}
        ready.call("iam", "put_role_policy", policy)
        assert create(ready, IsOrganizationTrail=True, **group) is None

    def test_an_account_without_an_organization(self, ready: Aws) -> None:
        expected = (
            "CreateTrail: OrganizationsNotInUseException: "
            "The request could not be processed because your account is not a member of an organization."
        )
        assert create(ready, IsOrganizationTrail=True) == expected

    def test_an_organization_that_does_not_let_cloudtrail_in(self, ready: Aws) -> None:
        self.organization(ready, "config.amazonaws.com")
        expected = (
            "CreateTrail: CloudTrailAccessNotEnabledException: The request could not be processed because your "
            "organization hasn't enabled CloudTrail service access. Enable service access for CloudTrail, and then "
            "try again."
        )
        assert create(ready, IsOrganizationTrail=True) == expected

    def test_an_organization_without_all_features(self, ready: Aws) -> None:
        self.organization(ready, features="CONSOLIDATED_BILLING")
        expected = (
            "CreateTrail: OrganizationNotInAllFeaturesModeException: "
            "The request could not be processed because your organization hasn't enabled all features."
        )
        assert create(ready, IsOrganizationTrail=True) == expected

    def test_an_account_that_does_not_manage_its_organization(
        self, ready: Aws, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.organization(ready, "cloudtrail.amazonaws.com")
        call = Aws.call

        def elsewhere(self: Aws, service: str, operation: str, request: Any, region: str = "") -> dict[str, Any]:
            response = call(self, service, operation, request, region)
            if operation == "describe_organization":
                response["Organization"]["MasterAccountId"] = "999999999999"
            return response

        monkeypatch.setattr(Aws, "call", elsewhere)
        expected = (
            "CreateTrail: NotOrganizationMasterAccountException: The request could not be processed because your "
            "account is not the organization's management account."
        )
        assert create(ready, IsOrganizationTrail=True) == expected
