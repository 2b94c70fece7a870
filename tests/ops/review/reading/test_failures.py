"""Why a preview failed."""

import pytest

from ops.review.preview import Violation
from ops.review.reading.failures import failures


def violation(*, mandatory: bool) -> Violation:
    return Violation(pack="p", policy="r", mandatory=mandatory, severity="high", urn="u", message="m")


STOPS, ADVISES = violation(mandatory=True), violation(mandatory=False)


@pytest.mark.parametrize(
    ("messages", "violations", "expected"),
    [
        ([], [], ()),
        (["preview failed\n"], [], ("preview failed",)),
        (["preview failed\n", "error: preview failed\n"], [], ("preview failed",)),
        (["error: preview failed\n"], [ADVISES], ("preview failed",)),
        (["error: preview failed\n"], [ADVISES, STOPS], ()),
        (["no credentials", "preview failed"], [], ("no credentials",)),
        (["no credentials", "preview failed"], [STOPS], ("no credentials",)),
        (["error: no credentials\n", "no credentials"], [], ("no credentials",)),
    ],
)
def test_the_last_word_is_left_out_where_something_says_why(
    messages: list[str], violations: list[Violation], expected: tuple[str, ...]
) -> None:
    assert failures(messages, violations) == expected
