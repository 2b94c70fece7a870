"""Rules about log groups and what logs go through."""

from typing import Final

from rule import Rule

from rules.log_groups import (
    keeps_logs,
    logs_are_encrypted,
    service_takes_role_for_the_account,
    subscription_target_is_allowed,
)

LOG_GROUP_RULES: Final[tuple[Rule, ...]] = (
    keeps_logs.RULE,
    logs_are_encrypted.RULE,
    service_takes_role_for_the_account.RULE,
    subscription_target_is_allowed.RULE,
)
