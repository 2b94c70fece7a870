"""What the program grants names its actions and resources."""

from collections.abc import Iterator
from typing import Final

from findings import shown
from frameworks import best_practice
from grants import documents_of, managed_policies_of
from iam_wildcards import owners_in, wildcards_in
from permissions import PERMISSIONS, wide_permissions
from policy_holders import HOLDERS, OWN
from policy_statements import allows_of
from pulumi_policy import Severity
from resource_view import Resource
from rule import ResourceRule
from rule_options import Options, texts_option, texts_schema

ACTIONS: Final = "actionsOnAnyResource"
MANAGED: Final = "managedPolicies"


def _check(resource: Resource, options: Options) -> Iterator[str]:
    if resource.type in PERMISSIONS:
        yield from wide_permissions(resource)
        return
    own = OWN.get(resource.type, "")
    listed = {action.lower() for action in texts_option(options, ACTIONS)}
    for document in documents_of(resource):
        allows = allows_of(document)
        yield from owners_in(allows, own)
        for allow in allows:
            yield from wildcards_in(allow, own, listed)
    for arn in managed_policies_of(resource):
        if arn not in texts_option(options, MANAGED):
            yield (
                f"{shown(arn)} is a policy of AWS, which AWS writes, and widens, for everybody.\n"
                f"Write a policy that names what is needed, or name it in {MANAGED} of this rule's configuration."
            )


RULE: Final = ResourceRule(
    name="grants-have-no-wildcards",
    title="A policy document grants by wildcard",
    severity=Severity.HIGH,
    framework=best_practice("IAM.21"),
    controls=("IAM.1", "IAM.21", "KMS.5", "SNS.4", "SQS.3"),
    risk="Whoever gets hold of the role or the service can do what nobody meant, such as delete the logs of it.",
    remedy="Name the actions, the resources and the principals.",
    url="https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
    types=frozenset(HOLDERS) | PERMISSIONS,
    check=_check,
    options={
        ACTIONS: texts_schema("Actions that may have Resource *."),
        MANAGED: texts_schema("ARNs of allowed policies of AWS."),
    },
)
