"""What KMS checks of a key's policy, and what a key's policy lets a service do.

Source: CreateKey in the KMS API reference (its parameter Policy).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import ClientError

from sandbox.iam import Decision, Principal, Request, evaluate
from sandbox.provider.errors import error_code, refusal

if TYPE_CHECKING:
    from sandbox.provider.aws import Aws

_MALFORMED: Final = "MalformedPolicyDocumentException"


@dataclass(frozen=True)
class Key:
    """A KMS key that an account has.

    Attributes:
        arn: Its ARN.
        enabled: Whether it can be used.
        policy: The statements of its policy that have an effect.
    """

    arn: str
    enabled: bool
    policy: Mapping[str, Any]

    def lets(self, principal: Principal, action: str, context: Mapping[str, str]) -> bool:
        """Tell whether its policy, IAM left aside, lets a principal use it."""
        request = Request(action, self.arn, principal, {name: (value,) for name, value in context.items()})
        return evaluate(self.policy, request) is Decision.ALLOWED


def find_key(aws: Aws, ident: str, region: str) -> Key | None:
    """Return the key of an id, an ARN or an alias; None when there is none in the region."""
    try:
        found = aws.call("kms", "describe_key", {"KeyId": ident}, region)["KeyMetadata"]
    except ClientError as error:
        if error_code(error) == "NotFoundException":
            return None
        raise
    request = {"KeyId": found["KeyId"], "PolicyName": "default"}
    policy = json.loads(aws.call("kms", "get_key_policy", request, region)["Policy"])
    return Key(found["Arn"], found["KeyState"] == "Enabled", _effective(policy))


def check_create_key(aws: Aws, request: Mapping[str, Any], region: str) -> None:
    """Refuse CreateKey with a policy under which the key could not be managed."""
    if "Policy" in request:
        _check_policy(aws, "CreateKey", request, f"{_keys(aws, region)}/00000000-0000-0000-0000-000000000000")


def check_put_key_policy(aws: Aws, request: Mapping[str, Any], region: str) -> None:
    """Refuse PutKeyPolicy with a policy under which the key could not be managed."""
    _check_policy(aws, "PutKeyPolicy", request, f"{_keys(aws, region)}/{request['KeyId'].rpartition('/')[2]}")


def _check_policy(aws: Aws, operation: str, request: Mapping[str, Any], arn: str) -> None:
    try:
        policy = json.loads(request["Policy"])
    except json.JSONDecodeError as error:
        raise refusal(operation, _MALFORMED, "This policy contains invalid Json") from error
    if not all(_has_principals(aws, statement) for statement in _statements(policy)):
        raise refusal(operation, _MALFORMED, "Policy contains a statement with one or more invalid principals.")
    caller = Principal("AWS", aws.caller["Arn"])
    key = Key(arn, enabled=True, policy=_effective(policy))
    context = {"aws:PrincipalAccount": aws.account, "kms:CallerAccount": aws.account, "aws:SecureTransport": "true"}
    if not request.get("BypassPolicyLockoutSafetyCheck") and not key.lets(caller, "kms:PutKeyPolicy", context):
        raise refusal(
            operation, _MALFORMED, "The new key policy will not allow you to update the key policy in the future."
        )


def _has_principals(aws: Aws, statement: Mapping[str, Any]) -> bool:
    element = statement.get("Principal", statement.get("NotPrincipal"))
    if not element or element == "*":
        return bool(element)
    named: str | list[str] = element.get("AWS", [])
    return all(_exists(aws, name) for name in ([named] if isinstance(named, str) else named))


def _exists(aws: Aws, principal: str) -> bool:
    """Tell whether a role or user of the own account exists; of others' the account knows nothing."""
    kind, _, name = principal.removeprefix(f"arn:{aws.partition}:iam::{aws.account}:").partition("/")
    if kind not in ("role", "user"):
        return True
    try:
        aws.call("iam", f"get_{kind}", {f"{kind.title()}Name": name.rpartition("/")[2]})
    except ClientError as error:
        if error_code(error) == "NoSuchEntity":
            return False
        raise
    return True


def _effective(policy: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a key's policy without the statements that KMS takes, though nothing comes of them."""
    complete = [
        statement
        for statement in _statements(policy)
        if {"Action", "NotAction"} & set(statement) and {"Resource", "NotResource"} & set(statement)
    ]
    return {**policy, "Statement": complete}


def _statements(policy: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    listed = policy.get("Statement", [])
    yield from [listed] if isinstance(listed, dict) else listed


def _keys(aws: Aws, region: str) -> str:
    return f"arn:{aws.partition}:kms:{region}:{aws.account}:key"
