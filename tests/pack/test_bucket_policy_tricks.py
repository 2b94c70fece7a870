"""Tricks beyond the labelled ones, each beside a complete good policy: what each is found to be, and why."""

import pytest
from contract import Contract
from decision import decide

from tests.support.bucket_documents import CONTRACT, good_with
from tests.support.tricks import of_conditions, of_elements, of_texts
from tests.support.tricks.trick import Trick

TRICKS = [*of_elements.TRICKS, *of_conditions.TRICKS, *of_texts.TRICKS]
INFERRED = Contract(bucket="example-logs", organization="o-exampleorgid", key_prefixes=("", "central/"))


@pytest.mark.parametrize("trick", TRICKS, ids=lambda trick: trick.name)
@pytest.mark.parametrize("contract", [CONTRACT, INFERRED], ids=["configured", "inferred"])
def test_trick(trick: Trick, contract: Contract) -> None:
    text = good_with(**trick.changes) if trick.text is None else trick.text
    assert {finding.kind for finding in decide(text, contract)} == trick.kinds, trick.why


def test_the_names_are_unique() -> None:
    names = [trick.name for trick in TRICKS]
    assert len(set(names)) == len(names) > 120
