"""Every log group keeps logs long enough, and none keeps them forever because nobody said how long."""

from collections.abc import Iterator, Mapping
from typing import Final

from frameworks import nist
from pulumi_policy import Severity
from resource_types import LOG_GROUPS
from resource_view import Resource
from retentions import LONGEST, RETENTION, YEAR, retention_of_at_least
from rule import ResourceRule
from rule_options import Options, count_option, object_option

MINIMUM: Final = "minimumDays"
MINIMUM_OF: Final = "minimumDaysOf"


def _least(group: Resource, options: Options) -> int:
    own = object_option(options, MINIMUM_OF)
    # The engine names a group that has no name; one that is not known may be one that differs.
    name = (group.text("name") or group.text("logGroupName") or "") if own else ""
    return count_option(own if name in own else options, name if name in own else MINIMUM, YEAR, most=LONGEST)


def _check(group: Resource, options: Options) -> Iterator[str]:
    least, days = _least(group, options), group.number("retentionInDays")
    if group.text("logGroupClass") == "DELIVERY":
        yield 'Of the class "DELIVERY", it keeps logs for two days, whatever its retention.\nMake it of another class.'
    elif not days:
        yield f"It keeps logs, and their cost, forever.\nSet retentionInDays to {least} or more."
    elif days < least:
        yield (
            f"It keeps logs for {days:.0f} days; they are to stay at least {least}.\n"
            f"Set retentionInDays, or state a smaller {MINIMUM} in this rule's configuration."
        )


def _mend(group: Resource, options: Options) -> Mapping[str, object]:
    # What is kept forever stays: to shorten it would delete logs.
    kept = group.number("retentionInDays") and group.text("logGroupClass") != "DELIVERY"
    return {"retentionInDays": retention_of_at_least(_least(group, options))} if kept else {}


RULE: Final = ResourceRule(
    name="log-group-keeps-logs-long-enough",
    title="A log group drops logs too early, or keeps them forever",
    severity=Severity.MEDIUM,
    framework=nist("AU-11"),
    controls=("CloudWatch.16",),
    risk="An attack that is noticed late leaves no trace; what is never dropped is paid for, and searched, forever.",
    remedy="Set retentionInDays to the days that investigations and auditors need; Security Hub asks for a year.",
    url="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
    types=LOG_GROUPS,
    check=_check,
    mend=_mend,
    options={
        MINIMUM: {**RETENTION, "description": "Without it, 365."},
        MINIMUM_OF: {"type": "object", "additionalProperties": RETENTION, "description": "Days by a log group's name."},
    },
)
