"""A trail encrypts its log files with a customer managed key."""

from collections.abc import Iterator
from typing import Final

from frameworks import cis
from graph import Graph
from keys import disabled_keys
from pulumi_policy import Severity
from resource_types import KEYS_AND_ALIASES
from resource_view import Resource
from rule import StackRule
from rule_options import Options
from trails import TRAILS

SERVICE_MANAGED: Final = "serviceManagedKeys"


def _check(trail: Resource, graph: Graph, options: Options) -> Iterator[str]:
    yield from disabled_keys(trail, graph, "kmsKeyId")
    if options.get(SERVICE_MANAGED) is True or graph.referred(trail, ("kmsKeyId",), KEYS_AND_ALIASES):
        return
    if trail.text("kmsKeyId") is None:
        yield (
            "This trail encrypts with S3's key only, which everyone who may read the bucket uses.\n"
            f"Give it the ARN of a KMS key in kmsKeyId, or state {SERVICE_MANAGED} in this rule's configuration."
        )


RULE: Final = StackRule(
    name="trail-encrypts-with-its-own-key",
    title="A trail encrypts its log files with no key of the customer",
    severity=Severity.MEDIUM,
    framework=cis("3.7"),
    controls=("CloudTrail.2",),
    risk="Who may read the bucket may read the logs. A key asks for a second permission, and its uses are recorded.",
    remedy="Give the trail a KMS key whose policy lets cloudtrail.amazonaws.com encrypt for this trail.",
    url="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html",
    types=TRAILS,
    check=_check,
    options={
        SERVICE_MANAGED: {
            "type": "boolean",
            "description": "Whether S3's own encryption is enough. Without it, not.",
        }
    },
)
