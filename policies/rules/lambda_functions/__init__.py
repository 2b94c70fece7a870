"""Rules about functions, which are billed by duration, memory and invocations."""

from typing import Final

from rule import Rule

from rules.lambda_functions import limits_are_set, log_group_is_declared, no_log_loop

LAMBDA_RULES: Final[tuple[Rule, ...]] = (limits_are_set.RULE, log_group_is_declared.RULE, no_log_loop.RULE)
