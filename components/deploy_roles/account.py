"""Which roles an account gets: read from the configuration of the roles' own project, and from the stacks' files."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import pulumi
import pulumi_aws as aws
import yaml
from pulumi_aws import iam

from components.configuration import parse_settings
from components.deploy_roles.roles import DeployRolesArgs
from components.deploy_roles.scope import Adopted, Deployment
from components.deploy_roles.state import StateBackend
from components.deploy_roles.trust import AUDIENCE, GitHubRepository, GitLabProject, Repository
from components.naming import PROJECT, Naming
from components.settings import Settings


@dataclass(frozen=True)
class StackFile:
    """What a stack's `Pulumi.STACK.yaml` says."""

    settings: Settings
    region: str

    @classmethod
    def read(cls, file: Path) -> Self:
        """Read the file of a stack.

        Raises:
            pulumi.RunError: There is no such file, it names no Region, or a value in it is not valid.
        """
        if not file.is_file():
            raise pulumi.RunError(f"there is no {file}: `stacks` names the stacks that have one")
        content: Mapping[str, Any] = yaml.safe_load(file.read_text()) or {}
        config: Mapping[str, Any] = content.get("config") or {}
        if "aws:region" not in config:
            raise pulumi.RunError(f"{file} has no aws:region: the roles are for one Region")
        # As the engine hands them to the program: text as it is, all else as JSON.
        own = {
            key.removeprefix(f"{PROJECT}:"): value if isinstance(value, str) else json.dumps(value)
            for key, value in config.items()
            if key.startswith(f"{PROJECT}:")
        }
        return cls(parse_settings(PROJECT, own), config["aws:region"])


@dataclass(frozen=True)
class AccountRoles:
    """The stacks of an account, and whose jobs work on them."""

    stacks: tuple[tuple[Deployment, Settings], ...]
    repository: Repository
    provider_arn: str
    """The ARN of the identity provider that is there; empty to make one."""
    state: StateBackend | None

    @classmethod
    def of_deployment(cls, project: Path) -> Self:
        """The roles that the running stack's configuration asks for.

        Args:
            project: The folder of the project whose stacks they are for.

        Raises:
            pulumi.RunError: A value is missing or not valid; says which, and what is allowed.
        """
        config = pulumi.Config()
        account, partition = aws.get_caller_identity().account_id, aws.get_partition().partition
        stacks = tuple(
            _deployment(name, StackFile.read(project / f"Pulumi.{name}.yaml"), account, partition)
            for name in config.require_object("stacks")
        )
        bucket = config.get("stateBucket")
        return cls(
            stacks=stacks,
            repository=_repository(config),
            provider_arn=config.get("identityProvider") or "",
            state=StateBackend(bucket, config.get("stateKey") or "") if bucket else None,
        )

    def __iter__(self) -> Iterator[Deployment]:
        """The stacks."""
        return (deployment for deployment, _ in self.stacks)

    def identity_provider(self) -> pulumi.Input[str]:
        """The ARN of the forge's identity provider: the one that is there, or one that is made."""
        if self.provider_arn:
            return self.provider_arn
        # IAM knows the certificates of the forges itself: no thumbprints.
        made = iam.OpenIdConnectProvider("forge", url=f"https://{self.repository.issuer}", client_id_lists=[AUDIENCE])
        return made.arn

    def arguments(self, stack: Deployment, provider: pulumi.Input[str]) -> DeployRolesArgs:
        """What the component of a stack takes."""
        settings = next(settings for deployment, settings in self.stacks if deployment is stack)
        args: DeployRolesArgs = {
            "deployment": stack,
            "log_deletion": settings.log_deletion,
            "repository": self.repository,
            "provider": provider,
        }
        return {**args, "state": self.state} if self.state else args


def _deployment(name: str, file: StackFile, account: str, partition: str) -> tuple[Deployment, Settings]:
    settings = file.settings
    naming = Naming(settings.name_prefix, name, partition, account, file.region, settings.monitoring_tag)
    adopted = Adopted(
        log_groups=_given(settings.existing_trail_log_group, settings.existing_flow_log_group),
        buckets=_given(settings.existing_log_bucket),
        delivery_streams=_given(settings.existing_delivery_stream),
        network_resources=tuple(settings.network_resources),
    )
    return Deployment(naming, adopted, settings.organization_id), settings


def _given(*names: str) -> tuple[str, ...]:
    return tuple(name for name in names if name)


def _repository(config: pulumi.Config) -> Repository:
    name, branch, forge = config.require("repository"), config.require("branch"), config.require("forge")
    try:
        match forge:
            case "github":
                return GitHubRepository(name, branch)
            case "gitlab":
                return GitLabProject(name, branch, config.require("gitlabHost"))
            case _:
                raise pulumi.RunError(f'forge is "{forge}": it must be github or gitlab')
    except ValueError as error:
        raise pulumi.RunError(str(error)) from error
