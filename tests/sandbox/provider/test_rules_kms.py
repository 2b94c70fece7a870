"""What KMS refuses of a key's policy, with AWS's codes and messages."""

import json
from typing import Any

import pytest

from sandbox.provider.aws import Aws
from sandbox.provider.rules.keys import find_key
from tests.sandbox.provider.account import refusal
from tests.sandbox.provider.sample import ACCOUNT, trust
from tests.sandbox.provider.samples_encryption import LOGS_USE, key_policy

LOCKED_OUT = (
    "MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy in the future."
)
NOBODY = "MalformedPolicyDocumentException: Policy contains a statement with one or more invalid principals."
ROOT = {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}
ROLE = f"arn:aws:iam::{ACCOUNT}:role/audit/reader"


def document(*statements: dict[str, Any]) -> str:
    complete = [
        {"Effect": "Allow", "Principal": ROOT, "Action": "kms:*", "Resource": "*"} | each for each in statements
    ]
    return json.dumps({"Version": "2012-10-17", "Statement": complete})


def without(member: str) -> str:
    policy = json.loads(document({}))
    del policy["Statement"][0][member]
    return json.dumps(policy)


REFUSED = [
    ("{", "MalformedPolicyDocumentException: This policy contains invalid Json"),
    (without("Principal"), NOBODY),
    (document({}, {"Principal": {"AWS": [f"arn:aws:iam::{ACCOUNT}:role/none"]}}), NOBODY),
    (document({}, {"Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:user/none"}}), NOBODY),
    (without("Action"), LOCKED_OUT),
    (without("Resource"), LOCKED_OUT),
    (document({"Action": "kms:Decrypt"}), LOCKED_OUT),
    (document({"Principal": {"AWS": "arn:aws:iam::999999999999:root"}}), LOCKED_OUT),
    (document({"Principal": {"Service": "logs.us-east-1.amazonaws.com"}}), LOCKED_OUT),
    (document({}, {"Effect": "Deny", "Principal": "*", "Action": "kms:Put*"}), LOCKED_OUT),
    (document({"Condition": {"StringEquals": {"kms:CallerAccount": "999999999999"}}}), LOCKED_OUT),
]
ALLOWED = [
    key_policy(LOGS_USE),
    document({"Principal": "*", "Condition": {"StringEquals": {"kms:CallerAccount": ACCOUNT}}}),
    document({"Action": "kms:PutKeyPolicy"}, {"Principal": {"AWS": "arn:aws:iam::999999999999:role/theirs"}}),
    document({"Principal": {"AWS": [ROOT["AWS"], ROLE]}}),
]


@pytest.fixture
def key(aws: Aws) -> str:
    return aws.call("kms", "create_key", {})["KeyMetadata"]["KeyId"]


@pytest.mark.parametrize(("policy", "expected"), REFUSED)
def test_a_policy_under_which_the_key_could_not_be_managed(aws: Aws, key: str, policy: str, expected: str) -> None:
    assert refusal(aws, "kms", "create_key", {"Policy": policy}) == f"CreateKey: {expected}"
    put = {"KeyId": key, "PolicyName": "default", "Policy": policy}
    assert refusal(aws, "kms", "put_key_policy", put) == f"PutKeyPolicy: {expected}"


@pytest.mark.parametrize("policy", ALLOWED)
def test_a_policy_under_which_it_can(aws: Aws, key: str, policy: str) -> None:
    aws.call("iam", "create_role", {"RoleName": "reader", "Path": "/audit/", "AssumeRolePolicyDocument": trust("x")})
    assert refusal(aws, "kms", "create_key", {"Policy": policy}) is None
    assert refusal(aws, "kms", "put_key_policy", {"KeyId": key, "PolicyName": "default", "Policy": policy}) is None


def test_the_safety_check_can_be_bypassed(aws: Aws) -> None:
    bypassing = {"Policy": document({"Action": "kms:Decrypt"}), "BypassPolicyLockoutSafetyCheck": True}
    assert refusal(aws, "kms", "create_key", bypassing) is None


def test_a_key_is_found_by_each_of_its_names(aws: Aws, key: str) -> None:
    aws.call("kms", "create_alias", {"AliasName": "alias/audit", "TargetKeyId": key})
    arn = f"arn:aws:kms:us-east-1:{ACCOUNT}:key/{key}"
    names = [key, arn, "alias/audit", f"arn:aws:kms:us-east-1:{ACCOUNT}:alias/audit"]
    found = [find_key(aws, name, "us-east-1") for name in names]
    assert [each and (each.arn, each.enabled) for each in found] == [(arn, True)] * 4
    assert find_key(aws, key, "eu-west-1") is None
