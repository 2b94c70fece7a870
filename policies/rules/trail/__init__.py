"""Rules about trails."""

from typing import Final

from rule import Rule

from rules.trail import (
    delivers_to_log_group,
    has_key,
    is_on,
    named_by_bucket_policy,
    records_every_region,
    records_global_services,
    records_management_events,
    validates_files,
)

TRAIL_RULES: Final[tuple[Rule, ...]] = (
    is_on.RULE,
    records_every_region.RULE,
    records_global_services.RULE,
    records_management_events.RULE,
    validates_files.RULE,
    has_key.RULE,
    delivers_to_log_group.RULE,
    named_by_bucket_policy.RULE,
)
