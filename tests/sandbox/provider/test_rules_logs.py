"""What CloudWatch Logs refuses, with AWS's codes and messages."""

import json
from typing import Any

import pytest

from sandbox.provider.aws import Aws
from tests.sandbox.provider.account import ROLE_ARN, refusal, role
from tests.sandbox.provider.sample import ACCOUNT, GROUP_ARN
from tests.sandbox.provider.samples_encryption import LOGS_USE, key_policy

GROUP = "/network/flow"
UNKNOWN_KEY = "InvalidParameterException: The specified KMS Key Id could not be found."
NOT_ALLOWED = (
    f"AccessDeniedException: The specified KMS key does not exist or is not allowed to be used with Arn '{GROUP_ARN}'"
)


def make_key(aws: Aws, *services: dict[str, Any]) -> str:
    return aws.call("kms", "create_key", {"Policy": key_policy(*services)})["KeyMetadata"]["Arn"]


def with_key(aws: Aws, key: str) -> list[str | None]:
    """Associate a key with a group as it is created, and with one that is there."""
    created = refusal(aws, "logs", "create_log_group", {"logGroupName": GROUP, "kmsKeyId": key})
    if created is not None:
        aws.call("logs", "create_log_group", {"logGroupName": GROUP})
    return [created, refusal(aws, "logs", "associate_kms_key", {"logGroupName": GROUP, "kmsKeyId": key})]


class TestKeys:
    def test_the_documented_policy_is_enough(self, aws: Aws) -> None:
        assert with_key(aws, make_key(aws, LOGS_USE)) == [None, None]
        (group,) = aws.call("logs", "describe_log_groups", {})["logGroups"]
        assert group["kmsKeyId"].startswith(f"arn:aws:kms:us-east-1:{ACCOUNT}:key/")

    @pytest.mark.parametrize(
        "statement",
        [
            {**LOGS_USE, "Effect": "Deny"},
            {**LOGS_USE, "Principal": {"Service": "logs.eu-west-1.amazonaws.com"}},
            {**LOGS_USE, "Action": ["kms:Encrypt", "kms:Decrypt"]},
            {**LOGS_USE, "Action": ["kms:Encrypt", "kms:GenerateDataKey"]},
            {**LOGS_USE, "Action": ["kms:Decrypt", "kms:GenerateDataKey"]},
            {**LOGS_USE, "Condition": {"ArnEquals": {"kms:EncryptionContext:aws:logs:arn": f"{GROUP_ARN}-2"}}},
            {**LOGS_USE, "Condition": {"StringEquals": {"aws:SourceAccount": "999999999999"}}},
        ],
    )
    def test_a_policy_that_keeps_the_service_out(self, aws: Aws, statement: dict[str, Any]) -> None:
        refused = [f"CreateLogGroup: {NOT_ALLOWED}", f"AssociateKmsKey: {NOT_ALLOWED}"]
        assert with_key(aws, make_key(aws, statement)) == refused

    def test_a_key_that_is_not_there_or_can_not_be_used(self, aws: Aws) -> None:
        refused = [f"CreateLogGroup: {UNKNOWN_KEY}", f"AssociateKmsKey: {UNKNOWN_KEY}"]
        missing = f"arn:aws:kms:us-east-1:{ACCOUNT}:key/00000000-0000-0000-0000-000000000000"
        assert with_key(aws, missing) == refused
        aws.call("logs", "delete_log_group", {"logGroupName": GROUP})
        disabled = make_key(aws, LOGS_USE)
        aws.call("kms", "disable_key", {"KeyId": disabled.rpartition("/")[2]})
        assert with_key(aws, disabled) == refused


STREAM_ARN = f"arn:aws:kinesis:us-east-1:{ACCOUNT}:stream/events"
NO_DELIVERY = (
    "PutSubscriptionFilter: InvalidParameterException: Could not deliver test message to specified Kinesis stream. "
    "Check if the given kinesis stream is in ACTIVE state."
)


def put_records(resource: str = STREAM_ARN, action: str = "kinesis:PutRecord") -> str:
    statement = {"Effect": "Allow", "Action": action, "Resource": resource}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


class TestSubscriptions:
    @pytest.fixture
    def ready(self, aws: Aws) -> Aws:
        aws.call("logs", "create_log_group", {"logGroupName": GROUP})
        aws.call("kinesis", "create_stream", {"StreamName": "events", "ShardCount": 1})
        return aws

    def subscribe(self, aws: Aws, name: str = "events", **changes: str | None) -> str | None:
        request = {
            "logGroupName": GROUP,
            "filterName": name,
            "filterPattern": "",
            "destinationArn": STREAM_ARN,
            "roleArn": ROLE_ARN,
            **changes,
        }
        given = {member: value for member, value in request.items() if value is not None}
        return refusal(aws, "logs", "put_subscription_filter", given)

    @pytest.mark.parametrize("service", ["logs.amazonaws.com", "logs.us-east-1.amazonaws.com"])
    def test_a_role_that_may(self, ready: Aws, service: str) -> None:
        role(ready, service, put_records())
        assert self.subscribe(ready) is None

    @pytest.mark.parametrize(
        ("service", "policy"),
        [
            ("logs.eu-west-1.amazonaws.com", put_records()),
            ("cloudtrail.amazonaws.com", put_records()),
            ("logs.amazonaws.com", put_records(action="kinesis:PutRecords")),
            ("logs.amazonaws.com", put_records(resource=f"{STREAM_ARN}-2")),
        ],
    )
    def test_a_role_that_may_not(self, ready: Aws, service: str, policy: str) -> None:
        role(ready, service, policy)
        assert self.subscribe(ready) == NO_DELIVERY

    @pytest.mark.parametrize(
        ("source", "refused"),
        [(f"{GROUP_ARN}:*", None), (f"arn:aws:logs:us-east-1:{ACCOUNT}:*", None), (f"{GROUP_ARN}-2:*", NO_DELIVERY)],
    )
    def test_a_role_may_name_the_group(self, ready: Aws, source: str, refused: str | None) -> None:
        role(ready, "logs.amazonaws.com", put_records())
        trust = {
            "Effect": "Allow",
            "Principal": {"Service": "logs.amazonaws.com"},
            "Action": "sts:AssumeRole",
            "Condition": {"StringLike": {"aws:SourceArn": source}},
        }
        document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
        ready.call("iam", "update_assume_role_policy", {"RoleName": "delivery", "PolicyDocument": document})
        assert self.subscribe(ready) == refused

    def test_a_role_that_does_not_exist(self, ready: Aws) -> None:
        assert self.subscribe(ready) == NO_DELIVERY

    def test_a_stream_takes_a_role(self, ready: Aws) -> None:
        expected = (
            "PutSubscriptionFilter: InvalidParameterException: "
            "destinationArn for vendor kinesis cannot be used without roleArn"
        )
        assert self.subscribe(ready, roleArn=None) == expected

    def test_a_delivery_stream_needs_a_permission_of_its_own(self, ready: Aws) -> None:
        role(ready, "logs.amazonaws.com", put_records("*"))
        destination = f"arn:aws:firehose:us-east-1:{ACCOUNT}:deliverystream/events"
        expected = (
            "PutSubscriptionFilter: InvalidParameterException: Could not deliver test message to specified Firehose "
            "stream. Check if the given Firehose stream is in ACTIVE state."
        )
        assert self.subscribe(ready, destinationArn=destination) == expected

    def test_a_group_has_two_filters_at_most(self, ready: Aws) -> None:
        role(ready, "logs.amazonaws.com", put_records())
        assert [self.subscribe(ready, name) for name in ("one", "two", "one")] == [None, None, None]
        expected = "PutSubscriptionFilter: LimitExceededException: Resource limit exceeded."
        assert self.subscribe(ready, "three") == expected
