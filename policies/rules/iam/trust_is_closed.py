"""A role is taken by services, and by accounts that the configuration names."""

from collections.abc import Iterator
from typing import Final

from findings import shown
from frameworks import well_architected
from globs import has_wildcard
from policy_model import Statement
from pulumi_policy import Severity
from resource_types import ROLES
from resource_view import Resource
from rule import ResourceRule
from rule_options import Options, texts_option
from shared_issuers import claim_of
from trust import account_of, names_federated_user, trusts

ACCOUNTS: Final = "trustedAccounts"


def _problems(statement: Statement, accounts: tuple[str, ...]) -> Iterator[str]:
    if "NotPrincipal" in statement.inverted:
        yield "everybody but those it names may take this role.\nName who may."
    for principal in statement.principals:
        name = shown(principal.name)
        match principal.kind:
            case "Service":
                if has_wildcard(principal.name):
                    yield f"{name} is any service.\nName the one that takes this role."
            case "Federated":
                if not names_federated_user(statement, claim := claim_of(principal.name)):
                    keys = " or ".join(claim.keys)
                    yield f"any user of {name} may take this role.\nPin {keys}, which tells whose its tokens are."
            case _:
                if account_of(principal) not in accounts:
                    yield (
                        f"{name} is of no account that is trusted.\n"
                        f"Name the account in {ACCOUNTS} of this rule's configuration, its own one, too."
                    )


def _check(role: Resource, options: Options) -> Iterator[str]:
    accounts = texts_option(options, ACCOUNTS)
    for statement in trusts(role):
        yield from (f"statement {statement.label}: {problem}" for problem in _problems(statement, accounts))


RULE: Final = ResourceRule(
    name="role-trust-is-closed",
    title="A role can be taken by anyone, or by an account that nobody named",
    severity=Severity.CRITICAL,
    framework=well_architected("SEC03-BP07"),
    controls=(),
    risk="Who takes the role acts in our account, and our trail is the only witness.",
    remedy="Trust services, and roles of accounts that the configuration names.",
    url="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-user_externalid.html",
    types=ROLES,
    check=_check,
    options={ACCOUNTS: {"type": "array", "items": {"type": "string", "pattern": "^[0-9]{12}$"}, "description": "Ids."}},
)
