"""Labelled policies, one a line in tests/data: the verdict on each is known, and the kind of what is wrong."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from contract import Contract
from decision import decide, explained

from sandbox.iam import Decision, Principal, Request, evaluate
from tests.support.bucket_documents import CONTRACT
from tests.support.delivery_contract import is_delivery

CORPUS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data" / "policy-corpus.jsonl").read_text(encoding="utf-8").splitlines()
]
TOO_WIDE = [row for row in CORPUS if row.get("tier") in ("excess", "hardening")]


@pytest.mark.parametrize("row", CORPUS, ids=lambda row: row["id"])
@pytest.mark.parametrize(
    "contract",
    [CONTRACT, Contract(bucket="example-logs", organization="o-exampleorgid", key_prefixes=("", "central/"))],
    ids=["configured", "inferred"],
)
def test_corpus(row: dict[str, str], contract: Contract) -> None:
    expected = {row["tier"]} if row["expect"] == "deny" else set[str]()
    assert {finding.kind for finding in decide(row["policy"], contract)} == expected, row["why"]


@pytest.mark.parametrize("row", TOO_WIDE, ids=lambda row: row["id"])
def test_a_labelled_witness_is_one(row: dict[str, Any]) -> None:
    """The evaluator and the contract of these tests agree with the label, so they can judge our witnesses."""
    labelled = row["witness"]
    request = _request(labelled["principal"], labelled["action"], labelled["resource"], labelled["context"])
    assert evaluate(row["policy"], request) is Decision.ALLOWED
    assert not is_delivery(request)


@pytest.mark.parametrize("row", TOO_WIDE, ids=lambda row: row["id"])
def test_every_grant_that_is_too_wide_has_a_witness(row: dict[str, Any]) -> None:
    findings = explained(row["policy"], CONTRACT)
    assert {finding.kind for finding in findings} == {row["tier"]}
    for finding in findings:
        assert finding.witness is not None, finding
        request = _request(*finding.witness)
        assert evaluate(row["policy"], request) is Decision.ALLOWED
        assert not is_delivery(request)


def _request(principal: tuple[str, str], action: str, resource: str, context: Mapping[str, str]) -> Request:
    return Request(action, resource, Principal(*principal), {key: (value,) for key, value in context.items()})


def test_corpus_is_complete() -> None:
    assert len(CORPUS) == 100
