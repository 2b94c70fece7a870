"""Labelled policies, one a line in tests/data: the verdict on each is known."""

import json
from pathlib import Path

import pytest
from bucket_policy import findings_in
from contract import Contract
from findings import Finding

from tests.support.bucket_documents import (
    CONTRACT,
)

CORPUS = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "data" / "policy-corpus.jsonl").read_text(encoding="utf-8").splitlines()
]
# m51: AWS refuses the service name, but only AWS knows all of them; here it is a grant to someone else.
DECIDED_OTHERWISE = {"m51": "excess"}


@pytest.mark.parametrize("row", [row for row in CORPUS if row.get("tier") != "inert"], ids=lambda row: row["id"])
@pytest.mark.parametrize(
    "contract",
    [CONTRACT, Contract(bucket="example-logs", organization="o-exampleorgid")],
    ids=["configured", "inferred"],
)
def test_corpus(row: dict[str, str], contract: Contract) -> None:
    expected = {DECIDED_OTHERWISE.get(row["id"], row["tier"])} if row["expect"] == "deny" else set[str]()
    assert {finding.kind for finding in findings_in(row["policy"], contract)} == expected, row["why"]


@pytest.mark.parametrize("row", [row for row in CORPUS if row.get("tier") == "inert"], ids=lambda row: row["id"])
def test_corpus_inert_is_decided(row: dict[str, str]) -> None:
    assert all(isinstance(finding, Finding) for finding in findings_in(row["policy"], CONTRACT))


def test_corpus_is_complete() -> None:
    assert len(CORPUS) == 100
