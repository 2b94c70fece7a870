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
        sets = graph.referred(instances, (_SET,), STACK_SETS)
        name = next(filter(None, map(sets[0].known_text, _NAMES)), sets[0].urn)
    else:
        if name is None:
            raise NotKnownError(_SET)
        sets = [one for one in graph.of_type(*STACK_SETS) if name in map(one.known_text, _NAMES)]
    if name not in texts_option(options, OTHER_STACKS) and not any(_are_of(one, instances) for one in sets):
        yield (
            f"They are of the stack set {shown(name)}, which the stack doesn't make: nothing shows its template.\n"
            f"Make the stack set in the program, with the same callAs and region, or name it in {OTHER_STACKS} once "
            "you have read it."
        )


def _are_of(stack_set: Resource, instances: Resource) -> bool:
    """Whether instances are of a set of their name: the management account's and each Region's are others."""
    both = (stack_set, instances)
    callers = {one.text("callAs") or "SELF" for one in both}
    regions = {region for one in both if (region := one.text("region"))}
    return len(callers) == 1 and len(regions) <= 1


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
