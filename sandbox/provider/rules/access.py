"""What an account's policies allow a service to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from sandbox.iam import Decision, Principal, Request, evaluate, evaluate_all
from sandbox.provider.errors import error_code

if TYPE_CHECKING:
    from sandbox.provider.aws import Aws


def can_assume(aws: Aws, role_arn: str, service: str, context: Mapping[str, str]) -> bool:
    """Tell whether a service can assume a role. A role that does not exist can't be assumed."""
    try:
        role = aws.call("iam", "get_role", {"RoleName": _role_name(role_arn)})["Role"]
    except ClientError as error:
        if error_code(error) == "NoSuchEntity":
            return False
        raise
    request = Request(
        "sts:AssumeRole", principal=Principal("Service", service), context={k: (v,) for k, v in context.items()}
    )
    return evaluate(role["AssumeRolePolicyDocument"], request) is Decision.ALLOWED


def role_may(aws: Aws, role_arn: str, action: str, resource: str) -> bool:
    """Tell whether a role's own policies let it do something."""
    documents = list(_role_documents(aws, _role_name(role_arn)))
    return evaluate_all(documents, Request(action, resource)) is Decision.ALLOWED


def _role_name(role_arn: str) -> str:
    return role_arn.rsplit("/", 1)[-1]


def _role_documents(aws: Aws, role: str) -> Iterator[Mapping[str, Any]]:
    for page in aws.pages("iam", "list_role_policies", {"RoleName": role}):
        for name in page["PolicyNames"]:
            yield aws.call("iam", "get_role_policy", {"RoleName": role, "PolicyName": name})["PolicyDocument"]
    for page in aws.pages("iam", "list_attached_role_policies", {"RoleName": role}):
        for attached in page["AttachedPolicies"]:
            arn = {"PolicyArn": attached["PolicyArn"]}
            version = aws.call("iam", "get_policy", arn)["Policy"]["DefaultVersionId"]
            found = aws.call("iam", "get_policy_version", {**arn, "VersionId": version})
            yield found["PolicyVersion"]["Document"]
