"""The roles that CI takes, for the stacks of one account. A person deploys them, with rights that CI doesn't have."""

import sys
from pathlib import Path

import pulumi

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))

from components.deploy_roles import DeployRoles  # noqa: E402 - from the project that the line above leads to
from components.deploy_roles.account import AccountRoles  # noqa: E402

account = AccountRoles.of_deployment(PROJECT)
provider = account.identity_provider()
roles = {stack.naming.stack: DeployRoles(stack.naming.stack, account.arguments(stack, provider)) for stack in account}

pulumi.export("roles", {name: each.role_arns for name, each in roles.items()})
pulumi.export("documents", {name: each.documents for name, each in roles.items()})
