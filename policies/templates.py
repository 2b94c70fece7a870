"""The types of what a CloudFormation template declares, and which of them the rules would have to see."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Final, cast

import strict_json
import yaml

MACRO: Final = "Transform"
"""Stands for what a macro may make of a template: anything."""
_MACROS: Final = ("Transform", "Fn::Transform")

# Every type of the services AWS::S3, AWS::S3Express, AWS::S3Tables and so on. An event selector's Type is none.
_BUCKETS: Final = "AWS::S3"
_NO_RESOURCE: Final = "AWS::S3::Object"
# Custom::*, modules, and the types of an extension's own handler.
_OF_OTHERS: Final = re.compile(r"(?!AWS::)[^:]+::.+")
# What makes resources from another template, or by code.
_MAKERS: Final = {
    *("AWS::CloudFormation::CustomResource", "AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet"),
    *("AWS::ServiceCatalog::CloudFormationProduct", "AWS::ServiceCatalog::CloudFormationProvisionedProduct"),
    *("AWS::Config::ConformancePack", "AWS::Config::OrganizationConformancePack"),
    *("AWS::Config::RemediationConfiguration", "AWS::SageMaker::Project", MACRO),
}


def past_the_rules(template: object) -> list[str]:
    """The types in a template that are buckets, are about them, or may make anything: sorted. Raises as `types_in`."""
    return sorted(one for one in types_in(template) if _is_past_the_rules(one))


def _is_past_the_rules(type_: str) -> bool:
    of_buckets = type_.startswith(_BUCKETS) and type_ != _NO_RESOURCE
    return of_buckets or type_ in _MAKERS or bool(_OF_OTHERS.fullmatch(type_))


def types_in(template: object) -> frozenset[str]:
    """The types of all that a template declares, whatever conditions it has; `MACRO` where it has one made of it.

    Args:
        template: The template, as JSON or YAML, or what such a text says.

    Raises:
        ValueError: It can't be read.
    """
    text = template if isinstance(template, str) else json.dumps(template)
    with suppress(ValueError):
        text = json.dumps(strict_json.loads(text))  # JSON may be indented by tabs, which YAML does not allow.
    try:
        # Nodes and not values: each of two equal keys is there, and a tag such as `!Ref` needs no meaning.
        root = cast("yaml.Node | None", yaml.compose(text, Loader=yaml.SafeLoader))  # pyright: ignore[reportUnknownMemberType]
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError("the template is neither JSON nor YAML") from error
    if not isinstance(root, yaml.MappingNode):
        raise ValueError("the template is not an object")
    return frozenset(said for key, value in _members(root) for said in _said(key, value))


def _members(root: yaml.Node) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """The members of all objects; each once, for an alias may stand for one again, and again within itself."""
    ahead, seen = [root], set[int]()
    while ahead:
        node = ahead.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            ahead += cast("list[yaml.Node]", node.value)
        elif isinstance(node, yaml.MappingNode):
            for key, value in cast("list[tuple[yaml.Node, yaml.Node]]", node.value):
                ahead += [key, value]
                yield key, value


def _said(key: yaml.Node, value: yaml.Node) -> set[str]:
    if key.value in _MACROS:
        return {MACRO}
    return {str(value.value)} if key.value == "Type" else set()
