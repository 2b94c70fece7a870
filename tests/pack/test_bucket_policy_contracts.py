"""What the contract says, and what the document has to agree on when it does not say."""

import json
from dataclasses import replace
from typing import Any

import pytest
from contract import Contract
from decision import decide

from tests.support.bucket_documents import (
    ACCOUNT,
    ACL,
    ARN,
    BUCKET,
    CONTRACT,
    FOREIGN,
    TRAIL,
    arn,
    document,
    found,
    good_statements,
    good_with,
)


class TestWithoutConfiguration:
    bare = Contract(bucket="example-logs")

    def test_one_account_throughout(self) -> None:
        assert found(document(good_statements()), self.bare) == set()
        foreign = document(good_statements()).replace(ACCOUNT, FOREIGN)
        assert found(foreign, self.bare) == set()

    @pytest.mark.parametrize(
        ("changes", "element"),
        [
            ({"Resource": f"{ARN}/AWSLogs/{FOREIGN}/*"}, "Resource"),
            ({"Condition": arn(TRAIL.replace(ACCOUNT, FOREIGN))}, "Condition"),
        ],
    )
    def test_every_statement_has_to_agree_on_the_account(self, changes: dict[str, Any], element: str) -> None:
        assert found(good_with(**changes), self.bare) == {("excess", '"Extra"', element)}

    def test_a_majority_of_foreign_statements_is_no_proof(self) -> None:
        foreign = [
            json.loads(json.dumps(statement).replace(ACCOUNT, FOREIGN)) | {"Sid": f"F{index}"}
            for index, statement in enumerate(good_statements() * 2)
        ]
        assert {kind for kind, _, _ in found(document([*good_statements(), *foreign]), self.bare)} == {"excess"}

    def test_an_account_in_a_negated_condition_does_not_count(self) -> None:
        others = {"StringNotEquals": {"aws:SourceAccount": [str(FOREIGN)] * 20}}
        assert found(good_with(Condition=arn(TRAIL) | others), self.bare) == set()

    def test_an_account_that_is_denied_does_not_count(self) -> None:
        deny = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": f"{ARN}/*"}
        pinned = {"Condition": {"StringEquals": {"aws:SourceAccount": FOREIGN}}}
        denies = [deny | pinned | {"Sid": f"D{number}"} for number in range(20)]
        assert found(document([*good_statements(), *denies]), self.bare) == set()

    def test_where_nothing_is_allowed_denies_tell_the_partition(self) -> None:
        deny = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": ARN.replace("aws", "aws-cn")}
        assert found(document([deny]), self.bare) == set()
        assert [finding.kind for finding in decide(document([deny]), self.bare)] == ["inert"]

    def test_no_account_named(self) -> None:
        statement = good_statements()[1] | {"Resource": f"{ARN}/*", "Condition": {"StringEquals": ACL}}
        assert found(document([statement]), self.bare) == {
            ("excess", '"TrailPut"', "Resource"),
            ("excess", '"TrailPut"', "Condition"),
        }

    @pytest.mark.parametrize("folder", [ACCOUNT, f"aws-account-id={ACCOUNT}"])
    def test_the_folder_alone_names_the_account(self, folder: str) -> None:
        statement = good_statements()[2] | {
            "Resource": f"{ARN}/AWSLogs/{folder}/*",
            "Condition": {"StringEquals": ACL},
        }
        assert found(document([statement]), self.bare) == {("excess", '"FlowPut"', "Condition")}

    def test_the_source_account_alone_names_the_account(self) -> None:
        statement = good_statements()[3]
        del statement["Condition"]["ArnLike"]
        assert found(document([statement]), self.bare) == {("hardening", '"FlowAcl"', "Condition")}

    @pytest.mark.parametrize(
        "partition",
        ["aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc"],
    )
    def test_one_partition_throughout(self, partition: str) -> None:
        there = document(good_statements()).replace("arn:aws:", f"arn:{partition}:")
        assert found(there, self.bare) == set()

    @pytest.mark.parametrize("partition", ["aws-fake", "aws-iso-a", "aws-cn-x", "aws-", "Aws", "*"])
    def test_what_is_no_partition_is_never_inferred(self, partition: str) -> None:
        nowhere = document(good_statements()[:4]).replace("arn:aws:", f"arn:{partition}:")
        assert {finding for finding in found(nowhere, self.bare) if finding[2] == "Resource"} == {
            ("excess", f'"{sid}"', "Resource") for sid in ("TrailAcl", "TrailPut", "FlowPut", "FlowAcl")
        }

    def test_partitions_are_not_mixed(self) -> None:
        mixed = good_with(Condition=arn(TRAIL.replace("arn:aws:", "arn:aws-cn:")))
        assert found(mixed, self.bare) == {("excess", '"Extra"', "Condition")}

    def test_an_organization_has_to_be_configured(self) -> None:
        text = good_with(Resource=f"{ARN}/AWSLogs/o-exampleorgid/*")
        assert found(text, self.bare) == {("excess", '"Extra"', "Resource")}
        assert found(good_with(Resource=f"{ARN}/AWSLogs/None/*"), self.bare) == {("excess", '"Extra"', "Resource")}


@pytest.mark.parametrize(
    "known",
    [Contract(bucket=BUCKET, partition="aws-cn"), Contract(bucket=BUCKET, accounts=(ACCOUNT,))],
    ids=["the account", "the partition"],
)
def test_what_alone_is_not_configured_is_inferred(known: Contract) -> None:
    china = document(good_statements()).replace("arn:aws:", "arn:aws-cn:")
    assert found(china, known) == set()


@pytest.mark.parametrize("partition", ["aws", None], ids=["configured", "inferred"])
def test_configured_account_is_not_replaced_by_the_documents(partition: str | None) -> None:
    assert found(document(good_statements()), replace(CONTRACT, accounts=(FOREIGN,), partition=partition)) == {
        ("excess", f'"{sid}"', element)
        for sid, element in [
            ("TrailAcl", "Condition"),
            ("TrailPut", "Resource"),
            ("TrailPut", "Condition"),
            ("FlowPut", "Resource"),
            ("FlowPut", "Condition"),
            ("FlowAcl", "Condition"),
        ]
    }


@pytest.mark.parametrize("accounts", [(ACCOUNT,), ()], ids=["configured", "inferred"])
def test_configured_partition_is_not_replaced_by_the_documents(accounts: tuple[str, ...]) -> None:
    china = document(good_statements()).replace("arn:aws:", "arn:aws-cn:")
    assert {kind for kind, _, _ in found(china, replace(CONTRACT, accounts=accounts))} == {"excess", "hardening"}


def test_two_accounts_configured() -> None:
    text = good_with(
        Resource=[f"{ARN}/AWSLogs/{ACCOUNT}/*", f"{ARN}/AWSLogs/{FOREIGN}/*"],
        Condition=arn([TRAIL, TRAIL.replace(ACCOUNT, FOREIGN)]),
    )
    assert found(text, replace(CONTRACT, accounts=(ACCOUNT, FOREIGN))) == set()
    assert found(text) == {("excess", '"Extra"', "Resource"), ("excess", '"Extra"', "Condition")}
