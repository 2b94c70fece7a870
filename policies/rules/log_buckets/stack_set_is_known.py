"""A stack set that instances are made of is one of the program, whose template is read there."""

from collections.abc import Iterator
from typing import Final

from findings import shown
from frameworks import cis
from graph import Graph
from known import NotKnownError
from pulumi_policy import Severity
from resource_view import Resource
from rule import StackRule
from rule_options import Options, texts_option
from template_types import INSTANCES, OPTIONS, OTHER_STACKS, STACK_SETS

_SET: Final = "stackSetName"
_NAMES: Final = ("name", "stackSetName", "stackSetId", "id")


def _check(instances: Resource, graph: Graph, options: Options) -> Iterator[str]:
    try:
        name = instances.text(_SET)
    except NotKnownError:
        # What isn't known ends the check, unless it comes from a set of the stack: it is the violation.
        graph.referred(instances, (_SET,), STACK_SETS)
        return
    if name is None:
        raise NotKnownError(_SET)
    sets = {one.known_text(key) for one in graph.of_type(*STACK_SETS) for key in _NAMES}
    if name not in sets.union(texts_option(options, OTHER_STACKS)):
        yield (
            f"They are of the stack set {shown(name)}, which the stack doesn't make: nothing shows its template.\n"
            f"Make the stack set in the program, or name it in {OTHER_STACKS} once you have read it."
        )


RULE: Final = StackRule(
    name="stack-set-is-known",
    title="Instances are made of a stack set that is not known, or that nobody read",
    severity=Severity.CRITICAL,
    framework=cis("3.3"),
    controls=("CloudTrail.6", "S3.2", "S3.3", "S3.6"),
    risk="What a template makes opens a log bucket, turns a trail off or sends logs away, and no preview shows it.",
    remedy="Take the name from a stack set of the program, where the rule on templates reads what it makes.",
    url="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-concepts.html",
    types=INSTANCES,
    check=_check,
    options=OPTIONS,
)
