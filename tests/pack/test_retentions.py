"""The pack's own list of retentions, for the pack stands alone: it is the components'."""

from retentions import retention_of_at_least

from components.settings import RETENTION_DAYS


def test_they_are_those_that_the_components_take() -> None:
    days = range(1, max(RETENTION_DAYS) + 1)
    assert {retention_of_at_least(number) for number in days} == set(RETENTION_DAYS)
    assert retention_of_at_least(max(RETENTION_DAYS) + 1) is None
