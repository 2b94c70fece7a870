"""Which grants of a policy document are wider than any one need: wildcards, and the few that can't be helped."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final

from account_pins import ACCOUNT, ORGANIZATION, POSITIVE, arn_of_account
from findings import shown
from open_resources import is_open
from policy_model import Condition, Principal, Statement
from unscoped_actions import UNSCOPED_ACTIONS

# Amazon CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS KMS", and AWS KMS Developer Guide,
# "Key policies": each stands for one operation and its variants.
_ACTION_FAMILIES: Final = frozenset(
    {"es:eshttp*", "kms:decrypt*", "kms:describe*", "kms:encrypt*", "kms:generatedatakey*", "kms:reencrypt*"}
)
_WILDCARD: Final = re.compile(r"[*?]")
_ROOT: Final = re.compile(r"(?:arn:[a-z-]+:iam::)?(\d{12})(?::root)?")
# A condition on one of these admits only the account, the organization or the bucket that it names.
_ACCOUNTS: Final = ("aws:principalaccount", "aws:sourceaccount", "aws:sourceowner", "kms:calleraccount")
_ORGANIZATIONS: Final = ("aws:principalorgid", "aws:sourceorgid")
_ARNS: Final = ("aws:principalarn", "aws:sourcearn")
# The ARN of a bucket has no account: its name is unique by itself. AWS's own examples have wildcards there.
_BUCKET: Final = re.compile(r"arn:[a-z-]+:s3:\*?:\*?:[a-z0-9.-]+")
# API Gateway Developer Guide, "API Gateway resource policy examples": a private API's are let in by network.
_NETWORKS: Final = ("aws:sourcevpc", "aws:sourcevpce")
_NETWORK: Final = re.compile(r"vpce?-[0-9a-f]+")
_BY_MOUNT_TARGET: Final = ("Bool", "elasticfilesystem:accessedviamounttarget", ("true",))
# AWS KMS Developer Guide, "kms:ViaService": NAME.REGION.amazonaws.com
_KEYS: Final = re.compile(r"arn:[a-z-]+:kms:[a-z0-9-]+:(?:\d{12}|\*):key/\*")
_VIA_SERVICE: Final = re.compile(r"[a-z0-9-]+\.[a-z0-9*-]+\.amazonaws\.com(?:\.cn)?")


def wildcards_in(allow: Statement, own: str, listed: Collection[str]) -> Iterator[str]:
    """What a statement that allows grants by wildcard, with the fix.

    Args:
        allow: The statement.
        own: The resource that stands for the holder of the document: "*" in a key policy; "" where none does.
        listed: Actions, in lower case, that may be allowed on any resource, beside those that AWS knows no other for.
    """
    for element in allow.inverted:
        yield f"statement {allow.label}, {element}: grants all but what it names.\nName what is needed."
    for principal in allow.principals:
        if _WILDCARD.search(principal.name) and not is_narrowed(allow):
            yield (
                f"statement {allow.label}, Principal: {shown(principal.name)} is anyone.\n"
                "Name the service or the account, or pin the account in a condition, without wildcards and variables."
            )
    if not allow.inverted:
        for action in allow.actions:
            if _WILDCARD.search(action) and action.lower() not in _ACTION_FAMILIES and not _by_iam(allow, action, own):
                yield f"statement {allow.label}, Action: {shown(action)} has a wildcard.\nName the actions."
        unscoped = (UNSCOPED_ACTIONS, listed)
        scoped = [action for action in allow.actions if not any(action.lower() in known for known in unscoped)]
        for resource in allow.resources if scoped else ():
            if resource != own and is_open(resource) and not _is_key_in_use(allow, resource):
                yield (
                    f"statement {allow.label}, Resource: {shown(resource)} names nothing.\n"
                    f"Name the resources of {', '.join(map(shown, scoped))}. An action that AWS knows no resource for "
                    "goes into actionsOnAnyResource of this rule's configuration."
                )


def owners_in(allows: Sequence[Statement], own: str) -> Iterator[str]:
    """What a key policy leaves to the IAM of more than one account, with the fix. Takes the same as `wildcards_in`."""
    accounts = {
        match[1]
        for allow in allows
        if any(_by_iam(allow, action, own) for action in allow.actions)
        for principal in allow.principals
        if (match := _ROOT.fullmatch(principal.name))
    }
    if len(accounts) > 1:
        yield (
            f"kms:* is allowed to {' and '.join(sorted(accounts))}, each of which may then let in whom it likes.\n"
            "Leave the key to its own account, and name for others what they need."
        )


def _by_iam(allow: Statement, action: str, own: str) -> bool:
    """Whether a key policy leaves the key to the account's IAM (KMS Developer Guide, "Default key policy")."""
    return own == "*" and action.lower() == "kms:*" and all(map(_is_root, allow.principals))


def _is_root(principal: Principal) -> bool:
    return principal.kind == "AWS" and bool(_ROOT.fullmatch(principal.name))


def _is_key_in_use(allow: Statement, resource: str) -> bool:
    """Whether it is the keys of one account, each used only by a service for a named resource.

    AWS KMS chooses the id of a key, so no document can name a key before it is there.
    """
    by_service = any(_is_of(condition, "kms:viaservice", _is_service) for condition in allow.conditions)
    for_one = any(_is_of(condition, "kms:encryptioncontext:", _is_one) for condition in allow.conditions)
    return by_service and for_one and bool(_KEYS.fullmatch(resource))


def _is_of(condition: Condition, key: str, is_narrow: Callable[[str], bool]) -> bool:
    return condition.operator in POSITIVE and condition.key.startswith(key) and all(map(is_narrow, condition.values))


def _is_service(value: str) -> bool:
    return bool(_VIA_SERVICE.fullmatch(value))


def _is_one(value: str) -> bool:
    return not is_open(value)


def is_narrowed(allow: Statement) -> bool:
    """Whether a condition holds a statement, whoever its principal is, to an account, organization or network."""
    return any(map(_narrows, allow.conditions))


def _narrows(condition: Condition) -> bool:
    # Amazon EFS User Guide, "Using IAM to control file system data access": through its network only.
    if (condition.operator, condition.key, condition.values) == _BY_MOUNT_TARGET:
        return True
    return condition.operator in POSITIVE and all(_is_named(condition, value) for value in condition.values)


def _is_named(condition: Condition, value: str) -> bool:
    """Whether a value of a condition is one account or organization, or something of one."""
    if condition.key in _ACCOUNTS:
        return bool(ACCOUNT.fullmatch(value))
    if condition.key in _NETWORKS:
        return bool(_NETWORK.fullmatch(value))
    if condition.key in _ORGANIZATIONS:
        return bool(ORGANIZATION.fullmatch(value))
    return condition.key in _ARNS and bool(
        arn_of_account(condition.operator).fullmatch(value) or _BUCKET.fullmatch(value)
    )
