"""The steps that the engine takes with resources, and the one change that all steps of a resource make."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Final

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, JsonValue

from ops.review.preview import Change, Operation, State
from ops.review.values import JsonObject

# Go writes an empty list or map as null.
_NamesOrNull = BeforeValidator(lambda value: () if value is None else value)
_MapOrNull = BeforeValidator(lambda value: {} if value is None else value)


# Fields that we don't know of are ignored, and those that an older engine does not write have defaults.
class Written(BaseModel):
    """Something that the CLI wrote as JSON."""

    model_config = ConfigDict(frozen=True, extra="ignore")


_Object = Annotated[JsonObject, _MapOrNull]
_Names = Annotated[tuple[str, ...], _NamesOrNull]


class WrittenState(Written):
    """A resource's state (pulumi/pulumi, sdk/go/common/apitype: ResourceV3, StepEventStateMetadata)."""

    # Left out, or false, for a component, by all engines.
    custom: bool = False
    id: str = ""
    parent: str = ""
    inputs: _Object = {}
    outputs: _Object = {}
    protect: bool = False
    retain: bool = Field(default=False, alias="retainOnDelete")
    dependencies: Annotated[Mapping[str, _Names], _MapOrNull] = Field(default={}, alias="propertyDependencies")

    def state(self) -> State:
        """The state as reviews have it."""
        return State(
            custom=self.custom,
            id=self.id,
            parent=self.parent,
            inputs=_without_marks(self.inputs),
            outputs=_without_marks(self.outputs),
            protect=self.protect,
            retain=self.retain,
            dependencies=self.dependencies,
        )


class WrittenStep(Written):
    """One step (`previewStep` of the CLI's display package, StepEventMetadata)."""

    op: str
    urn: str
    old: WrittenState | None = Field(default=None, validation_alias=AliasChoices("oldState", "old"))
    new: WrittenState | None = Field(default=None, validation_alias=AliasChoices("newState", "new"))
    replaced_for: _Names = Field(default=(), validation_alias=AliasChoices("replaceReasons", "keys"))


def _without_marks(value: JsonObject) -> JsonObject:
    """Without what bridged providers remember in a state for themselves: `__defaults`, `__meta`."""
    return {name: _inner(item) for name, item in value.items() if not name.startswith("__")}


def _inner(value: JsonValue) -> JsonValue:
    match value:
        case dict():
            return _without_marks(value)
        case list():
            return [_inner(item) for item in value]
        case _:
            return value


# sdk/go/common/apitype: OpType.
_OPERATIONS: Final = {
    "same": Operation.SAME,
    "create": Operation.CREATE,
    "update": Operation.UPDATE,
    "delete": Operation.DELETE,
    "replace": Operation.REPLACE,
    "create-replacement": Operation.REPLACE,
    "delete-replaced": Operation.REPLACE,
    "discard-replaced": Operation.REPLACE,
    "remove-pending-replace": Operation.REPLACE,
    "read-replacement": Operation.REPLACE,
    "import-replacement": Operation.REPLACE,
    "import": Operation.IMPORT,
    "read": Operation.READ,
    "discard": Operation.READ,
    "refresh": Operation.SAME,
}


def changes_of(steps: Iterable[WrittenStep]) -> tuple[Change, ...]:
    """One change for each resource, in the order of the resources' first steps."""
    by_urn: dict[str, list[WrittenStep]] = {}
    for step in steps:
        by_urn.setdefault(step.urn, []).append(step)
    return tuple(_change(urn, its_steps) for urn, its_steps in by_urn.items())


def _change(urn: str, steps: list[WrittenStep]) -> Change:
    # A step that deletes what was replaced has only the old state; one that creates, the new one at last.
    olds = [step.old for step in steps if step.old is not None]
    news = [step.new for step in steps if step.new is not None]
    operation = _together({_OPERATIONS.get(step.op, Operation.OTHER) for step in steps})
    return Change(
        urn=urn,
        operation=operation,
        old=olds[0].state() if olds and operation is not Operation.CREATE else None,
        new=news[-1].state() if news and operation is not Operation.DELETE else None,
        replaced_for=tuple(dict.fromkeys(name for step in steps for name in step.replaced_for))
        if operation is Operation.REPLACE
        else (),
    )


def _together(operations: set[Operation]) -> Operation:
    if {Operation.CREATE, Operation.DELETE} <= operations:
        return Operation.REPLACE
    # In the order of the enumeration: what matters more comes first.
    return next(one for one in Operation if one in operations)
