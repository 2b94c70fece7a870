"""What EC2's types share: tags, attributes that are modified one at a time, and filters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sandbox.provider.declaration import Call, Setting, TagChange
from sandbox.provider.template import Derived, Template
from sandbox.provider.values import Value

EC2_TAGS: Final = TagChange(
    add=Call("create_tags", {"Resources": ["$id"], "Tags": "$tags_added"}),
    remove=Call("delete_tags", {"Resources": ["$id"], "Tags": "$removed_tags"}),
)


def tagged(kind: str) -> Derived:
    """Return the `TagSpecifications` of a resource of EC2's kind (`vpc`, `subnet`, …) that is being created."""

    def make(tags: Value) -> Value:
        return None if tags is None else [{"ResourceType": kind, "Tags": tags}]

    return Derived(("tags",), make)


def attribute(operation: str, id_member: str, member: str, name: str) -> Setting:
    """Return the setting of a boolean that EC2 modifies one at a time."""
    return Setting((name,), put=Call(operation, {id_member: "$id", member: {"Value": f"${name}"}}))


def filters(values: Mapping[str, str]) -> dict[str, Template]:
    """Return a request that describes what has these values."""
    return {"Filters": [{"Name": name, "Values": [value]} for name, value in values.items()]}
