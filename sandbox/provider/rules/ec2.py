"""What EC2 checks when something still in use is deleted.

Sources: "Delete your VPC" in the Amazon VPC User Guide; "Error codes for the Amazon EC2 API" (DependencyViolation).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from botocore import xform_name
from botocore.exceptions import ClientError

from sandbox.provider.errors import refusal

if TYPE_CHECKING:
    from sandbox.provider.aws import Aws


def check_delete_subnet(aws: Aws, request: Mapping[str, Any], region: str) -> None:
    """Refuse to delete a subnet with a network interface (an instance's, a NAT gateway's, an endpoint's) in it."""
    subnet = request["SubnetId"]
    if _interfaces(aws, "subnet-id", subnet, region):
        raise _in_use("DeleteSubnet", f"The subnet '{subnet}' has dependencies and cannot be deleted.")


def check_delete_security_group(aws: Aws, request: Mapping[str, Any], region: str) -> None:
    """Refuse to delete a security group that a network interface or another group's rule uses."""
    group = request["GroupId"]
    others = _described(aws, "SecurityGroups", "ip-permission.group-id", group, region)
    if _interfaces(aws, "group-id", group, region) or any(other["GroupId"] != group for other in others):
        raise _in_use("DeleteSecurityGroup", f"resource {group} has a dependent object")


def check_delete_vpc(aws: Aws, request: Mapping[str, Any], region: str) -> None:
    """Refuse to delete a VPC with anything in it but what AWS made with it."""
    vpc = request["VpcId"]
    groups = _described(aws, "SecurityGroups", "vpc-id", vpc, region)
    acls = _described(aws, "NetworkAcls", "vpc-id", vpc, region)
    if (
        any(group["GroupName"] != "default" for group in groups)
        or any(not acl["IsDefault"] for acl in acls)
        or _described(aws, "InternetGateways", "attachment.vpc-id", vpc, region)
        or _interfaces(aws, "vpc-id", vpc, region)
        or _described(aws, "VpcEndpoints", "vpc-id", vpc, region)
    ):
        raise _in_use("DeleteVpc", f"The vpc '{vpc}' has dependencies and cannot be deleted.")


def _in_use(operation: str, message: str) -> ClientError:
    return refusal(operation, "DependencyViolation", message)


def _interfaces(aws: Aws, name: str, value: str, region: str) -> list[Mapping[str, Any]]:
    return _described(aws, "NetworkInterfaces", name, value, region)


def _described(aws: Aws, member: str, name: str, value: str, region: str) -> list[Mapping[str, Any]]:
    """Return every item of EC2's kind (`Subnets`, …) for which a filter has a value."""
    request = {"Filters": [{"Name": name, "Values": [value]}]}
    operation = f"describe_{xform_name(member)}"
    return [item for page in aws.pages("ec2", operation, request, region) for item in page[member]]
