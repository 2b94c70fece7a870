"""A trail records all management events, reads and writes of every source, or another one of the stack does."""

from collections.abc import Iterator
from typing import Final

from frameworks import cis
from graph import Graph
from pulumi_policy import Severity
from resource_view import Resource
from rule import StackRule
from rule_options import Options
from trails import TRAILS, left_out_by, recorded_beside


def _check(trail: Resource, graph: Graph, _options: Options) -> Iterator[str]:
    if not recorded_beside(trail, graph) and (missing := left_out_by(trail)):
        yield (
            f"The selectors of this trail leave out {' and '.join(missing)} among the management events.\n"
            'Add a selector for them: {"fieldSelectors": [{"field": "eventCategory", "equals": ["Management"]}]}, with '
            "no other field."
        )


RULE: Final = StackRule(
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
