import json
from dataclasses import replace

import pulumi
import pytest

from components.deploy_roles import Deployment, DeployRoles, GitHubRepository, StateBackend
from components.deploy_roles.roles import DeployRolesArgs
from components.naming import Naming
from tests.support.recorder import Recording, record

ROLE, POLICY = "aws:iam/role:Role", "aws:iam/policy:Policy"
ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"
PROVIDER = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
CHANGES = ["change-access", "change-logs", "change-network", "change-workload"]


def roles(naming: Naming, *, state: bool = True, opts: pulumi.ResourceOptions | None = None) -> Recording:
    def program() -> None:
        args: DeployRolesArgs = {
            "deployment": Deployment(naming),
            "log_deletion": "retain",
            "repository": GitHubRepository("acme/baseline"),
            "provider": PROVIDER,
        }
        made = DeployRoles("dev", {**args, "state": StateBackend("acme-state")} if state else args, opts)
        pulumi.export("arns", made.role_arns)
        pulumi.export("documents", sorted(made.documents))

    return record(program)


def attached(recording: Recording) -> dict[str, list[str]]:
    """The policies of each role, by their names."""
    found: dict[str, list[str]] = {}
    for one in recording.registrations:
        if one.type == ATTACHMENT:
            found.setdefault(one.inputs["role"], []).append(one.inputs["policyArn"].partition("ci-acme-dev-")[2])
    return {role: sorted(policies) for role, policies in found.items()}


def test_each_role_has_the_policies_of_its_purpose(naming: Naming) -> None:
    assert attached(roles(naming)) == {
        "ci-acme-dev-preview": ["read", "read-network", "state-read"],
        "ci-acme-dev-verify": ["read", "read-network", "state-read", "verify"],
        "ci-acme-dev-up": [*CHANGES, "deny", "read", "read-network", "state-read", "state-write", "verify"],
    }


def test_without_a_bucket_of_states_no_role_gets_at_one(naming: Naming) -> None:
    recording = roles(naming, state=False)
    assert attached(recording)["ci-acme-dev-up"] == [*CHANGES, "deny", "read", "read-network", "verify"]
    assert "acme-state" not in str([one.inputs for one in recording.registrations])


def test_the_roles_are_known_at_preview(naming: Naming) -> None:
    assert roles(naming).outputs == {
        "arns": {
            purpose: f"arn:aws:iam::123456789012:role/ci-acme-dev-{purpose}" for purpose in ("preview", "verify", "up")
        },
        "documents": sorted([*CHANGES, "deny", "read", "read-network", "state-read", "state-write", "verify"]),
    }


def test_the_up_role_trusts_the_stacks_environment(naming: Naming) -> None:
    (statement,) = json.loads(roles(naming).one(ROLE, "dev-up-role").inputs["assumeRolePolicy"])["Statement"]
    assert statement == {
        "Sid": "JobsOfTheRepository",
        "Effect": "Allow",
        "Principal": {"Federated": PROVIDER},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {
            "StringEquals": {
                "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
                "token.actions.githubusercontent.com:sub": ["repo:acme/baseline:environment:dev"],
            }
        },
    }


def test_nothing_of_ci_is_the_stacks_own(naming: Naming) -> None:
    """Else the up role could change what it may do: by the name, or by the tag."""
    for one in roles(replace(naming, tag_key="Watched")).registrations:
        if one.type in {ROLE, POLICY}:
            assert one.inputs["name"].startswith("ci-")
            assert set(one.inputs["tags"]) == {"Project", "Stack", "ManagedBy", "Name"}


def test_a_role_whose_name_is_too_long_is_refused(naming: Naming) -> None:
    with pytest.raises(pulumi.RunError, match=r'^"ci-acme-s+-read" has 67 characters, and IAM takes 64: shorten'):
        roles(replace(naming, stack="s" * 54))


def test_retaining_reaches_every_child(naming: Naming) -> None:
    made = roles(naming, opts=pulumi.ResourceOptions(retain_on_delete=True)).registrations
    assert {one.type for one in made if one.request.retainOnDelete} >= {ROLE, POLICY, ATTACHMENT}
