"""A trail signs its log files, so that a changed or missing one is noticed."""

from collections.abc import Iterator
from typing import Final

from frameworks import cis
from pulumi_policy import Severity
from resource_view import Resource
from rule import ResourceRule
from rule_options import Options
from trails import TRAILS


def _check(trail: Resource, _options: Options) -> Iterator[str]:
    if not trail.flag("enableLogFileValidation"):
        yield "This trail delivers no digests of its log files.\nSet enableLogFileValidation to true."


RULE: Final = ResourceRule(
    name="trail-validates-its-files",
    title="The log files of a trail can be changed unnoticed",
    severity=Severity.MEDIUM,
    framework=cis("3.2"),
    controls=("CloudTrail.4",),
    risk="A log file that was changed or deleted looks like one that never was.",
    remedy="Set enableLogFileValidation to true.",
    url="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html",
    types=TRAILS,
    check=_check,
)
