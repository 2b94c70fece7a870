"""The rules of the pack, at the levels of `levels/default.json`."""

from pathlib import Path
from typing import Final

from enforcement import read_levels
from pulumi_policy import Policy
from rule import Rule
from rules.log_buckets import only_delivery

NAME: Final = "aws-monitoring-baseline"
RULES: Final[tuple[Rule, ...]] = (only_delivery.RULE,)
LEVELS_FILE: Final = Path(__file__).parent / "levels" / "default.json"


def policies() -> list[Policy]:
    """Every rule as a policy, at its level.

    Raises:
        ValueError: The levels file doesn't fit the rules.
    """
    levels = read_levels(LEVELS_FILE, (rule.name for rule in RULES))
    return [rule.policy(levels[rule.name]) for rule in RULES]
