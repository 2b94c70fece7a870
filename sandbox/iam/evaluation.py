"""Decides whether one policy document allows one concrete request, by IAM's documented semantics.

Self-contained: no AWS, no emulator, no knowledge of this project. Sources: "IAM JSON policy elements: Principal /
NotPrincipal / Action / Resource / Condition operators", "Variables and tags" and "Policy evaluation logic" in the IAM
User Guide. Not handled: what is outside a document (permissions boundaries, SCPs, session policies).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final, TypeAlias, cast

from sandbox.iam.conditions import conditions_hold
from sandbox.iam.patterns import Context, matches_resource, matches_text

Statement: TypeAlias = Mapping[str, Any]

_VARIABLES_SINCE: Final = "2012-10-17"
_ROLE_SESSION: Final = re.compile(r"arn:([^:]+):sts::(\d{12}):assumed-role/([^/]+)/.+")


class Decision(Enum):
    """What a document says about a request."""

    ALLOWED = "allowed"
    DENIED = "denied"  # by a statement
    NOT_ALLOWED = "not allowed"  # by no statement


@dataclass(frozen=True)
class Principal:
    """Who asks.

    Attributes:
        kind: The member of a `Principal` element that can name it: AWS, Service, Federated or CanonicalUser.
        name: A service's name, or an ARN (a role session's for AWS).
    """

    kind: str
    name: str


@dataclass(frozen=True)
class Request:
    """One concrete request: no wildcards anywhere.

    Attributes:
        action: `service:Operation`.
        resource: The resource's ARN; empty for a trust policy, which names none.
        principal: Who asks; None where the document belongs to whoever asks (an identity's policy).
        context: Condition keys and their values, a tuple for each key; keys are case-insensitive.
    """

    action: str
    resource: str = ""
    principal: Principal | None = None
    context: Context = field(default_factory=dict[str, tuple[str, ...]])


def evaluate(document: str | Mapping[str, Any], request: Request) -> Decision:
    """Return what the document says about the request; a denial wins over any number of permissions.

    Raises:
        ValueError: If the document is no JSON, or uses a condition operator that IAM does not have.
    """
    policy: Mapping[str, Any] = json.loads(document) if isinstance(document, str) else document
    context = {key.lower(): values for key, values in request.context.items()}
    variables = context if policy.get("Version") == _VARIABLES_SINCE else None
    effects = {
        statement["Effect"]
        for statement in _listed(policy.get("Statement"))
        if _applies(statement, request, context, variables)
    }
    if "Deny" in effects:
        return Decision.DENIED
    return Decision.ALLOWED if "Allow" in effects else Decision.NOT_ALLOWED


def evaluate_all(documents: Iterable[str | Mapping[str, Any]], request: Request) -> Decision:
    """Return what several documents of one identity say together."""
    decisions = {evaluate(document, request) for document in documents}
    if Decision.DENIED in decisions:
        return Decision.DENIED
    return Decision.ALLOWED if Decision.ALLOWED in decisions else Decision.NOT_ALLOWED


def _applies(statement: Statement, request: Request, context: Context, variables: Context | None) -> bool:
    return (
        _principal_applies(statement, request.principal)
        and _action_applies(statement, request.action)
        and _resource_applies(statement, request.resource, variables)
        and conditions_hold(statement.get("Condition") or {}, context, variables)
    )


def _principal_applies(statement: Statement, principal: Principal | None) -> bool:
    if "Principal" in statement:
        return principal is not None and _names(statement["Principal"], principal)
    if "NotPrincipal" in statement:
        return principal is not None and not _names(statement["NotPrincipal"], principal)
    return principal is None


def _names(element: Any, principal: Principal) -> bool:
    """Tell whether a `Principal` element names the principal. `*` and {"AWS": "*"} are everyone, services included."""
    if element == "*":
        return True
    members = cast("Mapping[str, Any]", element)
    if "*" in _listed(members.get("AWS")):
        return True
    named = _listed(members.get(principal.kind))
    return any(_is_named(str(name), principal) for name in named)


def _is_named(name: str, principal: Principal) -> bool:
    if name in ("*", principal.name):
        return True
    if principal.kind != "AWS":
        return False
    session = _ROLE_SESSION.fullmatch(principal.name)
    if session is not None and re.fullmatch(
        rf"arn:{re.escape(session[1])}:iam::{session[2]}:role/(.*/)?{re.escape(session[3])}", name
    ):
        return True
    # An account names everyone in it.
    account = principal.name.split(":")[4] if principal.name.count(":") >= 5 else ""  # noqa: PLR2004 - an ARN's parts
    return bool(account) and (name == account or re.fullmatch(rf"arn:[^:]+:iam::{account}:root", name) is not None)


def _action_applies(statement: Statement, action: str) -> bool:
    def among(element: str) -> bool:
        return any(matches_text(str(each).lower(), action.lower()) for each in _listed(statement[element]))

    return among("Action") if "Action" in statement else not among("NotAction")


def _resource_applies(statement: Statement, resource: str, variables: Context | None) -> bool:
    def among(element: str) -> bool:
        patterns = map(str, _listed(statement[element]))
        return any(pattern == "*" or matches_resource(pattern, resource, variables) for pattern in patterns)

    if "Resource" in statement:
        return among("Resource")
    return "NotResource" not in statement or not among("NotResource")


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return cast("list[Any]", value) if isinstance(value, list) else [value]
