"""Who takes a role, decided as IAM decides."""

import pytest

from components.deploy_roles import GitHubRepository, GitLabProject, Repository, trust
from components.deploy_roles.trust import PURPOSES, Purpose
from components.naming import Naming
from sandbox.iam import Decision, Principal, Request, evaluate

GITHUB, GITLAB = GitHubRepository("acme/baseline"), GitLabProject("acme/cloud/baseline")
ISSUERS = {GITHUB: "token.actions.githubusercontent.com", GITLAB: "gitlab.com"}


def decide(
    naming: Naming, repository: Repository, purpose: Purpose, subject: str, audience: str = "sts.amazonaws.com"
) -> bool:
    issuer = repository.issuer
    request = Request(
        "sts:AssumeRoleWithWebIdentity",
        principal=Principal("Federated", f"arn:aws:iam::123456789012:oidc-provider/{issuer}"),
        context={f"{issuer}:sub": (subject,), f"{issuer}:aud": (audience,)},
    )
    return evaluate(trust(naming, repository, purpose), request) is Decision.ALLOWED


@pytest.mark.parametrize(
    ("subject", "purposes"),
    [
        ("repo:acme/baseline:pull_request", frozenset({"preview"})),
        ("repo:acme/baseline:ref:refs/heads/main", frozenset({"preview", "verify"})),
        ("repo:acme/baseline:environment:dev", frozenset({"up"})),
        ("repo:acme/baseline:environment:prod", frozenset[str]()),
        ("repo:acme/baseline:ref:refs/heads/other", frozenset[str]()),
        ("repo:acme/baseline:ref:refs/tags/main", frozenset[str]()),
        ("repo:acme/other:pull_request", frozenset[str]()),
        ("repo:acme/baseline-fork:pull_request", frozenset[str]()),
        ("repo:mallory/baseline:environment:dev", frozenset[str]()),
        ("project_path:acme/cloud/baseline:ref_type:branch:ref:main", frozenset[str]()),
    ],
)
def test_which_jobs_of_github_take_which_role(naming: Naming, subject: str, purposes: frozenset[str]) -> None:
    assert {purpose for purpose in PURPOSES if decide(naming, GITHUB, purpose, subject)} == purposes


@pytest.mark.parametrize(
    ("subject", "purposes"),
    [
        ("project_path:acme/cloud/baseline:ref_type:branch:ref:main", frozenset({"preview", "verify", "up"})),
        ("project_path:acme/cloud/baseline:ref_type:branch:ref:feature/1", frozenset({"preview"})),
        ("project_path:acme/cloud/baseline:ref_type:tag:ref:main", frozenset[str]()),
        ("project_path:acme/cloud/baseline-fork:ref_type:branch:ref:main", frozenset[str]()),
        ("project_path:mallory/cloud/baseline:ref_type:branch:ref:main", frozenset[str]()),
    ],
)
def test_which_jobs_of_gitlab_take_which_role(naming: Naming, subject: str, purposes: frozenset[str]) -> None:
    assert {purpose for purpose in PURPOSES if decide(naming, GITLAB, purpose, subject)} == purposes


@pytest.mark.parametrize("repository", [GITHUB, GITLAB], ids=["github", "gitlab"])
@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_token_for_another_service_is_none(naming: Naming, repository: Repository, purpose: Purpose) -> None:
    (subject, *_) = repository.subjects(purpose, "dev")
    assert decide(naming, repository, purpose, subject)
    assert not decide(naming, repository, purpose, subject, audience="https://github.com/acme")


def test_only_a_branch_of_gitlabs_is_a_pattern(naming: Naming) -> None:
    patterns = {
        (repository.issuer, purpose)
        for repository in (GITHUB, GITLAB)
        for purpose in PURPOSES
        if "StringLike" in (trust(naming, repository, purpose)["Statement"][0].get("Condition") or {})
    }
    assert patterns == {("gitlab.com", "preview")}


@pytest.mark.parametrize("name", ["*", "acme/*", "acme", "acme/baseline:pull_request", "acme/baseline\n", ""])
def test_what_names_more_than_one_repository_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"is OWNER/NAME$"):
        GitHubRepository(name)
    with pytest.raises(ValueError, match=r"is GROUP/PROJECT$"):
        GitLabProject(name)


@pytest.mark.parametrize("branch", ["*", "", "ma?n"])
def test_what_is_more_than_one_branch_is_refused(branch: str) -> None:
    with pytest.raises(ValueError, match="a branch has letters"):
        GitHubRepository("acme/baseline", branch)
    with pytest.raises(ValueError, match="a branch has letters"):
        GitLabProject("acme/baseline", branch)
