"""The types of what a CloudFormation template declares."""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Final, cast

import strict_json
import yaml

MACRO: Final = "Transform"
"""Stands for what a macro may make of a template: anything."""
_MACROS: Final = ("Transform", "Fn::Transform")


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
