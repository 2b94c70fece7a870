"""For whose logs a service might ask."""

import pytest
from automaton import Budget, TooManyStepsError
from contract import CLOUDTRAIL, LOG_DELIVERY, Service, Sources
from delivery_sources import likely_are_all, likely_sources, other_sources
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


NAMED = Sources("aws", (ACCOUNT,), (TRAIL,))
NOTHING: list[Condition] = []
ANY_OF_OURS = f"arn:aws:cloudtrail:*:{ACCOUNT}:trail/*"


def on_source(operator: str, *values: str) -> Condition:
    return Condition(operator, "aws:sourcearn", values)


@pytest.mark.parametrize(
    ("service", "sources", "conditions", "expected"),
    [
        pytest.param(CLOUDTRAIL, NAMED, [on_source("ArnLike", ANY_OF_OURS)], [TRAIL], id="of-the-contract"),
        pytest.param(
            LOG_DELIVERY,
            NAMED,
            [],
            [f"arn:aws:logs:us-east-1:{ACCOUNT}:xxx"],
            id="of-the-contract-for-the-other-service",
        ),
        pytest.param(
            CLOUDTRAIL,
            SOURCES,
            [],
            [f"arn:aws:cloudtrail:us-east-1:{account}:trail/xxx" for account in (ACCOUNT, FOREIGN)],
            id="none-named",
        ),
        pytest.param(
            CLOUDTRAIL,
            SOURCES,
            [on_source("ArnLike", ANY_OF_OURS), on_source("StringEquals", TRAIL)],
            [f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:trail/xxx", TRAIL],
            id="named-with-wildcards-and-without",
        ),
        pytest.param(
            CLOUDTRAIL,
            SOURCES,
            [on_source("ArnLike", TRAIL.replace("main", "a?b"))],
            [TRAIL.replace("main", "axb")],
            id="one-character",
        ),
        pytest.param(LOG_DELIVERY, SOURCES, [on_source("ArnLike", ANY_OF_OURS)], [], id="named-for-the-other-service"),
        pytest.param(CLOUDTRAIL, SOURCES, [on_source("StringLike", f"*:{ACCOUNT}:*")], [], id="no-arn"),
        pytest.param(
            CLOUDTRAIL, SOURCES, [on_source("ArnLike", ANY_OF_OURS.replace(ACCOUNT, "*"))], [], id="no-account"
        ),
        pytest.param(
            CLOUDTRAIL,
            Sources("aws", (ACCOUNT,), ()),
            [on_source("ArnNotLike", TRAIL), Condition("StringEquals", "aws:principalarn", (TRAIL,))],
            [f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:trail/xxx"],
            id="what-pins-no-source",
        ),
    ],
)
def test_likely_ones_are_those_that_a_condition_names(
    service: Service, sources: Sources, conditions: list[Condition], expected: list[str]
) -> None:
    assert list(likely_sources(conditions, service, sources)) == expected


@pytest.mark.parametrize(
    ("service", "sources", "allows", "denies", "expected"),
    [
        pytest.param(CLOUDTRAIL, SOURCES, [], [], True, id="no-condition"),
        pytest.param(CLOUDTRAIL, SOURCES, [[on_source("ArnLike", ANY_OF_OURS)]], [], True, id="one-strict-pin"),
        pytest.param(CLOUDTRAIL, SOURCES, [NOTHING, [on_source("StringEquals", TRAIL)]], [], True, id="one-of-two"),
        pytest.param(CLOUDTRAIL, SOURCES, [[on_source("StringLike", f"*{ACCOUNT}*")]], [], False, id="a-weak-pin"),
        pytest.param(
            CLOUDTRAIL, SOURCES, [NOTHING, [on_source("StringLike", f"*{ACCOUNT}*")]], [], False, id="one-weak-of-two"
        ),
        pytest.param(
            CLOUDTRAIL,
            SOURCES,
            [[on_source("ArnLike", ANY_OF_OURS), on_source("StringLike", "*a")]],
            [],
            False,
            id="two-conjuncts-on-the-source",
        ),
        pytest.param(
            CLOUDTRAIL,
            SOURCES,
            [[on_source("ArnLike", ANY_OF_OURS), Condition("Bool", "aws:securetransport", ("true",))]],
            [],
            True,
            id="a-conjunct-on-something-else",
        ),
        pytest.param(
            CLOUDTRAIL, SOURCES, [NOTHING], [[on_source("ArnNotLike", ANY_OF_OURS)]], False, id="a-deny-of-sources"
        ),
        pytest.param(
            CLOUDTRAIL,
            SOURCES,
            [NOTHING],
            [NOTHING, [Condition("Bool", "aws:securetransport", ("false",)), on_source("ArnLike", TRAIL)]],
            False,
            id="the-second-of-a-denys-conjuncts",
        ),
        pytest.param(
            CLOUDTRAIL,
            SOURCES,
            [NOTHING],
            [[Condition("Bool", "aws:securetransport", ("false",))]],
            True,
            id="another-deny",
        ),
        pytest.param(
            CLOUDTRAIL, NAMED, [[on_source("StringLike", "*")]], [[on_source("ArnLike", TRAIL)]], True, id="named"
        ),
        pytest.param(LOG_DELIVERY, NAMED, [], [[on_source("ArnLike", TRAIL)]], False, id="named-for-the-other-service"),
    ],
)
def test_likely_ones_are_as_good_as_all_unless_something_tells_them_apart(
    service: Service,
    sources: Sources,
    allows: list[list[Condition]],
    denies: list[list[Condition]],
    expected: bool,
) -> None:
    said = likely_are_all(
        [statement(*each) for each in allows], [statement(*each) for each in denies], service, sources
    )
    assert said is expected


def test_others_are_those_that_are_named_and_one_for_each_way_to_match() -> None:
    ours = Sources("aws", (ACCOUNT,), ())
    conjuncts = [
        on_source("ArnEquals", TRAIL.replace("main", "One"), TRAIL.replace(ACCOUNT, FOREIGN)),
        on_source("ArnNotLike", ANY_OF_OURS, f"arn:aws:cloudtrail::{ACCOUNT}:trail/nowhere"),
        on_source("StringEquals", f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:channel/x", TRAIL + "${aws:userid}"),
        on_source("StringEqualsIgnoreCase", TRAIL.replace("main", "Two").upper()),
        on_source("StringNotEquals", f"arn:aws:cloudtrail:eu-west-1:{ACCOUNT}:trail/a*b"),
        Condition("StringEquals", "aws:principalarn", (TRAIL.replace("main", "principal"),)),
    ]
    assert list(other_sources([statement(*conjuncts)], CLOUDTRAIL, ours, Budget(10**6))) == [
        TRAIL.replace("main", "One"),
        TRAIL.replace("main", "xxx"),
        TRAIL.replace("main", "two"),
        f"arn:aws:cloudtrail:eu-west-1:{ACCOUNT}:trail/axxxb",
        # Nothing names a "y": it stands for whatever no pattern has.
        f"arn:aws:cloudtrail:yy-y-y:{ACCOUNT}:trail/yyy",
        TRAIL.replace("main", "One"),
        TRAIL.replace("main", "two"),
    ]


def test_trails_that_the_contract_names_are_those_that_there_are() -> None:
    like = statement(Condition("ArnLike", "aws:sourcearn", (f"arn:aws:*:*:{ACCOUNT}:*",)))
    assert list(other_sources([like], CLOUDTRAIL, NAMED, Budget())) == [TRAIL]
    assert TRAIL not in list(other_sources([like], LOG_DELIVERY, NAMED, Budget()))


def test_a_search_may_be_given_up() -> None:
    values = tuple(f"*{number}?*" for number in range(100))
    with pytest.raises(TooManyStepsError):
        list(
            other_sources([statement(Condition("StringLike", "aws:sourcearn", values))], CLOUDTRAIL, SOURCES, Budget())
        )
