"""Boxes: the requests that a contract has, and those that a statement applies to, a variable at a time."""

from collections.abc import Callable

import pytest
from boxes import Box, contract_boxes, statement_box
from policy_model import Condition, Principal, Statement

from tests.support.bucket_documents import ACCOUNT, ARN, FOREIGN, PLAIN, TRAIL
from tests.support.mixed_documents import DELIVERY, FOLDER, FOREIGN_TRAIL, TRAILS

FLOW_LOGS = f"arn:aws:logs:us-east-1:{ACCOUNT}:x"
HIVE = f"{ARN}/AWSLogs/aws-account-id={ACCOUNT}"


ALL = ["trail-acl", "trail-put", "flow-acl", "flow-put"]
ACL_CHECKS = ["trail-acl", "flow-acl"]


def having(asked: Callable[[Box], bool]) -> list[str]:
    """The names of the contract's boxes of which something is so."""
    return [name for name, box in zip(ALL, contract_boxes(PLAIN), strict=True) if asked(box)]


def test_boxes_of_the_contract_are_ours() -> None:
    assert having(lambda box: box.is_ours) == ALL


@pytest.mark.parametrize(
    ("principal", "expected"),
    [
        (("Service", TRAILS), ["trail-acl", "trail-put"]),
        (("Service", DELIVERY), ["flow-acl", "flow-put"]),
        (("AWS", TRAILS), []),
        (("Service", "ec2.amazonaws.com"), []),
        (("Anonymous", "*"), []),
    ],
)
def test_a_service_has_its_own(principal: tuple[str, str], expected: list[str]) -> None:
    assert having(lambda box: box.principal(principal)) == expected


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("s3:GetBucketAcl", ["trail-acl", "flow-acl"]),
        ("S3:getbucketacl", ["trail-acl", "flow-acl"]),
        ("s3:PutObject", ["trail-put", "flow-put"]),
        ("s3:PUTOBJECT", ["trail-put", "flow-put"]),
        ("s3:PutObjectAcl", []),
        ("s3:GetBucketAc", []),
    ],
)
def test_two_actions(action: str, expected: list[str]) -> None:
    assert having(lambda box: box.action(action)) == expected


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        (ARN, ["trail-acl", "flow-acl"]),
        (f"{ARN}/", []),
        (f"{ARN}-2", []),
        (f"{FOLDER}/", ["trail-put", "flow-put"]),
        (f"{FOLDER}/x", ["trail-put", "flow-put"]),
        (f"{HIVE}/x", ["flow-put"]),
        (f"{FOLDER}4/x", []),
        (f"x{FOLDER}/x", []),
    ],
)
def test_the_bucket_and_the_folders(resource: str, expected: list[str]) -> None:
    assert having(lambda box: box.resource(resource)) == expected


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("aws:sourcearn", TRAIL, ALL),
        ("aws:sourcearn", FLOW_LOGS, ALL),
        ("aws:sourcearn", FOREIGN_TRAIL, []),
        ("aws:sourcearn", None, []),
        ("aws:sourceaccount", ACCOUNT, ALL),
        # CloudTrail does not send it, so it need not be there, and nobody else speaks for CloudTrail.
        ("aws:sourceaccount", FOREIGN, ["trail-acl", "trail-put"]),
        ("aws:sourceaccount", None, ["trail-acl", "trail-put"]),
        ("s3:x-amz-acl", "bucket-owner-full-control", ALL),
        ("s3:x-amz-acl", "public-read", ACL_CHECKS),
        ("s3:x-amz-acl", None, ACL_CHECKS),
        ("aws:sourceip", "192.0.2.1", ALL),
        ("aws:sourceip", None, ALL),
    ],
)
def test_the_source_and_the_acl(key: str, value: str | None, expected: list[str]) -> None:
    assert having(lambda box: box.key(key, value)) == expected


def statement(*conditions: Condition) -> Statement:
    return Statement("#1", "Deny", (Principal("AWS", ACCOUNT),), ("s3:Get*",), (f"{ARN}/${{aws:x}}/*",), conditions, ())


class TestStatementBox:
    box = statement_box(
        statement(
            Condition("StringEquals", "aws:x", ("a", "b")),
            Condition("StringNotEquals", "aws:x", ("b",)),
            Condition("StringEquals", "aws:y", ("${aws:x}",)),
        ),
        {"aws:x": "mine"},
    )

    def test_it_is_not_ours(self) -> None:
        assert not self.box.is_ours

    def test_principal(self) -> None:
        asked = [("AWS", f"arn:aws:iam::{ACCOUNT}:root"), ("AWS", f"arn:aws:iam::{FOREIGN}:root")]
        assert [self.box.principal(each) for each in asked] == [True, False]

    def test_action(self) -> None:
        assert [self.box.action(each) for each in ("s3:GetObject", "s3:PutObject")] == [True, False]

    def test_resource_with_its_variables(self) -> None:
        assert [self.box.resource(f"{ARN}/{each}/x") for each in ("mine", "other")] == [True, False]

    @pytest.mark.parametrize(
        ("key", "value", "expected"),
        [
            ("aws:x", "a", True),
            ("aws:x", "b", False),
            ("aws:x", "c", False),
            ("aws:x", None, False),
            ("aws:y", "mine", True),
            ("aws:y", "a", False),
            ("aws:z", None, True),
        ],
    )
    def test_a_key_meets_all_conjuncts_on_it(self, key: str, value: str | None, expected: bool) -> None:
        assert self.box.key(key, value) is expected
