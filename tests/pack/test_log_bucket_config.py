from typing import Any

import pytest
from contract import Contract
from jsonschema import Draft7Validator
from log_bucket_config import OPTIONS, contract_for, other_buckets

FULL = {
    "otherBuckets": ["website"],
    "accounts": ["111122223333"],
    "partition": "aws-us-gov",
    "organizationId": "o-exampleorgid",
    "keyPrefixes": ["", "central/"],
}
SCHEMA: Any = Draft7Validator({"type": "object", "properties": OPTIONS})


def test_nothing_configured() -> None:
    assert contract_for("logs", {}) == Contract(bucket="logs")
    assert other_buckets({}) == ()


def test_everything_configured() -> None:
    assert SCHEMA.is_valid(FULL)
    assert contract_for("logs", FULL) == Contract(
        bucket="logs",
        accounts=("111122223333",),
        partition="aws-us-gov",
        organization="o-exampleorgid",
        key_prefixes=("", "central/"),
    )
    assert other_buckets(FULL) == ("website",)


@pytest.mark.parametrize(
    "wrong",
    [
        # Not the same as no configuration: whoever wrote it meant to state who delivers.
        {"accounts": []},
        {"accounts": ["1"]},
        {"accounts": "111122223333"},
        # How a JSON number reaches a policy.
        {"accounts": [111122223333.0]},
        {"partition": "aws-fake"},
        {"partition": ["aws"]},
        {"partition": None},
        {"organizationId": None},
        {"organizationId": 7.0},
        {"organizationId": "example"},
        {"keyPrefixes": []},
        {"keyPrefixes": None},
        {"keyPrefixes": [None]},
    ],
    ids=str,
)
def test_wrong_configuration_is_refused_by_the_schema_and_without_it(wrong: dict[str, Any]) -> None:
    assert not SCHEMA.is_valid(wrong)
    with pytest.raises(ValueError, match=f"^{next(iter(wrong))}: "):
        contract_for("logs", wrong)


@pytest.mark.parametrize("wrong", ["website", [1.0], {"website": True}])
def test_wrong_other_buckets(wrong: object) -> None:
    assert not SCHEMA.is_valid({"otherBuckets": wrong})
    with pytest.raises(ValueError, match=r"^otherBuckets: .* is not a list of strings\.$"):
        other_buckets({"otherBuckets": wrong})


def test_misspelt_option() -> None:
    with pytest.raises(
        ValueError,
        match=r'^\["account"\] is not configuration of this rule\. '
        r"Use otherBuckets, accounts, partition, organizationId, keyPrefixes\.$",
    ):
        contract_for("logs", {"account": ["111122223333"]})
