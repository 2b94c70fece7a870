"""A trail records the events of global services, such as IAM, or another one of the stack does."""

from collections.abc import Iterator
from typing import Final

from frameworks import cis
from graph import Graph
from pulumi_policy import Severity
from resource_view import Resource
from rule import StackRule
from rule_options import Options
from trails import TRAILS, leaves_out_global_services, recorded_beside


def _check(trail: Resource, graph: Graph, _options: Options) -> Iterator[str]:
    if not recorded_beside(trail, graph) and leaves_out_global_services(trail):
        yield "This trail leaves out IAM, STS and CloudFront.\nSet includeGlobalServiceEvents to true."


RULE: Final = StackRule(
    name="trail-records-global-services",
    title="A trail leaves out the events of global services",
    severity=Severity.HIGH,
    framework=cis("3.1"),
    controls=("CloudTrail.1",),
    risk="New users, keys and roles, the first things that an attacker makes, are not recorded.",
    remedy="Set includeGlobalServiceEvents to true, or leave it out.",
    url="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html",
    types=TRAILS,
    check=_check,
)
