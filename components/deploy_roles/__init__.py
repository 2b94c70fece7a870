"""The roles that CI takes, and what they may do."""

from components.deploy_roles.documents import preview_documents, up_documents, verify_documents
from components.deploy_roles.roles import DeployRoles, DeployRolesArgs
from components.deploy_roles.scope import Adopted, Deployment
from components.deploy_roles.state import StateBackend, state_documents
from components.deploy_roles.trust import GitHubRepository, GitLabProject, Repository, provider_arn, trust

__all__ = [
    "Adopted",
    "DeployRoles",
    "DeployRolesArgs",
    "Deployment",
    "GitHubRepository",
    "GitLabProject",
    "Repository",
    "StateBackend",
    "preview_documents",
    "provider_arn",
    "state_documents",
    "trust",
    "up_documents",
    "verify_documents",
]
