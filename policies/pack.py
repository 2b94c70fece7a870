"""The rules of the pack, at the levels and with the settings that its user chose."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from enforcement import read_levels
from exemption_rules import exemption_policies
from pack_settings import Settings, read_settings
from pulumi_policy import Policy
from rule import Rule
from rules.alarms import ALARM_RULES
from rules.groups import GROUP_RULES
from rules.iam import IAM_RULES
from rules.lambda_functions import LAMBDA_RULES
from rules.log_buckets import LOG_BUCKET_RULES
from rules.log_groups import LOG_GROUP_RULES
from rules.network import NETWORK_RULES
from rules.trail import TRAIL_RULES
from settings_fit import problems_of

NAME: Final = "aws-monitoring-baseline"
RULES: Final[tuple[Rule, ...]] = (
    *LOG_BUCKET_RULES,
    *TRAIL_RULES,
    *NETWORK_RULES,
    *LOG_GROUP_RULES,
    *ALARM_RULES,
    *LAMBDA_RULES,
    *IAM_RULES,
    *GROUP_RULES,
)
LEVELS: Final = Path(__file__).parent / "levels"

LEVEL_VARIABLE: Final = "MONITORING_POLICY_LEVEL"
"""The environment variable that names a file of `levels/`, over what the settings say."""
SETTINGS_VARIABLE: Final = "MONITORING_POLICY_SETTINGS"
"""The environment variable with the path of other settings than the pack's own."""
SETTINGS_FILE: Final = Path(__file__).parent / "settings.json"


def policies(settings: Settings | None = None) -> list[Policy]:
    """Every rule as a policy, at its level.

    Args:
        settings: The settings; without them, what the environment names, or the pack's own.

    Raises:
        ValueError: The settings or the levels don't fit the rules. The message lists what doesn't, with the fix.
    """
    settings = settings or settings_in(os.environ)
    names = {rule.name for rule in RULES}
    if strangers := settings.rules() - names:
        raise ValueError(f"the settings of the policy pack: {', '.join(sorted(strangers))}: no such rule here.")
    if problems := problems_of(settings, {rule.name: rule.options for rule in RULES}):
        raise ValueError("\n".join(f"the settings of the policy pack: {problem}" for problem in problems))
    file = LEVELS / f"{settings.level}.json"
    if not file.is_file():
        there = ", ".join(sorted(path.stem for path in LEVELS.glob("*.json")))
        raise ValueError(f"the level of the policy pack, {settings.level!r}, is none of {there}.")
    levels = read_levels(file, names)
    return [*(rule.policy(levels[rule.name], settings) for rule in RULES), *exemption_policies(settings)]


def settings_in(environment: Mapping[str, str]) -> Settings:
    """The settings that an environment names; the pack's own when it names none.

    Raises:
        ValueError: They can't be read.
    """
    settings = read_settings(Path(environment.get(SETTINGS_VARIABLE) or SETTINGS_FILE))
    return settings.at(environment.get(LEVEL_VARIABLE) or settings.level)
