from typing import Any

import pytest
from contract import Contract

GOOD = {"bucket": "example-logs"}


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("bucket", "", "bucket"),
        ("bucket", "ab", "bucket"),
        ("bucket", "Example-Logs", "bucket"),
        ("bucket", "example-logs\n", "bucket"),
        ("bucket", "example-logs/*", "bucket"),
        ("bucket", "b" * 64, "bucket"),
        ("accounts", ("11112222333",), "accounts"),
        ("accounts", ("111122223333", "1111222233334"), "accounts"),
        ("accounts", ("111122223333\n",), "accounts"),
        ("accounts", ("\u0661" * 12,), "accounts"),
        ("organization", "exampleorgid", "organizationId"),
        ("organization", "o-example*", "organizationId"),
        ("partition", "*", "partition"),
        ("partition", "aws-fake", "partition"),
        ("partition", "aws-cn\n", "partition"),
        ("key_prefixes", (), "keyPrefixes"),
        ("key_prefixes", ("central",), "keyPrefixes"),
        ("key_prefixes", ("/central/",), "keyPrefixes"),
        ("key_prefixes", ("cen*/",), "keyPrefixes"),
        ("key_prefixes", ("${aws:userid}/",), "keyPrefixes"),
        ("trails", ("main",), "trails"),
        ("trails", ("arn:aws:cloudtrail:*:111122223333:trail/main",), "trails"),
        ("trails", ("arn:aws:cloudtrail:us-east-1:111122223333:trail/m*",), "trails"),
        ("trails", ("arn:aws:cloudtrail:us-east-1:111122223333:trail/main\n",), "trails"),
    ],
)
def test_value_of_another_form(field: str, value: object, named: str) -> None:
    with pytest.raises(ValueError, match=f"^{named}: "):
        Contract(**GOOD | {field: value})  # pyright: ignore[reportArgumentType] - one field at a time, by name


def test_error_names_the_value_and_the_form() -> None:
    with pytest.raises(ValueError, match=r'^accounts: "1234" is not a string of 12 digits\.$'):
        Contract(bucket="example-logs", accounts=("1234",))


@pytest.mark.parametrize("bucket", ["abc", "a.b-c", "b" * 63, "0-logs"])
def test_bucket_names(bucket: str) -> None:
    assert Contract(bucket=bucket, partition="aws").bucket_arn == f"arn:aws:s3:::{bucket}"


def test_object_prefixes() -> None:
    contract = Contract(
        bucket="logs",
        partition="aws-cn",
        accounts=("111122223333", "444455556666"),
        organization="o-exampleorgid",
        key_prefixes=("", "a b/c/"),
    )
    assert set(contract.object_prefixes["cloudtrail.amazonaws.com"]) == {
        f"arn:aws-cn:s3:::logs/{prefix}AWSLogs/{folder}/"
        for prefix in ("", "a b/c/")
        for folder in ("111122223333", "444455556666", "o-exampleorgid")
    }
    assert set(contract.object_prefixes["delivery.logs.amazonaws.com"]) == {
        f"arn:aws-cn:s3:::logs/{prefix}AWSLogs/{folder}/"
        for prefix in ("", "a b/c/")
        for folder in (
            "111122223333",
            "444455556666",
            "aws-account-id=111122223333",
            "aws-account-id=444455556666",
        )
    }


def test_no_organization_no_folder_for_it() -> None:
    contract = Contract(bucket="logs", partition="aws", accounts=("111122223333",))
    assert contract.object_prefixes["cloudtrail.amazonaws.com"] == ("arn:aws:s3:::logs/AWSLogs/111122223333/",)


TRAIL = "arn:aws:cloudtrail:us-east-1:111122223333:trail/main"


@pytest.mark.parametrize(
    "other", [{"accounts": ("999999999999",)}, {"partition": "aws-cn"}, {"accounts": ()}, {"partition": None}]
)
def test_a_trail_is_of_the_accounts_and_the_partition(other: dict[str, Any]) -> None:
    given: dict[str, Any] = {"partition": "aws", "accounts": ("111122223333",)}
    assert Contract(bucket="logs", trails=(TRAIL,), **given).trails == (TRAIL,)
    with pytest.raises(ValueError, match=r"^trails: .* is not of the accounts and the partition that are given\.$"):
        Contract(bucket="logs", trails=(TRAIL,), **given | other)
