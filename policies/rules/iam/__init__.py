"""Rules about what the program lets others do."""

from typing import Final

from rule import Rule

from rules.iam import attached_policy_is_known, no_wildcards, trust_is_closed

IAM_RULES: Final[tuple[Rule, ...]] = (no_wildcards.RULE, attached_policy_is_known.RULE, trust_is_closed.RULE)
