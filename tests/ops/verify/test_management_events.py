import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.facts import AdvancedSelector, BasicSelector, Condition, EventSelector
from ops.verify.management_events import judge_selectors

MANAGEMENT = Condition("eventCategory", "Equals", ("Management",))
READS = Condition("readOnly", "Equals", ("true",))
WRITES = Condition("readOnly", "Equals", ("false",))
NO_KMS = Condition("eventSource", "NotEquals", ("kms.amazonaws.com",))
DATA = Condition("eventCategory", "Equals", ("Data",))
EVERYTHING = BasicSelector("All", management=True, excluded_sources=())


def advanced(*conditions: Condition) -> AdvancedSelector:
    return AdvancedSelector(frozenset(conditions))


def basic(read_write: str, *excluded: str, management: bool = True) -> BasicSelector:
    return BasicSelector(read_write, management, excluded)


@pytest.mark.parametrize(
    ("selectors", "detail"),
    [
        ((), "no selectors: AWS records all"),
        ((EVERYTHING,), "read and write"),
        ((basic("All", management=False), EVERYTHING), "read and write"),
        ((basic("ReadOnly"), basic("WriteOnly")), "read and write"),
        ((advanced(MANAGEMENT),), "read and write"),
        ((advanced(DATA), advanced(MANAGEMENT)), "read and write"),
        ((advanced(MANAGEMENT, READS), advanced(MANAGEMENT, WRITES)), "read and write"),
    ],
)
def test_all(selectors: tuple[EventSelector, ...], detail: str) -> None:
    assert judge_selectors(selectors) == (True, detail)


@pytest.mark.parametrize(
    ("selectors", "detail"),
    [
        ((basic("All", management=False),), "not all read and write events: no management events"),
        ((basic("ReadOnly"),), "not all write events: ReadOnly"),
        ((basic("WriteOnly"),), "not all read events: WriteOnly"),
        (
            (basic("All", "kms.amazonaws.com", "rdsdata.amazonaws.com"),),
            "not all read and write events: All without kms.amazonaws.com, rdsdata.amazonaws.com",
        ),
        (
            (basic("ReadOnly"), basic("WriteOnly", "kms.amazonaws.com")),
            "not all write events: ReadOnly; WriteOnly without kms.amazonaws.com",
        ),
        ((basic("Unheard"),), "not all read and write events: Unheard"),
        ((advanced(DATA),), "not all read and write events: eventCategory Equals Data"),
        (
            (advanced(MANAGEMENT, WRITES),),
            "not all read events: eventCategory Equals Management and readOnly Equals false",
        ),
        (
            (advanced(MANAGEMENT, NO_KMS),),
            "not all read and write events: "
            "eventCategory Equals Management and eventSource NotEquals kms.amazonaws.com",
        ),
        (
            (advanced(READS), advanced(WRITES)),
            "not all read and write events: readOnly Equals true; readOnly Equals false",
        ),
    ],
)
def test_says_what_is_missing(selectors: tuple[EventSelector, ...], detail: str) -> None:
    assert judge_selectors(selectors) == (False, detail)


@given(
    st.lists(st.sampled_from([MANAGEMENT, READS, NO_KMS, DATA]), unique=True),
    st.lists(st.sampled_from([MANAGEMENT, READS, NO_KMS, DATA]), unique=True),
)
def test_only_a_selector_of_nothing_but_management_events_suffices(
    one: list[Condition], other: list[Condition]
) -> None:
    holds, _ = judge_selectors((advanced(*one), advanced(*other)))

    assert holds == ([MANAGEMENT] in (one, other))
