"""A trail records every Region, or another one of the stack does."""

from collections.abc import Iterator
from typing import Final

from frameworks import cis
from graph import Graph
from pulumi_policy import Severity
from resource_view import Resource
from rule import StackRule
from rule_options import Options
from trails import TRAILS, recorded_beside


def _check(trail: Resource, graph: Graph, _options: Options) -> Iterator[str]:
    if not recorded_beside(trail, graph) and not trail.flag("isMultiRegionTrail"):
        yield "This trail records one Region only.\nSet isMultiRegionTrail to true."


RULE: Final = StackRule(
    name="trail-records-every-region",
    title="A trail records one Region only",
    severity=Severity.HIGH,
    framework=cis("3.1"),
    controls=("CloudTrail.1",),
    risk="Whoever works in a Region that no one uses leaves no trace.",
    remedy="Set isMultiRegionTrail to true.",
    url="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/receive-cloudtrail-log-files-from-multiple-regions.html",
    types=TRAILS,
    check=_check,
)
