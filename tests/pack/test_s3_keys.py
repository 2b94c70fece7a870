"""Which condition keys S3 has, and which actions have them."""

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from key_names import key_as_aws_writes_it
from s3_keys import KEYS, TABLE, has_key, is_key_of_s3
from s3_operations import is_no_operation


@pytest.mark.parametrize("key", ["s3:x-amz-acl", "s3:tlsversion", "s3:existingobjecttag/team/x", "s3:buckettag/"])
def test_keys(key: str) -> None:
    assert is_key_of_s3(key)


@pytest.mark.parametrize(
    "key", ["s3:foo", "s3:x-amz-acl/", "s3:existingobjecttag", "s3:prefix/x", "x-amz-acl", "aws:sourcearn", ""]
)
def test_no_keys(key: str) -> None:
    assert not is_key_of_s3(key)


@pytest.mark.parametrize(
    ("action", "key"),
    [
        ("s3:PutObject", "s3:x-amz-acl"),
        ("S3:PUTOBJECT", "s3:x-amz-acl"),
        ("s3:CreateBucket", "s3:x-amz-acl"),
        ("s3:CreateAccessPoint", "s3:x-amz-acl"),
        ("s3:ListBucketVersions", "s3:max-keys"),
        ("s3:GetObject", "s3:existingobjecttag/team"),
        ("s3:GetBucketAcl", "s3:tlsversion"),
        ("s3:DeleteBucket", "s3:buckettag/team"),
    ],
)
def test_a_key_of_an_action(action: str, key: str) -> None:
    assert has_key(action, key)


@pytest.mark.parametrize(
    ("action", "key"),
    [
        ("s3:GetBucketAcl", "s3:x-amz-acl"),
        ("s3:CreateAccessPoint", "s3:x-amz-grant-read"),
        ("s3:PutObject", "s3:prefix"),
        ("s3:ListBucketMultipartUploads", "s3:prefix"),
        ("s3:PutObject", "s3:existingobjecttag/team"),
        ("ec2:PutObject", "s3:x-amz-acl"),
    ],
)
def test_a_key_of_other_actions(action: str, key: str) -> None:
    assert not has_key(action, key)


def test_every_key_is_written_as_aws_does() -> None:
    assert len({key.lower() for key in KEYS}) == len(KEYS)
    assert [key_as_aws_writes_it(f"{key.lower()}x".removesuffix("x")) for key in KEYS] == list(KEYS)


def test_all_that_the_service_authorization_reference_has_is_known_with_the_actions_that_have_it() -> None:
    """Parliament, which the decision is measured beside, has a copy of it, of early 2025."""
    spec = find_spec("parliament")
    assert spec is not None
    assert spec.origin is not None
    copy: list[dict[str, Any]] = json.loads(Path(spec.origin).with_name("iam_definition.json").read_text("utf-8"))
    (s3,) = (service for service in copy if service["prefix"] == "s3")
    keys = {entry["condition"] for entry in s3["conditions"] if entry["condition"].startswith("s3:")}
    assert "s3:ExistingObjectTag/<key>" in keys
    assert [key for key in keys if not is_key_of_s3(key.lower())] == []
    pairs = {
        (f"s3:{action['privilege']}", key.lower())
        for action in s3["privileges"]
        for of_resource in action["resource_types"]
        for key in of_resource["condition_keys"]
        if key.startswith("s3:")
    }
    assert ("s3:PutObject", "s3:x-amz-acl") in pairs
    assert [pair for pair in pairs if not has_key(*pair)] == []


def test_the_table_names_operations_that_there_are() -> None:
    assert [action for _, actions in TABLE for action in actions.split() if is_no_operation(f"s3:{action}")] == []
