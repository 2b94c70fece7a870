"""For whose logs a service might ask."""

import pytest
from automaton import Budget, TooManyStepsError
from contract import CLOUDTRAIL, LOG_DELIVERY, Sources
from delivery_sources import other_sources
from hypothesis import given, settings
from hypothesis import strategies as st
from operators import holds
from policy_model import Condition, Statement

from tests.support.bucket_documents import ACCOUNT, FOREIGN, TRAIL

SOURCES = Sources("aws", (ACCOUNT, FOREIGN), ())
TRAILS = [
    f"arn:aws:cloudtrail:{region}:{account}:trail/{name}"
    for region in ("us-east-1", "eu-west-1")
    for account in SOURCES.accounts
    for name in ("main", "two")
]
OPERATORS = ("StringEquals", "StringLike", "ArnLike", "ArnNotEquals", "StringNotLike", "StringEqualsIgnoreCase")


def statement(*conditions: Condition) -> Statement:
    return Statement("#1", "Deny", (), (), (), conditions, ())


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    """Compares the source with a pattern for some of the trails, or with one of them."""
    components = draw(st.sampled_from(TRAILS)).split(":")
    for place, wild in ((3, ["*", "us-*", "*-1"]), (4, ["*", "*3"]), (5, ["*", "trail/*", "*/main", "trail/t?o"])):
        components[place] = draw(st.sampled_from([components[place], *wild]))
    values = [":".join(components), *draw(st.lists(st.sampled_from(["*", "*:trail/main", "arn:aws:*"]), max_size=1))]
    return Condition(draw(st.sampled_from(OPERATORS)), "aws:sourcearn", tuple(values))


@settings(deadline=None, max_examples=30)
@given(st.lists(conditions(), min_size=1, max_size=2), st.sampled_from(TRAILS))
def test_one_is_met_by_the_same_conditions_as_any_trail(conjuncts: list[Condition], trail: str) -> None:
    def met_by(source: str) -> list[bool]:
        return [holds(condition, source, {}) for condition in conjuncts]

    found = list(other_sources([statement(*conjuncts)], CLOUDTRAIL, SOURCES, Budget(10**7)))
    assert met_by(trail) in [met_by(source) for source in found]
    for source in found:
        arn, partition, service, region, account, name = source.split(":", 5)
        assert (arn, partition, service, name[:6]) == ("arn", "aws", "cloudtrail", "trail/")
        assert region
        assert account in SOURCES.accounts


def test_trails_that_the_contract_names_are_those_that_there_are() -> None:
    named = Sources("aws", (ACCOUNT,), (TRAIL,))
    like = statement(Condition("ArnLike", "aws:sourcearn", (f"arn:aws:*:*:{ACCOUNT}:*",)))
    assert list(other_sources([like], CLOUDTRAIL, named, Budget())) == [TRAIL]
    assert TRAIL not in list(other_sources([like], LOG_DELIVERY, named, Budget()))


def test_a_search_may_be_given_up() -> None:
    values = tuple(f"*{number}?*" for number in range(100))
    with pytest.raises(TooManyStepsError):
        list(
            other_sources([statement(Condition("StringLike", "aws:sourcearn", values))], CLOUDTRAIL, SOURCES, Budget())
        )
