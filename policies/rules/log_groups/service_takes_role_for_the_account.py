"""A service takes a role of ours only for resources of our account."""

from collections.abc import Iterator
from typing import Final

from findings import shown
from frameworks import well_architected
from pulumi_policy import Severity
from resource_types import ROLES
from resource_view import Resource
from rule import ResourceRule
from rule_options import Options
from trust import is_pinned, pins_sent_by, trusts


def _check(role: Resource, _options: Options) -> Iterator[str]:
    for statement in trusts(role):
        for principal in statement.principals:
            keys = pins_sent_by(principal)
            if keys and not is_pinned(statement, keys):
                yield (
                    f"statement {statement.label}: {shown(principal.name)} takes this role for any customer of AWS.\n"
                    f"Pin {' or '.join(keys)} to the account, under StringEquals or ArnLike."
                )


RULE: Final = ResourceRule(
    name="service-takes-role-for-its-account-only",
    title="A service can be made to take a role for another account",
    severity=Severity.HIGH,
    framework=well_architected("SEC03-BP08"),
    controls=(),
    risk=(
        "Who names the role in a trail, a flow log or a state machine of an account of theirs makes the service act on "
        "what is ours, with our permissions: the confused deputy."
    ),
    remedy="Pin aws:SourceArn or aws:SourceAccount in the trust policy; for Firehose, sts:ExternalId is the account.",
    url="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
    types=ROLES,
    check=_check,
)
