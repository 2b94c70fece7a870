"""The few things that no single request says, for declarations to name as a `Procedure`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.provider import service_model
from sandbox.provider.errors import refusal
from sandbox.provider.resource_type import REGION
from sandbox.provider.rules.s3 import has_object_lock
from sandbox.provider.template import Scope
from sandbox.provider.values import Properties

if TYPE_CHECKING:
    from sandbox.provider.aws import Aws


def empty_bucket(aws: Aws, scope: Scope) -> None:
    """Delete every object version, delete marker and unfinished upload of the bucket `$id`.

    A lock in governance mode is bypassed, as the official provider does; one in compliance mode holds.

    Raises:
        ClientError: If S3 keeps one of them; the first one is named.
    """
    bucket, region = {"Bucket": scope["id"]}, scope[REGION]
    bypass = {"BypassGovernanceRetention": True} if has_object_lock(aws, scope["id"], region) else {}
    for page in aws.pages("s3", "list_object_versions", bucket, region):
        found = [*page.get("Versions", []), *page.get("DeleteMarkers", [])]
        if found:
            objects = [{"Key": item["Key"], "VersionId": item["VersionId"]} for item in found]
            request = {**bucket, **bypass, "Delete": {"Objects": objects, "Quiet": True}}
            _require_all_deleted(aws.call("s3", "delete_objects", request, region))
    for page in aws.pages("s3", "list_multipart_uploads", bucket, region):
        for upload in page.get("Uploads", []):
            request = {**bucket, "Key": upload["Key"], "UploadId": upload["UploadId"]}
            aws.call("s3", "abort_multipart_upload", request, region)


def _require_all_deleted(response: Properties) -> None:
    # DeleteObjects succeeds even when it deletes nothing.
    for kept in response.get("Errors", []):
        raise refusal("DeleteObjects", kept["Code"], f"{kept['Key']}: {kept['Message']}")


def suspend_versioning(aws: Aws, scope: Scope) -> None:
    """Suspend the versioning of the bucket `$bucket`; under an object lock it stays as it is, as S3 wants it."""
    bucket, region = scope["bucket"], scope[REGION]
    if not has_object_lock(aws, bucket, region):
        request = {"Bucket": bucket, "VersioningConfiguration": {"Status": "Suspended"}}
        aws.call("s3", "put_bucket_versioning", request, region)


def detach_role_policies(aws: Aws, scope: Scope) -> None:
    """Detach every managed policy of the role `$id`, and delete its inline policies."""
    role = {"RoleName": scope["id"]}
    for page in aws.pages("iam", "list_attached_role_policies", role):
        for policy in page["AttachedPolicies"]:
            aws.call("iam", "detach_role_policy", {**role, "PolicyArn": policy["PolicyArn"]})
    for page in aws.pages("iam", "list_role_policies", role):
        for name in page["PolicyNames"]:
            aws.call("iam", "delete_role_policy", {**role, "PolicyName": name})


def replace_ingress(aws: Aws, scope: Scope) -> None:
    """Make the security group `$id` allow exactly `$ingress`."""
    _replace_rules(aws, scope, "IpPermissions", "ingress")


def replace_egress(aws: Aws, scope: Scope) -> None:
    """Make the security group `$id` allow exactly `$egress`."""
    _replace_rules(aws, scope, "IpPermissionsEgress", "egress")


def revoke_default_egress(aws: Aws, scope: Scope) -> None:
    """Take from the new security group `$id` the rule that it came with: all that goes out is allowed.

    The official provider does so too, so that a group allows what is declared and no more.
    """
    if "old" not in scope:
        _replace_rules(aws, {**scope, "egress": []}, "IpPermissionsEgress", "egress")


def _replace_rules(aws: Aws, scope: Scope, member: str, direction: str) -> None:
    group, region = scope["id"], scope[REGION]
    found = aws.call("ec2", "describe_security_groups", {"GroupIds": [group]}, region)
    present = [_without_empty(rule) for rule in found["SecurityGroups"][0][member]]
    changes: list[tuple[str, list[Properties]]] = [
        (f"revoke_security_group_{direction}", present),
        (f"authorize_security_group_{direction}", scope.get(direction) or []),
    ]
    requests = [(operation, {"GroupId": group, "IpPermissions": rules}) for operation, rules in changes if rules]
    for operation, request in requests:  # all of them before the first is sent: it takes the present rules away
        service_model.check("ec2", operation, request)
    for operation, request in requests:
        aws.call("ec2", operation, request, region)


def _without_empty(rule: Properties) -> Properties:
    return {key: value for key, value in rule.items() if value != []}
