"""Which grants of a policy document are wider than any one need: wildcards, and the few that can't be helped."""

import re
from collections.abc import Collection, Iterator
from typing import Final

from account_pins import ACCOUNT, ORGANIZATION, POSITIVE, arn_of_account
from findings import shown
from policy_model import Condition, Principal, Statement

# Amazon CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS KMS", and AWS KMS Developer Guide,
# "Key policies": each stands for one operation and its variants.
_ACTION_FAMILIES: Final = frozenset(
    {"es:eshttp*", "kms:decrypt*", "kms:describe*", "kms:encrypt*", "kms:generatedatakey*", "kms:reencrypt*"}
)
# Service Authorization Reference: actions without a resource type, so that AWS takes only "*"; and
# logs:DescribeLogGroups, whose request names no group (Amazon VPC User Guide, "Publish flow logs to CloudWatch Logs").
_ANY_RESOURCE: Final = frozenset(
    {
        "cloudtrail:describetrails",
        "cloudtrail:lookupevents",
        "cloudwatch:getmetricdata",
        "cloudwatch:listmetrics",
        "cloudwatch:putmetricdata",
        "ec2:describeflowlogs",
        "ec2:describeinstances",
        "ec2:describenetworkinterfaces",
        "ec2:describesecuritygroups",
        "ec2:describesubnets",
        "ec2:describevpcs",
        "ecr:getauthorizationtoken",
        "kms:generaterandom",
        "kms:listaliases",
        "kms:listkeys",
        "logs:describeloggroups",
        "s3:listallmybuckets",
        "sts:getcalleridentity",
        "tag:getresources",
        "xray:puttelemetryrecords",
        "xray:puttracesegments",
    }
)
_WILDCARD: Final = re.compile(r"[*?]")
# The kind, and the name as far as it has no wildcard: `log-group:NAME:*`, `role/NAME*`. Some services have no kinds.
_NAME: Final = re.compile(r"(?:[a-z-]+[:/])?([^*?]*)[*?].*")
_NAME_ALONE: Final = re.compile(r"([^*?]*)[*?].*")
_WITHOUT_KIND: Final = ("execute-api", "s3", "sns", "sqs")
_ROOT: Final = re.compile(r"(arn:[a-z-]+:iam::)?\d{12}(:root)?")
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
# What a value has to begin with to narrow anything.
_NARROW: Final = re.compile(r"[^*?$].*", re.DOTALL)


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
        if _WILDCARD.search(principal.name) and not any(map(_narrows, allow.conditions)):
            yield (
                f"statement {allow.label}, Principal: {shown(principal.name)} is anyone.\n"
                "Name the service or the account, or pin the account in a condition, without wildcards and variables."
            )
    if not allow.inverted:
        for action in allow.actions:
            if _WILDCARD.search(action) and action.lower() not in _ACTION_FAMILIES and not _by_iam(allow, action, own):
                yield f"statement {allow.label}, Action: {shown(action)} has a wildcard.\nName the actions."
        any_resource = _ANY_RESOURCE.union(listed)
        if not all(action.lower() in any_resource for action in allow.actions):
            for resource in allow.resources:
                if resource != own and _is_open(resource) and not _is_key_in_use(allow, resource):
                    yield f"statement {allow.label}, Resource: {shown(resource)} names nothing.\nName the resources."


def _by_iam(allow: Statement, action: str, own: str) -> bool:
    """Whether a key policy leaves the key to the account's IAM (KMS Developer Guide, "Default key policy")."""
    return own == "*" and action.lower() == "kms:*" and all(map(_is_root, allow.principals))


def _is_root(principal: Principal) -> bool:
    return principal.kind == "AWS" and bool(_ROOT.fullmatch(principal.name))


def _is_open(resource: str) -> bool:
    """Whether a wildcard stands where the name of the resource begins, or in the service or the account."""
    arn, _, service, _, account, *name = [*resource.split(":", 5), "", "", "", "", ""][:6]
    if arn != "arn" or _WILDCARD.search(service + account):
        return bool(_WILDCARD.search(resource))
    match = (_NAME_ALONE if service in _WITHOUT_KIND else _NAME).fullmatch(name[0])
    return bool(match) and not match[1]


def _is_key_in_use(allow: Statement, resource: str) -> bool:
    """Whether it is the keys of one account, each used only by a service for a named resource.

    AWS KMS chooses the id of a key, so no document can name a key before it is there.
    """
    keys = {
        condition.key
        for condition in allow.conditions
        if condition.operator in POSITIVE and all(map(_NARROW.fullmatch, condition.values))
    }
    return bool(re.fullmatch(r"arn:[a-z-]+:kms:[a-z0-9-]+:(?:\d{12}|\*):key/\*", resource)) and (
        "kms:viaservice" in keys and any(key.startswith("kms:encryptioncontext:") for key in keys)
    )


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
