"""The declaration of one resource type: its parts (see `declaration`) put together and checked against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from sandbox.provider.declaration import (
    AnySetting,
    Call,
    Change,
    Computed,
    FromResponse,
    Input,
    Output,
    Presence,
    Read,
    Replacement,
    Scoped,
    Step,
    Tags,
    calls_of,
)
from sandbox.provider.template import Text, names_in

REGION: Final = "region"
EVERY_SCOPE: Final = frozenset({"id", "account", "partition", REGION, "tags_added", "removed_keys", "removed_tags"})


@dataclass(frozen=True)
class ResourceType:
    """The declaration of one resource type; see the module's description.

    Attributes:
        type: pulumi-aws's type token.
        service: boto3's name of the service.
        id: Where the id comes from. For a `Text` of inputs, an import parses it.
        inputs: By pulumi-aws's name. `region` (of a regional type) and `tags` are added.
        create: The call that makes (or adopts) it.
        reads: The looks at it.
        outputs: By pulumi-aws's name. `tagsAll` is added.
        settings: What else is set after the creation.
        delete: What removes it; empty: forgetting it is all (pulumi-aws does so for adopted resources).
        gone: Error codes that mean it does not exist.
        ready: JMESPath that is true of the reads once it can be used.
        tags: How it is tagged, None when it can't be.
        scoped: Whether it lives in a region.
        replacement: In which order it is replaced.
    """

    type: str
    service: str
    id: FromResponse | Text
    inputs: Mapping[str, Input]
    create: Call
    reads: tuple[Read, ...]
    outputs: Mapping[str, Output | Computed] = field(default_factory=dict[str, "Output | Computed"])
    settings: tuple[AnySetting, ...] = ()
    delete: tuple[Step, ...] = ()
    gone: tuple[str, ...] = ()
    ready: str = ""
    tags: Tags | None = None
    scoped: Scoped = Scoped.REGION
    replacement: Replacement = Replacement.CREATE_FIRST

    def all_inputs(self) -> dict[str, Input]:
        """Return every input, with the ones every tagged or regional type has."""
        inputs = dict(self.inputs)
        if self.tags is not None:
            inputs["tags"] = Input(self.tags.read, self.tags.codec)
        if self.scoped is Scoped.REGION:
            inputs[REGION] = Input(change=Change.REPLACES, presence=Presence.AWS_CHOOSES)
        return inputs

    def all_outputs(self) -> dict[str, Output]:
        """Return every computed output except `tagsAll`, which is what `tags` is."""
        return {name: output if isinstance(output, Output) else Output(output) for name, output in self.outputs.items()}

    def calls(self) -> Iterator[Call]:
        """Yield every call the declaration makes."""
        yield self.create
        yield from (read.call for read in self.reads)
        for step in (*self.delete, *(step for setting in self.settings for step in setting.steps())):
            yield from calls_of(step)

    def settable(self) -> set[str]:
        """Return the names of the inputs that can change in place, because a setting takes them."""
        return {name for setting in self.settings for name in setting.names()}

    def set_at_creation(self) -> set[str]:
        """Return the names of the inputs that the creating call already takes."""
        return set(names_in(dict(self.create.request)))

    def __post_init__(self) -> None:
        """Refuse a declaration that contradicts itself.

        Raises:
            ValueError: If a call takes a value that is not declared, or a readable input can't be changed at all.
        """
        inputs = self.all_inputs()
        known = set(inputs) | EVERY_SCOPE | {f"old.{name}" for name in inputs}
        for call in self.calls():
            taken = {*names_in(dict(call.request)), *([call.when] if call.when else [])}
            if strange := sorted(taken - known):
                raise ValueError(f"{self.type}: {call.operation} takes {', '.join(strange)}, which is not declared")
        stuck = sorted(
            name
            for name, declared in inputs.items()
            if declared.read and declared.change is Change.UPDATES and name not in self.settable()
        )
        if stuck:
            raise ValueError(f"{self.type}: nothing updates {', '.join(stuck)}; declare a setting or REPLACES")
