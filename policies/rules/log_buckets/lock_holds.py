"""Where a log bucket has Object Lock, every new log is locked, and long enough."""

from collections.abc import Iterator
from typing import Final

from findings import shown
from frameworks import nist
from graph import Graph
from log_buckets import OBJECT_LOCK, OPTIONS, log_buckets
from pulumi_policy import Severity
from resource_types import BUCKETS
from resource_view import Resource
from rule import StackRule
from rule_options import Options, count_option

MINIMUM: Final = "minimumLockDays"
_DEFAULT: Final = 30
_DAYS_A_YEAR: Final = 365


def _check(resource: Resource, graph: Graph, options: Options) -> Iterator[str]:
    buckets = log_buckets(graph, options)
    if resource.type == OBJECT_LOCK:
        if buckets.owner(resource) is None:
            return
        within: tuple[str, ...] = ("rule", "defaultRetention")
    else:
        inline = resource.read("objectLockConfiguration", "objectLockEnabled")
        locked = resource.flag("objectLockEnabled") or inline == "Enabled" or buckets.settings(resource, OBJECT_LOCK)
        if not locked or not buckets.has(resource) or buckets.left_to(OBJECT_LOCK, resource, "objectLockConfiguration"):
            return
        within = ("objectLockConfiguration", "rule", "defaultRetention")
    days = (resource.number(*within, "days") or 0) + _DAYS_A_YEAR * (resource.number(*within, "years") or 0)
    mode = resource.text(*within, "mode")
    least = count_option(options, MINIMUM, _DEFAULT)
    if days < least or mode not in ("GOVERNANCE", "COMPLIANCE"):
        yield (
            f"New logs are locked for {days:g} days in the mode {shown(mode)}; they are to be for at least {least}.\n"
            f"State a default retention with mode and days, or a smaller {MINIMUM} in this rule's configuration."
        )


RULE: Final = StackRule(
    name="log-bucket-lock-holds",
    title="The Object Lock of a log bucket locks nothing, or for too short a time",
    severity=Severity.MEDIUM,
    framework=nist("CP-6(2)"),
    controls=("S3.15",),
    risk="The bucket looks tamper-proof, but logs can be deleted at once, or before anyone looks at them.",
    remedy="Give the Object Lock configuration a default retention of enough days.",
    url="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html",
    types=BUCKETS | {OBJECT_LOCK},
    check=_check,
    options=OPTIONS
    | {MINIMUM: {"type": "integer", "minimum": 1, "description": "Days of the default lock. Without it, 30."}},
)
