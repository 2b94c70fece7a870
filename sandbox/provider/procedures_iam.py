"""What no single request says in IAM, for declarations to name as a `Procedure`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sandbox.provider.template import Scope

if TYPE_CHECKING:
    from sandbox.provider.aws import Aws

_MOST_VERSIONS: Final = 5  # IAM User Guide, "IAM and AWS STS quotas"


def replace_policy(aws: Aws, scope: Scope) -> None:
    """Make `$policy` the default version of the policy `$id`; the oldest version gives way if there are five."""
    versions = _former_versions(aws, scope)
    if len(versions) + 1 >= _MOST_VERSIONS:
        _delete(aws, scope, versions[-1])
    request = {"PolicyArn": scope["id"], "PolicyDocument": scope["policy"], "SetAsDefault": True}
    aws.call("iam", "create_policy_version", request)


def delete_former_versions(aws: Aws, scope: Scope) -> None:
    """Delete every version of the policy `$id` but the default one, which goes with the policy."""
    for version in _former_versions(aws, scope):
        _delete(aws, scope, version)


def _former_versions(aws: Aws, scope: Scope) -> list[str]:
    """Return the ids of all versions but the default one, newest first."""
    listed = aws.call("iam", "list_policy_versions", {"PolicyArn": scope["id"]})["Versions"]
    former = [version for version in listed if not version["IsDefaultVersion"]]
    return [each["VersionId"] for each in sorted(former, key=lambda each: int(each["VersionId"][1:]), reverse=True)]


def _delete(aws: Aws, scope: Scope, version: str) -> None:
    aws.call("iam", "delete_policy_version", {"PolicyArn": scope["id"], "VersionId": version})
