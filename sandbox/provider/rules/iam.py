"""What IAM checks of a role's trust policy.

Source: "Grammar of the IAM JSON policy language" in the IAM User Guide: a trust policy has principals, no resources,
and only actions of STS.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from sandbox.provider.errors import refusal

if TYPE_CHECKING:
    from sandbox.provider.aws import Aws


def check_create_role(_aws: Aws, request: Mapping[str, Any], _region: str) -> None:
    """Refuse CreateRole with a malformed trust policy."""
    _check_trust("CreateRole", request["AssumeRolePolicyDocument"])


def check_update_trust(_aws: Aws, request: Mapping[str, Any], _region: str) -> None:
    """Refuse UpdateAssumeRolePolicy with a malformed trust policy."""
    _check_trust("UpdateAssumeRolePolicy", request["PolicyDocument"])


def _check_trust(operation: str, document: str) -> None:
    fault = _fault(document)
    if fault is not None:
        raise refusal(operation, "MalformedPolicyDocument", fault)


def _fault(document: str) -> str | None:
    try:
        policy = json.loads(document)
    except json.JSONDecodeError:
        return "This policy contains invalid Json"
    if not isinstance(policy, dict):
        return "Syntax errors in policy."
    statements = _listed(cast("dict[str, Any]", policy).get("Statement"))
    if not statements or not all(isinstance(statement, dict) for statement in statements):
        return "Syntax errors in policy."
    return next((fault for statement in statements if (fault := _statement_fault(statement)) is not None), None)


def _statement_fault(statement: Mapping[str, Any]) -> str | None:
    if statement.get("Effect") not in ("Allow", "Deny"):
        return "Syntax errors in policy."
    for prohibited in ("Resource", "NotResource"):
        if prohibited in statement:
            return f"Has prohibited field {prohibited}"
    if "Principal" not in statement and "NotPrincipal" not in statement:
        return "Missing required field Principal"
    actions = _listed(statement.get("Action")) + _listed(statement.get("NotAction"))
    if not actions:
        return "Missing required field Action"
    if not all(str(action) == "*" or str(action).lower().startswith("sts:") for action in actions):
        return "AssumeRole policy may only specify STS AssumeRole actions."
    return None


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return cast("list[Any]", value) if isinstance(value, list) else [value]
