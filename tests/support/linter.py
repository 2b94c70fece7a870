"""An independent linter of policy documents, parliament, and the documents of a program for it to read."""

import importlib
import json
import warnings
from typing import Any

from components.naming import Naming
from tests.support.recorder import Cloud, Recording, Registration

with warnings.catch_warnings():
    # It warns of pkg_resources, which it imports, and of escapes in its own text.
    warnings.simplefilter("ignore")
    _LINTER = importlib.import_module("parliament")

KEY_ACTIONS = [
    f"kms:{action['privilege']}"
    for service in _LINTER.iam_definition
    if service["prefix"] == "kms"
    for action in service["privileges"]
    if [on["resource_type"] for on in action["resource_types"] if on["resource_type"].endswith("*")] == ["key*"]
]
"""Every action that is on a key, and on nothing else besides."""
HOLDERS = {
    "aws:ec2/vpcEndpoint:VpcEndpoint",
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
    "aws:iam/role:Role",
    "aws:iam/rolePolicy:RolePolicy",
    "aws:kms/key:Key",
    "aws:s3/bucketPolicy:BucketPolicy",
    "aws:sns/topicPolicy:TopicPolicy",
    "aws:sqs/queue:Queue",
}
"""The types that have documents."""


def iam_definition() -> list[dict[str, Any]]:
    """The linter's copy of the Service Authorization Reference: services, each with its privileges."""
    return _LINTER.iam_definition


def naming_in(cloud: Cloud, prefix: str = "acme", stack: str = "dev") -> Naming:
    """The naming of a stack there."""
    return Naming(prefix, stack, cloud.partition, cloud.account, cloud.region)


def key_arn(naming: Naming) -> str:
    """The ARN of a key of the account, as KMS might choose it."""
    return naming.keys_arn().replace("*", "1234abcd-12ab-34cd-56ef-1234567890ab")


def findings(text: str, owner: str = "") -> list[tuple[str, str]]:
    """What the linter says of a document: a name and a detail each.

    Args:
        text: The document.
        owner: The ARN of the role or the key that the document belongs to. Such a document is about its owner: a trust
            policy can't say so, a key's policy says so with `*`, and all actions there are those on a key; the linter
            wants to be told. A document that names its resources without it.
    """
    policy = json.loads(text)
    if owner:
        for statement in policy["Statement"]:
            assert statement.get("Resource", "*") == "*", statement
            statement["Resource"] = owner
            if statement["Action"] == "kms:*":
                statement["Action"] = KEY_ACTIONS
    return [(found.issue, str(found.detail)) for found in _LINTER.analyze_policy_string(json.dumps(policy)).findings]


def documents(recording: Recording, naming: Naming) -> dict[tuple[str, str], tuple[str, str]]:
    """Every document among the inputs of what a program registered, and its owner's ARN if it is about its owner."""
    return {
        (one.name, key): (value, _owner(one, key, naming))
        for one in recording.registrations
        for key, value in one.inputs.items()
        if isinstance(value, str) and '"Statement"' in value
    }


def _owner(one: Registration, key: str, naming: Naming) -> str:
    match one.type, key:
        case "aws:iam/role:Role", "assumeRolePolicy":
            return naming.role_arn(one.inputs["name"])
        case "aws:kms/key:Key", "policy":
            return key_arn(naming)
        case _:
            return ""
