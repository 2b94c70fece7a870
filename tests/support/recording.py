"""What a program registered, for tests to look things up in."""

import json
from dataclasses import dataclass, field
from typing import Any

from google.protobuf import json_format, struct_pb2
from pulumi.runtime.proto import resource_pb2


@dataclass(frozen=True)
class Registration:
    """One resource as the program registered it."""

    request: resource_pb2.RegisterResourceRequest
    """The raw request."""
    urn: str
    """The URN that the engine would give it."""
    id: str
    """The id that it got; empty for components, and for every resource in preview."""

    @property
    def type(self) -> str:
        """The type token, as in `aws:s3/bucket:Bucket`."""
        return self.request.type

    @property
    def name(self) -> str:
        """The logical name."""
        return self.request.name

    @property
    def parent(self) -> str:
        """The logical name of the parent; the stack's is `PROJECT-STACK`."""
        return self.request.parent.split("::")[-1]

    @property
    def inputs(self) -> dict[str, Any]:
        """The inputs in camelCase as plain values; an unknown one is the string `UNKNOWN`."""
        return plain(self.request.object)

    @property
    def aliases(self) -> list[dict[str, Any]]:
        """The aliases as the request has them, as in `{"spec": {"name": "old"}}` or `{"urn": "urn:pulumi:…"}`."""
        return json_format.MessageToDict(self.request).get("aliases", [])

    @property
    def dependencies(self) -> set[str]:
        """The logical names of all that it waits for, its parent aside."""
        return {urn.split("::")[-1] for urn in self.request.dependencies}

    @property
    def property_dependencies(self) -> dict[str, list[str]]:
        """Input name to the URNs of the resources it comes from."""
        return {key: list(value.urns) for key, value in self.request.propertyDependencies.items()}


@dataclass
class Recording:
    """What a program registered, in the order in which the requests came."""

    registrations: list[Registration] = field(default_factory=list[Registration])
    outputs: dict[str, Any] = field(default_factory=dict[str, Any])
    """The stack's outputs as plain values; an unknown one is `UNKNOWN`."""

    def of_type(self, type_: str) -> list[Registration]:
        """All registrations of a type, by name."""
        return sorted((r for r in self.registrations if r.type == type_), key=lambda r: r.name)

    def one(self, type_: str, name: str | None = None) -> Registration:
        """The only registration of a type, or the one of that name; AssertionError when there isn't exactly one."""
        found = [r for r in self.of_type(type_) if name in (None, r.name)]
        assert len(found) == 1, f"{len(found)} of {type_} named {name or 'anything'} in {self.tree()}"
        return found[0]

    def tree(self) -> list[tuple[str, str, str]]:
        """(parent's name, type, name) of every resource, sorted: requests are sent in no fixed order."""
        return sorted((r.parent, r.type, r.name) for r in self.registrations)


def plain(struct: struct_pb2.Struct) -> dict[str, Any]:
    """The struct as plain values; a whole number is an int."""
    return json.loads(json_format.MessageToJson(struct), parse_float=_number)


def _number(text: str) -> int | float:
    """A protobuf number is always a double."""
    number = float(text)
    return int(number) if number.is_integer() else number
