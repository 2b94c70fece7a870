"""Rules about the buckets that hold logs."""

from typing import Final

from rule import Rule

from rules.log_buckets import only_delivery

LOG_BUCKET_RULES: Final[tuple[Rule, ...]] = (only_delivery.RULE,)
