"""What is watched together carries the tags that a resource group of the stack selects."""

from collections.abc import Iterator
from typing import Final

from frameworks import well_architected
from graph import Graph
from monitored_group import GROUPS, WATCHED, selection_of, selections, tags_of
from pulumi_policy import Severity
from resource_view import Resource
from rule import StackRule
from rule_options import Options, texts_option, texts_schema

UNGROUPED: Final = "ungrouped"


def _check(resource: Resource, graph: Graph, options: Options) -> Iterator[str]:
    if resource.type in GROUPS:
        selection = selection_of(resource)
        if selection is not None and not selection.tags:
            yield "It selects by no tag, and so all of the account.\nName a tag in the TagFilters of its query."
        return
    type_ = WATCHED[resource.type]
    about = [one for one in graph.once(selections) if one.is_about(type_)]
    if not about or type_ in texts_option(options, UNGROUPED):
        return
    tags = tags_of(resource)
    if not any(selection.has(tags) for selection in about):
        yield f"It is in no resource group of the stack.\nGive it the tags of one: {'; or '.join(map(str, about))}."


RULE: Final = StackRule(
    name="group-selects-what-is-watched",
    title="What is watched together with the stack is not in its resource group",
    severity=Severity.LOW,
    framework=well_architected("OPS04-BP01"),
    controls=(),
    risk="Who looks at the group sees a part of what there is, and takes it for all.",
    remedy="Give networks, instances, functions, log groups and streams the tags that the group's query selects.",
    url="https://docs.aws.amazon.com/ARG/latest/userguide/gettingstarted-query.html",
    types=GROUPS | frozenset(WATCHED),
    check=_check,
    options={UNGROUPED: texts_schema("Such as AWS::SNS::Topic.")},
)
