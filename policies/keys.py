"""The keys of a stack that encrypt what a resource holds, and which of them are disabled."""

from collections.abc import Iterator
from typing import Final

from graph import Graph
from resource_types import KEYS_AND_ALIASES
from resource_view import Resource

_ALIASES: Final = frozenset({"aws:kms/alias:Alias", "aws-native:kms:Alias"})
# What the types of keys call it.
_ENABLED: Final = ("isEnabled", "enabled")


def disabled_keys(resource: Resource, graph: Graph, *names: str) -> Iterator[str]:
    """What a rule says of each disabled key of the stack that properties refer to, themselves or by an alias.

    With a disabled key nothing is encrypted and nothing read (AWS KMS Developer Guide, "Enable and disable keys").

    Args:
        resource: Whose properties they are.
        graph: The stack.
        names: The properties.

    Raises:
        NotKnownError: Nothing tells which key it is, or whether it is on.
    """
    found = [one for name in names for one in graph.referred(resource, (name,), KEYS_AND_ALIASES)]
    keys = {key.name: key for one in found for key in _behind(one, graph)}
    for name, key in sorted(keys.items()):
        if any(key.flag(flag) is False for flag in _ENABLED):
            yield f"Its key {name} is disabled: nothing can be encrypted with it.\nEnable it, or use another one."


def _behind(found: Resource, graph: Graph) -> list[Resource]:
    """The key of an alias; a key itself."""
    if found.type not in _ALIASES:
        return [found]
    return graph.referred(found, ("targetKeyId",), KEYS_AND_ALIASES - _ALIASES)
