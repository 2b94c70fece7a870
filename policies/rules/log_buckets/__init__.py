"""Rules about the buckets that hold logs."""

from typing import Final

from rule import Rule

from rules.log_buckets import (
    acl_grants_nothing,
    cloud_control_is_known,
    destination_is_known,
    has_public_access_block,
    has_versions,
    is_kept,
    keeps_logs,
    lock_holds,
    no_access_point,
    one_policy,
    only_delivery,
    owns_objects,
    package_is_known,
    public_access_block,
    replicates_only_to_known,
    stack_set_is_known,
    template_grants_nothing,
)

LOG_BUCKET_RULES: Final[tuple[Rule, ...]] = (
    only_delivery.RULE,
    acl_grants_nothing.RULE,
    public_access_block.RULE,
    has_public_access_block.RULE,
    owns_objects.RULE,
    no_access_point.RULE,
    replicates_only_to_known.RULE,
    one_policy.RULE,
    keeps_logs.RULE,
    has_versions.RULE,
    lock_holds.RULE,
    is_kept.RULE,
    destination_is_known.RULE,
    template_grants_nothing.RULE,
    stack_set_is_known.RULE,
    cloud_control_is_known.RULE,
    package_is_known.RULE,
)
