"""Whether what a property names is the stack's own, or a stranger's of the same name.

Names of log groups, streams and topics are unique in an account only, so an ARN with an account in it may name a
stranger's. At first preview nothing tells which account the stack is in: then the value has to come from the resource.
"""

from collections.abc import Iterable
from typing import Final

from graph import Graph
from resource_view import Resource

_ACCOUNT: Final = 4
_ARNS: Final = ("arn", "topicArn", "id")


def own_referred(graph: Graph, resource: Resource, path: tuple[str, ...], types: Iterable[str]) -> list[Resource]:
    """The resources that a property refers to, as `Graph.referred`, without those of a stranger's name.

    Args:
        graph: The stack.
        resource: Whose property it is.
        path: The property, and the keys to follow within it.
        types: The types that count.

    Raises:
        NotKnownError: The value isn't known, and nothing tells what it comes from.
    """
    found = graph.referred(resource, path, types)
    value = resource.known_text(*path)
    if value is None or not _has_account(value):
        return found
    return own_among(found, value, graph.origins(resource, path[0], types))


def own_among(found: Iterable[Resource], arn: str, origins: Iterable[Resource]) -> list[Resource]:
    """Of resources of a name, those that a known ARN is of.

    Args:
        found: The resources with the name that is in the ARN.
        arn: The ARN.
        origins: Those that it comes from: one of these is it, as long as AWS hasn't told its own ARN.
    """
    from_stack = {one.urn for one in origins}
    return [one for one in found if _has(one, arn) or (one.urn in from_stack and _arn_of(one) is None)]


def _has_account(value: str) -> bool:
    """Whether it is an ARN with an account; that of a bucket has none, for a bucket's name is unique by itself."""
    parts = value.split(":")
    return parts[0] == "arn" and any(parts[_ACCOUNT : _ACCOUNT + 1])


def _has(resource: Resource, arn: str) -> bool:
    # A log group's ARN is written with and without what stands for its streams.
    return _arn_of(resource) == arn.removesuffix(":*")


def _arn_of(resource: Resource) -> str | None:
    texts = (resource.known_text(name) for name in _ARNS)
    return next((text.removesuffix(":*") for text in texts if text and text.startswith("arn:")), None)
