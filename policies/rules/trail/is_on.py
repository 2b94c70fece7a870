"""A trail is on."""

from collections.abc import Iterator
from typing import Final

from frameworks import cis
from pulumi_policy import Severity
from resource_view import Resource
from rule import ResourceRule
from rule_options import Options
from trails import NATIVE_TRAIL, TRAILS, is_off


def _check(trail: Resource, _options: Options) -> Iterator[str]:
    if is_off(trail):
        name = "isLogging" if trail.type == NATIVE_TRAIL else "enableLogging"
        yield f"This trail is off: it records nothing.\nSet {name} to true."


RULE: Final = ResourceRule(
    name="trail-is-on",
    title="A trail is off",
    severity=Severity.CRITICAL,
    framework=cis("3.1"),
    controls=("CloudTrail.1", "CloudTrail.3"),
    risk="Nothing that happens in the account is recorded, while the trail is there to be seen.",
    remedy="Set enableLogging to true, or leave it out.",
    url="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-turning-off-logging.html",
    types=TRAILS,
    check=_check,
)
