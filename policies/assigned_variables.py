"""Values that a search assumes for the policy variables of a statement."""

import re
from collections.abc import Iterator

from candidates import foreign_account
from contract import CLOUDTRAIL, Contract
from plausible import keys_of_principal
from policy_model import Statement
from source import SOURCE_ACCOUNT, SOURCE_ARN
from variables import ESCAPES, VARIABLE


def assigned(allow: Statement, contract: Contract) -> dict[str, str | None]:
    """A value for each key that a policy variable of the statement asks for; None: the variable has a default."""
    account = foreign_account(contract)
    source = f"arn:{contract.partition}:cloudtrail:us-east-1:{account}:trail/evil"
    service = next((each.name for each in allow.principals if each.kind == "Service"), CLOUDTRAIL.principal)
    chosen = {SOURCE_ACCOUNT: account, SOURCE_ARN: source, **keys_of_principal(("Service", service))}
    return {
        match[1].lower(): None if match[2] is not None else chosen.get(match[1].lower(), "x")
        for match in variables_of(allow)
    }


def variables_of(statement: Statement) -> Iterator[re.Match[str]]:
    """The policy variables of a statement, but for those that stand for a character."""
    texts = [*statement.resources, *(value for condition in statement.conditions for value in condition.values)]
    for text in texts:
        yield from (match for match in VARIABLE.finditer(text) if match[1] not in ESCAPES)
