"""Which operations S3 has, and what each is on."""

import json
from importlib.resources import files

import pytest
from s3_operations import is_no_operation, is_of_another_service, is_on_buckets, is_on_objects, kinds_of


@pytest.mark.parametrize(
    ("action", "on_objects", "on_buckets"),
    [
        ("s3:PutObject", True, False),
        ("S3:PUTOBJECT", True, False),
        ("s3:GetBucketAcl", False, True),
        ("S3:getbucketacl", False, True),
        ("s3:ListAllMyBuckets", False, False),
        ("s3:*", False, False),
        ("ec2:PutObject", False, False),
    ],
)
def test_what_an_operation_is_on(action: str, on_objects: bool, on_buckets: bool) -> None:
    assert (is_on_objects(action), is_on_buckets(action)) == (on_objects, on_buckets)


@pytest.mark.parametrize("action", ["s3:PutObject", "S3:putobject", "s3:*", "s3:Put?bject", "s3:ListAllMyBuckets"])
def test_operations(action: str) -> None:
    assert not is_no_operation(action)


@pytest.mark.parametrize("action", ["*", "ec2:PutObject", "ec2:Nothing*", "s*:x"])
def test_of_other_services_nothing_is_said(action: str) -> None:
    assert not is_no_operation(action)


@pytest.mark.parametrize("action", ["s3:PutObjects", "s3:Putobject?", "s3:x*", "S3:Nothing"])
def test_no_operations(action: str) -> None:
    assert is_no_operation(action)


@pytest.mark.parametrize("action", ["ec2:*", "iam:PassRole", "s3express:*", "s3-outposts:*", "s:x", "s3?:x", ":x"])
def test_actions_of_another_service(action: str) -> None:
    assert is_of_another_service(action)


@pytest.mark.parametrize("action", ["*", "nothing", "s3:*", "S3:Nothing", "s?:x", "*:x", "?3*:x"])
def test_actions_that_may_be_of_s3(action: str) -> None:
    assert not is_of_another_service(action)


@pytest.mark.parametrize(
    ("action", "kinds"),
    [
        ("s3:PutObject", {"object"}),
        ("S3:LISTBUCKET", {"bucket"}),
        ("s3:CreateJob", {"other"}),
        ("s3:Put*", {"object", "bucket", "other"}),
        ("s3:ListBucket?ersions", {"bucket"}),
        ("*", {"object", "bucket", "other"}),
        ("s3:Nothing", set[str]()),
        ("ec2:*", set[str]()),
    ],
)
def test_what_the_operations_that_an_action_names_are_on(action: str, kinds: set[str]) -> None:
    assert kinds_of(action) == kinds


def test_all_that_the_service_authorization_reference_has_is_known_with_what_it_is_on() -> None:
    """cfn-lint, which the test doubles of AWS bring along, has a copy of it."""
    copy = files("cfnlint").joinpath("data/AdditionalSpecs/Policies.json").read_text(encoding="utf-8")
    resources = {name: entry.get("Resources", ()) for name, entry in json.loads(copy)["s3"]["Actions"].items()}
    assert "putobject" in resources
    assert [name for name in resources if is_no_operation(f"s3:{name}")] == []
    on_objects = {name for name, of in resources.items() if "object" in of}
    assert {name for name in resources if is_on_objects(f"s3:{name}")} == on_objects
    on_buckets = {name for name, of in resources.items() if "bucket" in of and "storagelensgroup" not in of}
    assert {name for name in resources if is_on_buckets(f"s3:{name}")} == on_buckets
