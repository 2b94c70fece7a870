"""The few rules that AWS enforces and emulators don't, each with AWS's own code and message.

What an emulator refuses by itself is not repeated here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from sandbox.provider.rules import cloudtrail, ec2, iam

if TYPE_CHECKING:
    from sandbox.provider.aws import Aws

Rule: TypeAlias = "Callable[[Aws, Mapping[str, Any], str], None]"
"""Looks at the account, a request and its region; raises ClientError when AWS would refuse."""

RULES: Final[Mapping[tuple[str, str], Rule]] = {
    ("cloudtrail", "create_trail"): cloudtrail.check_create,
    ("cloudtrail", "update_trail"): cloudtrail.check_update,
    ("ec2", "create_flow_logs"): ec2.check_create_flow_logs,
    ("ec2", "delete_security_group"): ec2.check_delete_security_group,
    ("ec2", "delete_subnet"): ec2.check_delete_subnet,
    ("ec2", "delete_vpc"): ec2.check_delete_vpc,
    ("iam", "create_role"): iam.check_create_role,
    ("iam", "update_assume_role_policy"): iam.check_update_trust,
}


def check(aws: Aws, service: str, operation: str, request: Mapping[str, Any], region: str) -> None:
    """Refuse a request that AWS would refuse.

    Raises:
        ClientError: With AWS's code and message.
    """
    rule = RULES.get((service, operation))
    if rule is not None:
        rule(aws, request, region)
