"""Rules about what the program lets others do."""

from typing import Final

from rule import Rule

from rules.iam import no_wildcards, trust_is_closed

IAM_RULES: Final[tuple[Rule, ...]] = (no_wildcards.RULE, trust_is_closed.RULE)
