"""Options as they come from a settings file, which the engine doesn't validate."""

import pytest
from rule_options import count_option


@pytest.mark.parametrize("value", [float("inf"), float("nan"), -1, 1.5, True, "7", None])
def test_a_count_is_a_whole_number(value: object) -> None:
    with pytest.raises(ValueError, match=r"^days: .* is not a whole number\.$"):
        count_option({"days": value}, "days", 1)


def test_a_count_has_an_end_where_there_is_one() -> None:
    assert count_option({"days": 7.0}, "days", 1, most=7) == 7
    with pytest.raises(ValueError, match=r"^days: 8 is more than 7, the most that there is\.$"):
        count_option({"days": 8}, "days", 1, most=7)
