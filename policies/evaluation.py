"""Whether a statement applies to one concrete request: IAM's documented semantics.

Source: IAM User Guide, "IAM JSON policy elements reference" and "Policy evaluation logic". This decides what would be
delivered and what a witness shows, never that a document is inside its contract: `bucket_policy` proves that from the
text alone.
"""

from collections.abc import Mapping

from globs import matches
from operators import holds
from policy_model import Document, Principal, Statement
from request import Request
from variables import LITERAL_WILDCARDS, substituted


def allows(document: Document, request: Request) -> bool:
    """Whether a document allows a request: some Allow applies to it and no Deny does.

    Args:
        document: The document.
        request: The request; its keys may be in any case.
    """
    context = {key.lower(): value for key, value in request.context.items()}
    effects = {
        statement.effect
        for statement in document.statements
        if covers(statement, request, context)
        and all(holds(condition, context.get(condition.key), context) for condition in statement.conditions)
    }
    return effects == {"Allow"}


def covers(statement: Statement, request: Request, context: Mapping[str, str]) -> bool:
    """Whether a statement names a request's principal, action and resource, whatever its conditions.

    Args:
        statement: The statement.
        request: The request.
        context: The keys of the request, in lower case, for policy variables.
    """
    return (
        names_principal(statement, request.principal)
        and names_action(statement, request.action)
        and names_resource(statement, request.resource, context)
    )


def names_principal(statement: Statement, principal: tuple[str, str]) -> bool:
    """Whether the Principal names one, or the NotPrincipal doesn't. `*` and {"AWS": "*"} are everyone, services too."""
    inverted = "NotPrincipal" in statement.inverted
    for each in statement.principals:
        if _is_named(each, principal):
            return not inverted
    return inverted


def names_action(statement: Statement, action: str) -> bool:
    """Whether the Action names one, or the NotAction doesn't; case does not count."""
    inverted, lowered = "NotAction" in statement.inverted, action.lower()
    for each in statement.actions:
        if matches(each.lower(), lowered):
            return not inverted
    return inverted


def names_resource(statement: Statement, resource: str, context: Mapping[str, str]) -> bool:
    """Whether the Resource names one, or the NotResource doesn't."""
    inverted = "NotResource" in statement.inverted
    for pattern in statement.resources:
        if _is_resource(pattern, resource, context):
            return not inverted
    return inverted


def _is_resource(pattern: str, resource: str, context: Mapping[str, str]) -> bool:
    if "${" not in pattern:
        return matches(pattern, resource)
    literal = substituted(pattern, context)
    return literal is not None and matches(literal, resource.translate(LITERAL_WILDCARDS))


def _is_named(named: Principal, principal: tuple[str, str]) -> bool:
    kind, name = principal
    if named.kind == "*" or named == ("AWS", "*"):
        return True
    if named.kind != kind:
        return False
    if named.name in (name, "*"):
        return True
    # An account, by its number or as its root, names everyone in it.
    account = name.split(":")[4:5]
    return kind == "AWS" and bool(account) and named.name.removesuffix(":root").rpartition(":")[2] == account[0]
