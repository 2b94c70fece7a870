"""What a URN says: `urn:pulumi:STACK::PROJECT::PARENT_TYPE$TYPE::NAME` (Pulumi's documentation, "Resource names")."""

from typing import NamedTuple

_PREFIX = "urn:pulumi:"
_PARTS = 4
STACK_TYPE = "pulumi:pulumi:Stack"


class Urn(NamedTuple):
    """The parts of a URN.

    Attributes:
        stack: The stack's name.
        project: The project's name.
        type: The resource's own type token, without those of its parents.
        name: The logical name.
    """

    stack: str
    project: str
    type: str
    name: str


def parse_urn(text: str) -> Urn:
    """Take a URN apart. A text that is none gives a part without stack, project and type, named by the whole text."""
    parts = text.removeprefix(_PREFIX).split("::", _PARTS - 1)
    if not text.startswith(_PREFIX) or len(parts) != _PARTS:
        return Urn("", "", "", text)
    stack, project, types, name = parts
    return Urn(stack, project, types.rsplit("$", 1)[-1], name)


def kind_of(type_token: str) -> str:
    """The short form of a type: `ec2 FlowLog` for `aws:ec2/flowLog:FlowLog`, `MonitoredVpc` for a component's."""
    package, _, rest = type_token.partition(":")
    module, _, name = rest.rpartition(":")
    service = module.split("/", 1)[0]
    if package == "aws" and service:
        return f"{service} {name}"
    return name or type_token
