"""DeployRoles: the roles that CI takes to preview, to look after and to deploy one stack."""

from collections.abc import Mapping
from typing import NotRequired, TypedDict

import pulumi
from pulumi_aws import iam

from components.deletion import LogDeletionName
from components.deploy_roles.documents import LONGEST_DOCUMENT, preview_documents, up_documents, verify_documents
from components.deploy_roles.scope import Deployment
from components.deploy_roles.state import StateBackend, state_documents
from components.deploy_roles.trust import PURPOSES, Purpose, Repository, trust
from components.documents import Document, to_json
from components.naming import Naming
from components.options import child_options, named

# IAM User Guide, "IAM and AWS STS quotas".
_LONGEST_ROLE_NAME = 64


class DeployRolesArgs(TypedDict):
    """What a DeployRoles takes."""

    deployment: Deployment
    """The stack that the roles work on. Known while the program runs."""
    log_deletion: LogDeletionName
    """Whether the stack's logs may be deleted; if they are retained, the up role is denied to give them up."""
    repository: Repository
    """Whose jobs take the roles."""
    provider: pulumi.Input[str]
    """The ARN of the identity provider that stands for the repository's forge in the account; the roles wait for it."""
    state: NotRequired[StateBackend]
    """The bucket of the states. Without it, the roles get no access to states: those are kept elsewhere."""


class DeployRoles(pulumi.ComponentResource):
    """A role for each purpose, with managed policies that say what it may, and that roles share.

    Their names begin with `ci-`, and so are none of the stack's names: the role that deploys can't change what it, or
    another of them, may do. Deploy them with other rights than theirs, from a stack of their own.
    """

    role_arns: pulumi.Output[Mapping[str, str]]
    """The ARN of the role for each purpose: `preview`, `verify` and `up`. Known at preview."""
    documents: Mapping[str, Document]
    """The documents by the names of the policies. Known while the program runs."""

    def __init__(self, name: str, args: DeployRolesArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("aws-monitoring-baseline:index:DeployRoles", name, None, opts)
        self._name, self._opts = name, opts
        self._naming = args["deployment"].naming
        by_purpose = role_documents(args)
        self.documents = {key: each for documents in by_purpose.values() for key, each in documents.items()}
        policies = {key: self._policy(key, each) for key, each in self.documents.items()}
        roles = {purpose: self._role(purpose, args) for purpose in PURPOSES}
        for purpose in PURPOSES:
            for key in by_purpose[purpose]:
                iam.RolePolicyAttachment(
                    f"{name}-{purpose}-{key}-attachment",
                    role=roles[purpose].name,
                    policy_arn=policies[key].arn,
                    opts=child_options(self, opts),
                )
        self.role_arns = pulumi.Output.all(
            **{str(purpose): roles[purpose].name.apply(self._naming.role_arn) for purpose in PURPOSES}
        )
        self.register_outputs({"roleArns": self.role_arns})

    def _role(self, purpose: Purpose, args: DeployRolesArgs) -> iam.Role:
        role_name = self._named(purpose)
        document = to_json(trust(self._naming, args["repository"], purpose))
        return iam.Role(
            f"{self._name}-{purpose}-role",
            name=role_name,
            description=_DESCRIPTIONS[purpose].format(stack=f"{self._naming.prefix}-{self._naming.stack}"),
            # IAM refuses to trust a provider that isn't there.
            assume_role_policy=pulumi.Output.from_input(args["provider"]).apply(lambda _: document),
            tags=named(_tags(self._naming), role_name),
            opts=child_options(self, self._opts),
        )

    def _policy(self, key: str, document: Document) -> iam.Policy:
        policy_name, text = self._named(key), to_json(document)
        if len(text) > LONGEST_DOCUMENT:
            raise pulumi.RunError(
                f"the policy {policy_name} has {len(text)} characters, and IAM takes {LONGEST_DOCUMENT}: "
                "shorten namePrefix or the stack's name, or log fewer networkResources"
            )
        return iam.Policy(
            f"{self._name}-{key}-policy",
            name=policy_name,
            policy=text,
            tags=named(_tags(self._naming), policy_name),
            opts=child_options(self, self._opts),
        )

    def _named(self, purpose: str) -> str:
        made = f"ci-{self._naming.prefix}-{self._naming.stack}-{purpose}"
        if len(made) > _LONGEST_ROLE_NAME:
            raise pulumi.RunError(
                f'"{made}" has {len(made)} characters, and IAM takes {_LONGEST_ROLE_NAME}: '
                "shorten namePrefix or the stack's name"
            )
        return made


_DESCRIPTIONS: Mapping[Purpose, str] = {
    "preview": "Previews {stack}: reads settings, and no log",
    "verify": "Looks after {stack}: reads settings, and the newest of its logs",
    "up": "Deploys {stack}",
}


def role_documents(args: DeployRolesArgs) -> Mapping[Purpose, Mapping[str, Document]]:
    """Which documents each role has, by the names of the policies."""
    deployment = args["deployment"]
    state = state_documents(deployment.naming, args["state"]) if "state" in args else {}
    reads = {key: document for key, document in state.items() if key == "state-read"}
    return {
        "preview": {**preview_documents(deployment), **reads},
        "verify": {**verify_documents(deployment), **reads},
        "up": {**up_documents(deployment, args["log_deletion"]), **state},
    }


def _tags(naming: Naming) -> dict[str, str]:
    """The stack's tags but for the one that tells what the up role may change."""
    return {key: value for key, value in naming.tags.items() if key not in naming.monitoring_tag}
