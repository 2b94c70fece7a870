"""The table of the rules' tests: every rule of the pack has a row, in the module of its area."""

from tests.policy.cases import (
    alarms,
    groups,
    iam,
    lambda_functions,
    log_buckets,
    log_groups,
    log_targets,
    network,
    trail,
)
from tests.support.rule_cases import RuleCases

ROWS: tuple[RuleCases, ...] = (
    *log_buckets.ROWS,
    *trail.ROWS,
    *network.ROWS,
    *log_groups.ROWS,
    *log_targets.ROWS,
    *alarms.ROWS,
    *lambda_functions.ROWS,
    *iam.ROWS,
    *groups.ROWS,
)
