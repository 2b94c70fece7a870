"""The roles of CI on the real engine: made, left alone by a second update, and gone again."""

import json
import subprocess
from collections.abc import Callable
from typing import Any

import pytest

from tests.engine.conftest import Checkout

pytestmark = pytest.mark.engine

Pulumi = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def pulumi(checkout: Checkout) -> Pulumi:
    """The CLI in the folder of the roles, with a stack for the account."""
    environment = {**checkout.environment(), "PULUMI_STACK": "account"}
    folder = checkout.path / "ci_roles"

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = ["pulumi", "--non-interactive", *words]
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=550
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done

    run("stack", "init", "account")
    run("config", "set", "aws:region", "us-east-1")
    run("config", "set", "repository", "acme/baseline")
    run("config", "set", "stateBucket", "acme-state")
    return run


def test_the_roles_are_made_and_stay_as_they_are_and_go(checkout: Checkout, pulumi: Pulumi) -> None:
    before = checkout.account()
    pulumi("up", "--yes", "--suppress-outputs")
    assert "to create" not in pulumi("preview", "--expect-no-changes").stdout
    outputs = json.loads(pulumi("stack", "output", "--json").stdout)
    iam = checkout.client("iam")
    for stack in ("dev", "prod"):
        up = f"ci-monitoring-{stack}-up"
        assert outputs["roles"][stack]["up"] == f"arn:aws:iam::123456789012:role/{up}"
        trust = iam.get_role(RoleName=up)["Role"]["AssumeRolePolicyDocument"]
        assert trust["Statement"][0]["Condition"]["StringEquals"]["token.actions.githubusercontent.com:sub"] == [
            f"repo:acme/baseline:environment:{stack}"
        ]
        assert attached(iam, up) == outputs["documents"][stack]
    pulumi("destroy", "--yes")
    assert checkout.account() == before


def attached(iam: Any, role: str) -> dict[str, Any]:
    """The documents of a role's policies, as the account holds them, by their names in the stack."""
    found: dict[str, Any] = {}
    for policy in iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"]:
        arn = policy["PolicyArn"]
        version = iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
        document = iam.get_policy_version(PolicyArn=arn, VersionId=version)["PolicyVersion"]["Document"]
        found[policy["PolicyName"].removeprefix(role.removesuffix("up"))] = document
    return found
