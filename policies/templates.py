"""The types of what a CloudFormation template declares, and which of them the rules would have to see."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Final, cast

import strict_json
import yaml
from access_points import WAYS_IN
from cloud_control import native_type
from log_sources import SOURCES
from resource_types import CENTRALIZATION_RULES, MONITORING_LINKS
from template_types import INSTANCES, TEMPLATES, WITHOUT_TEMPLATE

MACRO: Final = "Transform"
"""Stands for what a macro, a loop or a module may make of a template: anything."""
_SECTIONS_OF_MACROS: Final = ("Transform", "Modules")
_MACRO_WITHIN: Final = "Fn::Transform"
_SHORT_MACRO: Final = "!Transform"
_FUNCTION: Final = "Fn::"
_NOT_TEXT: Final = "a Type that is not a text"
_TEXT: Final = "tag:yaml.org,2002:str"
_RESOURCES: Final = "Resources"
_TYPE: Final = "Type"

# The services whose every type holds logs, delivers or keeps them, or is a key that opens them.
_OF_LOGS: Final = re.compile(r"aws-native:(?:s3[a-z0-9]*|cloudtrail|kinesisfirehose|kms|logs):.+")
_BY_CODE: Final = {"aws-native:cloudformation:CustomResource", "aws-native:configuration:RemediationConfiguration"}
# What leads there, or passes logs on; or makes resources from another template, or by code.
_OTHERS_OF_LOGS: Final[frozenset[str]] = WAYS_IN.union(
    *(SOURCES, MONITORING_LINKS, CENTRALIZATION_RULES, TEMPLATES, INSTANCES, WITHOUT_TEMPLATE, _BY_CODE)
)


def past_the_rules(template: object) -> list[str]:
    """The types in a template that are about logs or buckets, or may make anything: sorted. Raises as `types_in`."""
    return sorted(one for one in types_in(template) if is_past_the_rules(one))


def is_past_the_rules(type_: str) -> bool:
    """Tell whether a type, as a template spells it, is about logs or buckets or may make anything.

    What isn't the name of a type of AWS may: Custom::*, modules, the types of an extension, and what can't be read.
    """
    native = native_type(type_)
    return native is None or native in _OTHERS_OF_LOGS or bool(_OF_LOGS.fullmatch(native))


def types_in(template: object) -> frozenset[str]:
    """The types of the resources that a template declares, whatever conditions they have.

    Args:
        template: The template, as JSON or YAML, or what such a text says.

    Returns:
        The types as they are spelled, `MACRO` where anything may be made of it, and a text in the place of what isn't
        the text of a type.

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
    found = {MACRO} if _has_macro(root) else set[str]()
    return frozenset(found.union(*(_types(value) for key, value in _members(root) if key.value == _RESOURCES)))


def _types(resources: yaml.Node) -> set[str]:
    """The types in one object of resources. The types of parameters, hooks and selectors make none."""
    found: set[str] = set()
    for name, resource in _members(resources):
        found |= {MACRO} if str(name.value).startswith(_FUNCTION) else set()
        found |= {_text_of(value) for key, value in _members(resource) if key.value == _TYPE}
    return found


def _text_of(type_: yaml.Node) -> str:
    return str(type_.value) if type_.tag == _TEXT else _NOT_TEXT


def _members(node: yaml.Node) -> list[tuple[yaml.Node, yaml.Node]]:
    """The members of an object.

    Raises:
        ValueError: It is none, or a key of it isn't written as a text: it may merge another object, or be any key.
    """
    if not isinstance(node, yaml.MappingNode):
        raise ValueError("the template has something in the place of an object")
    members = cast("list[tuple[yaml.Node, yaml.Node]]", node.value)
    if any(key.tag != _TEXT for key, _ in members):
        raise ValueError("the template has a key that is not a text")
    return members


def _has_macro(root: yaml.MappingNode) -> bool:
    sections = {key.value for key, _ in _members(root)}
    return not sections.isdisjoint(_SECTIONS_OF_MACROS) or any(
        node.tag == _SHORT_MACRO or node.value == _MACRO_WITHIN for node in _nodes(root)
    )


def _nodes(root: yaml.Node) -> Iterator[yaml.Node]:
    """All keys and values; each once, for an alias may stand for one again, and again within itself."""
    ahead, seen = [root], set[int]()
    while ahead:
        node = ahead.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if isinstance(node, yaml.SequenceNode):
            ahead += cast("list[yaml.Node]", node.value)
        elif isinstance(node, yaml.MappingNode):
            ahead += [one for member in cast("list[tuple[yaml.Node, yaml.Node]]", node.value) for one in member]
