"""Who takes a role: jobs of one repository, told by the token that its forge signs for each of them.

Sources: GitHub Docs, "Configuring OpenID Connect in Amazon Web Services" and "OpenID Connect reference"; GitLab Docs,
"Configure OpenID Connect in AWS to retrieve temporary credentials"; IAM User Guide, "Create a role for OpenID Connect
federation".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from components.documents import Conditions, Document, document
from components.naming import Naming

AUDIENCE = "sts.amazonaws.com"
"""Whom the tokens are for. A token for another service is none for AWS."""

Purpose = Literal["preview", "verify", "up"]
"""What a role is for: pull requests; the looks at the main branch; deployments of a stack."""

PURPOSES: tuple[Purpose, ...] = ("preview", "verify", "up")


class Repository(Protocol):
    """A repository at a forge that signs tokens for its jobs."""

    @property
    def issuer(self) -> str:
        """The forge's host, as in `gitlab.com`; the tokens' issuer without `https://`."""
        ...

    def subjects(self, purpose: Purpose, stack: str) -> Sequence[str]:
        """Which jobs take a role: the subjects (`sub`) of their tokens; `*` stands for any text."""
        ...


@dataclass(frozen=True)
class GitHubRepository:
    """A repository on github.com. Subjects have no wildcard: each is one kind of job."""

    name: str
    """`OWNER/NAME`."""
    branch: str = "main"
    """The branch that is deployed."""
    issuer: str = "token.actions.githubusercontent.com"

    def __post_init__(self) -> None:
        """Refuse what would let others in.

        Raises:
            ValueError: If the name is not one repository's.
        """
        _require(r"[\w.-]+/[\w.-]+", self.name, "a repository on GitHub is OWNER/NAME")
        _require(r"[\w./-]+", self.branch, "a branch has letters, digits and characters of ._/-")

    def subjects(self, purpose: Purpose, stack: str) -> Sequence[str]:
        """Pull requests preview, the branch does too and verifies, and a stack's environment deploys it."""
        repository, branch = f"repo:{self.name}", f"repo:{self.name}:ref:refs/heads/{self.branch}"
        match purpose:
            case "preview":
                return [f"{repository}:pull_request", branch]
            case "verify":
                return [branch]
            case "up":
                return [f"{repository}:environment:{stack}"]


@dataclass(frozen=True)
class GitLabProject:
    """A project on gitlab.com or another GitLab. Its tokens tell the branch, but not the environment."""

    path: str
    """`GROUP/PROJECT`, with subgroups if there are any."""
    branch: str = "main"
    """The branch that is deployed; protect it, for whoever pushes to it can take every role."""
    issuer: str = "gitlab.com"

    def __post_init__(self) -> None:
        """Refuse what would let others in.

        Raises:
            ValueError: If the path is not one project's.
        """
        _require(r"[\w.-]+(/[\w.-]+)+", self.path, "a project on GitLab is GROUP/PROJECT")
        _require(r"[\w./-]+", self.branch, "a branch has letters, digits and characters of ._/-")

    def subjects(self, purpose: Purpose, stack: str) -> Sequence[str]:  # noqa: ARG002 - a token doesn't tell
        """Any branch of the project previews; the one that is deployed verifies and deploys."""
        branches = f"project_path:{self.path}:ref_type:branch:ref:"
        return [f"{branches}*"] if purpose == "preview" else [f"{branches}{self.branch}"]


def provider_arn(naming: Naming, repository: Repository) -> str:
    """The ARN that the forge has in the account's IAM, as an identity provider."""
    return f"arn:{naming.partition}:iam::{naming.account}:oidc-provider/{repository.issuer}"


def trust(naming: Naming, repository: Repository, purpose: Purpose) -> Document:
    """The trust policy of a role: these jobs of this repository take it, with a token for AWS."""
    subjects, key = list(repository.subjects(purpose, naming.stack)), f"{repository.issuer}:sub"
    audience = {f"{repository.issuer}:aud": AUDIENCE}
    conditions: Conditions = {"StringEquals": {**audience, key: subjects}}
    if any("*" in subject for subject in subjects):
        conditions = {"StringEquals": audience, "StringLike": {key: subjects}}
    return document(
        [
            {
                "Sid": "JobsOfTheRepository",
                "Effect": "Allow",
                "Principal": {"Federated": provider_arn(naming, repository)},
                "Action": "sts:AssumeRoleWithWebIdentity",
                "Condition": conditions,
            }
        ]
    )


def _require(pattern: str, text: str, rule: str) -> None:
    if not re.fullmatch(pattern, text, re.ASCII):
        raise ValueError(f"{text!r} won't do: {rule}")
