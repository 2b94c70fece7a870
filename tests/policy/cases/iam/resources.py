"""What the cases of the rules on IAM are about: policy documents, and what holds them."""

import json
from typing import Any

from pulumi.runtime.proto.resource_pb2 import RegisterResourceRequest

from tests.support.policy_server import registration

ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy"
ROLE = "aws:iam/role:Role"
ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"
ACCOUNT = "123456789012"
GROUP = f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:/logs"
ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess"
GOOD = {"Effect": "Allow", "Action": ["logs:PutLogEvents"], "Resource": f"{GROUP}:log-stream:*"}

SERVICE = {
    "Effect": "Allow",
    "Principal": {"Service": "cloudwatch.amazonaws.com"},
    "Action": "SNS:Publish",
    "Resource": "arn:aws:sns:us-east-1:1:a",
}
ANYONE = SERVICE | {"Principal": "*"}


def written(*statements: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def grant(**elements: Any) -> RegisterResourceRequest:
    """A role's policy: the good one, with elements changed or, when None, taken away."""
    changed = {name: value for name, value in {**GOOD, **elements}.items() if value is not None}
    return registration(ROLE_POLICY, "grant", role="r", policy=written(changed))


def holding(type_: str, name: str, *statements: dict[str, Any]) -> RegisterResourceRequest:
    return registration(type_, "grant", **{name: written(*statements)})
