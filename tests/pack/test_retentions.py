"""The pack's own list of retentions, for the pack stands alone: it is the components'."""

from retentions import LONGEST, retention_of_at_least

from components.settings import RETENTION_DAYS


def test_they_are_those_that_the_components_take() -> None:
    assert {retention_of_at_least(days) for days in range(1, LONGEST + 1)} == set(RETENTION_DAYS)
