"""What Cloud Control makes is of a known type: no rule is about anything else."""

from collections.abc import Iterator
from typing import Final

from cloud_control import HOLDERS
from frameworks import cis
from pulumi_policy import Severity
from resource_view import Resource
from rule import ResourceRule
from rule_options import Options


def _check(resource: Resource, _options: Options) -> Iterator[str]:
    # One that is known as a type of AWS's is a resource of that type here; one of others is no concern of the rules.
    if not resource.text(HOLDERS[resource.type][0]):
        yield f"It has no {HOLDERS[resource.type][0]}, so nothing shows which rules it has to keep.\nState it."


RULE: Final = ResourceRule(
    name="cloud-control-type-is-known",
    title="Which type Cloud Control makes is not known at preview",
    severity=Severity.HIGH,
    framework=cis("3.3"),
    controls=("CloudTrail.6",),
    risk="It may be the policy of a log bucket, which no rule would look at.",
    remedy="State the type as a string.",
    url="https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/supported-resources.html",
    types=frozenset(HOLDERS),
    check=_check,
)
