"""A trail records all management events: reads and writes, of every source."""

from collections.abc import Iterator
from typing import Final

from frameworks import cis
from pulumi_policy import Severity
from resource_view import Resource
from rule import ResourceRule
from rule_options import Options
from trails import TRAILS, missing_management_events


def _check(trail: Resource, _options: Options) -> Iterator[str]:
    missing = missing_management_events(trail.objects("eventSelectors"), trail.objects("advancedEventSelectors"))
    if missing:
        yield (
            f"The selectors of this trail leave out {' and '.join(missing)} among the management events.\n"
            'Add a selector for them: {"fieldSelectors": [{"field": "eventCategory", "equals": ["Management"]}]}, with '
            "no other field."
        )


RULE: Final = ResourceRule(
    name="trail-records-management-events",
    title="The selectors of a trail leave out management events",
    severity=Severity.HIGH,
    framework=cis("3.1"),
    controls=("CloudTrail.1", "CloudTrail.3"),
    risk="What is done to the account's resources is not recorded, while data events, which cost, are.",
    remedy="Choose all management events in one selector, and data events in others.",
    url="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html",
    types=TRAILS,
    check=_check,
)
