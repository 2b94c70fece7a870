"""What the account holds of a resource, told in the program's terms."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.provider.declaration import Computed, Input, Presence
from sandbox.provider.paths import search
from sandbox.provider.resource_type import REGION, ResourceType
from sandbox.provider.template import Scope, Text, render
from sandbox.provider.values import Properties, Value


@dataclass(frozen=True)
class Live:
    """A resource as the account holds it.

    Attributes:
        inputs: Its inputs; what means the same as what was declared is in the program's spelling.
        state: All its properties.
        strayed: The names of the declared inputs of which the account holds something else.
    """

    inputs: Properties
    state: Properties
    strayed: tuple[str, ...]


def identity(kind: ResourceType, ident: str) -> Properties:
    """Return the inputs that an id tells, none when AWS made the id."""
    return dict(kind.id.parse(ident)) if isinstance(kind.id, Text) else {}


def live(kind: ResourceType, scope: Scope, found: Properties, declared: Properties) -> Live:
    """Tell what the reads found.

    Args:
        kind: The resource's type.
        scope: The values the reads were made with.
        found: The reads' results by name.
        declared: The inputs last declared; empty for an import, which tells every input the account has a value for
            (of two that say the same, one).
    """
    unread = {**identity(kind, scope["id"]), **declared, REGION: scope[REGION]}
    inputs: Properties = {}
    chosen: Properties = {}
    for name, of in kind.all_inputs().items():
        now = of.codec.from_aws(search(of.read, found)) if of.read else unread.get(name, of.default)
        was = declared.get(name)
        if was is not None:
            inputs[name] = was if of.codec.equal(was, now) else now
        elif of.presence is Presence.AWS_CHOOSES and (declared or of.told_by):
            chosen[name] = now
        elif not declared or not _is_default(of, now):
            inputs[name] = now
    strayed = tuple(name for name in declared if name in inputs and inputs[name] is not declared[name])
    outputs = {name: _output(output.value, scope, found) for name, output in kind.all_outputs().items()}
    state = {**outputs, **chosen, **tags_all(kind, inputs), **inputs}
    return Live(_present(inputs), _present(state), strayed)


def tags_all(kind: ResourceType, inputs: Properties) -> Properties:
    """Return the output `tagsAll`: the tags, which `Check` has merged with the provider's own."""
    return {} if kind.tags is None else {"tagsAll": inputs.get("tags") or {}}


def _is_default(declared: Input, value: Value) -> bool:
    return declared.codec.equal(value, declared.default)


def _output(value: Computed, scope: Scope, found: Properties) -> Value:
    return search(value, found) if isinstance(value, str) else render(value, scope)


def _present(values: Properties) -> Properties:
    return {name: value for name, value in values.items() if value is not None}
