"""A policy that a program attaches is one that it states, or makes itself."""

from collections.abc import Iterable
from typing import Final

from frameworks import best_practice
from grants import MANAGED
from graph import Graph
from known import NotKnownError
from policy_holders import ATTACHING, HOLDERS
from pulumi_policy import Severity
from resource_view import Resource
from rule import StackRule
from rule_options import Options

_POLICIES: Final = frozenset({"aws:iam/policy:Policy", "aws-native:iam:ManagedPolicy"})


def _check(resource: Resource, graph: Graph, _options: Options) -> Iterable[str]:
    attaches = [_attaches(resource, name, graph) for name in MANAGED]
    if not HOLDERS[resource.type] and not any(attaches):
        # What only attaches has to say what: the preview doesn't know it, whatever the graph shows.
        raise NotKnownError("the policy")
    return ()


def _attaches(resource: Resource, name: str, graph: Graph) -> bool:
    """Whether a property attaches something."""
    try:
        return resource.read(name) is not None
    except NotKnownError:
        # Of the policies of the program, `grants-have-no-wildcards` reads the documents.
        if not graph.sole_origins(resource, name, _POLICIES):
            raise
        return True


RULE: Final = StackRule(
    name="attached-policy-is-known",
    title="Which policy is attached is not known",
    severity=Severity.HIGH,
    framework=best_practice("IAM.1"),
    controls=("IAM.1",),
    risk="A policy of AWS that allows everything, such as AdministratorAccess, may be behind it.",
    remedy="Attach a policy that the program makes, or state the ARN.",
    url="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html",
    types=ATTACHING,
    check=_check,
)
