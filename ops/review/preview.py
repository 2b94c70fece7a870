"""What a preview says, whichever way it was written down: the one model that reviews are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from pydantic import JsonValue

from ops.review.urn import Urn, parse_urn
from ops.review.values import JsonObject


class Operation(StrEnum):
    """What would happen to a resource. The value is the word for it."""

    DELETE = "delete"
    REPLACE = "replace"
    UPDATE = "update"
    CREATE = "create"
    IMPORT = "import"
    READ = "read"
    OTHER = "other"
    """Something that this program does not know: engines get new operations."""
    SAME = "same"


_PULUMI = "pulumi:"
CHANGES = frozenset(Operation) - {Operation.SAME, Operation.READ}
"""The operations that change something in the account or in the stack."""


@dataclass(frozen=True, kw_only=True)
class State:
    """A resource, as it is or as it would be.

    Attributes:
        custom: A provider makes it; else it is a component, a part of the program.
        id: AWS's id; empty when there is none yet.
        parent: The URN of the component that it is part of; empty for one without.
        inputs: What the program asked for.
        outputs: What the provider answered; those of a new state may be missing or unknown.
        protect: Pulumi refuses to delete it.
        retain: Pulumi forgets it on deletion, and leaves it in the account.
        dependencies: The property of `inputs` to the URNs of what its value comes from. Not in an event log.
    """

    custom: bool = True
    id: str = ""
    parent: str = ""
    inputs: JsonObject = field(default_factory=dict[str, JsonValue])
    outputs: JsonObject = field(default_factory=dict[str, JsonValue])
    protect: bool = False
    retain: bool = False
    dependencies: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])

    def value(self, name: str) -> JsonValue:
        """A property: what the program asked for; else, what the provider answered; else None."""
        return self.inputs.get(name, self.outputs.get(name))


@dataclass(frozen=True, kw_only=True)
class Change:
    """What would happen to one resource, all steps of it together.

    Attributes:
        urn: Which resource.
        operation: What would happen.
        old: The resource before; None for a new one.
        new: The resource after; None for one that is deleted.
        replaced_for: The properties that can't be changed in place.
    """

    urn: str
    operation: Operation
    old: State | None = None
    new: State | None = None
    replaced_for: tuple[str, ...] = ()

    @cached_property
    def parts(self) -> Urn:
        """The parts of the URN."""
        return parse_urn(self.urn)

    @property
    def type(self) -> str:
        """The type token."""
        return self.parts.type

    @property
    def name(self) -> str:
        """The logical name."""
        return self.parts.name

    @property
    def parent(self) -> str:
        """The URN of its component, which the newer state knows best; empty for one without."""
        return (self.new or self.old or State()).parent

    @property
    def is_resource(self) -> bool:
        """Whether it is something in the account: not a component, the stack, or a provider."""
        return not self.type.startswith(_PULUMI) and any(
            state is not None and state.custom for state in (self.old, self.new)
        )

    @property
    def leaves_account(self) -> bool:
        """Whether the thing that is in the account now is deleted there: not one that Pulumi is told to retain."""
        return self.operation in (Operation.DELETE, Operation.REPLACE) and self.old is not None and not self.old.retain

    @property
    def changed(self) -> tuple[str, ...]:
        """The inputs that differ; none for what is created or deleted."""
        if self.old is None or self.new is None:
            return ()
        names = dict.fromkeys((*self.old.inputs, *self.new.inputs))
        return tuple(name for name in names if self.old.inputs.get(name) != self.new.inputs.get(name))

    def before(self, name: str) -> JsonValue:
        """A property before."""
        return None if self.old is None else self.old.value(name)

    def after(self, name: str) -> JsonValue:
        """A property after. Only what the program asks for: what the provider would answer is not known."""
        return None if self.new is None else self.new.inputs.get(name)


@dataclass(frozen=True, kw_only=True)
class Violation:
    """What a policy says of a resource.

    Attributes:
        pack: The name of the policy pack.
        policy: The name of the policy.
        mandatory: Whether it stops the update.
        severity: `low`, `medium`, `high`, `critical`; empty when the pack gives none.
        urn: The resource; empty for the stack.
        message: The policy's description and what it says of this resource.
    """

    pack: str
    policy: str
    mandatory: bool
    severity: str
    urn: str
    message: str


@dataclass(frozen=True)
class Mended:
    """A policy that changed the inputs of a resource, as its level `remediate` lets it.

    Attributes:
        policy: The name of the policy.
        urn: The resource.
    """

    policy: str
    urn: str


@dataclass(frozen=True, kw_only=True)
class Preview:
    """A preview.

    Attributes:
        changes: What would happen, a resource each, in the engine's order; what stays is there if the preview lists it.
        lists_unchanged: Whether every resource that stays as it is is among `changes`.
        violations: What policies say; None when the input does not carry policy results.
        mended: What policies changed of what the program asks for.
        packs: The policy packs that ran, name and version; empty when the input does not say.
        errors: The engine's errors: why the preview did not get to its end. Empty when it did.
    """

    changes: tuple[Change, ...]
    lists_unchanged: bool
    violations: tuple[Violation, ...] | None = None
    mended: tuple[Mended, ...] = ()
    packs: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()

    @cached_property
    def changing(self) -> tuple[Change, ...]:
        """The resources that change; components, which are no more than their parts, and providers are none."""
        return tuple(one for one in self.changes if one.operation in CHANGES and one.is_resource)

    @cached_property
    def by_urn(self) -> Mapping[str, Change]:
        """All that is listed, by URN."""
        return {change.urn: change for change in self.changes}

    @property
    def stack(self) -> str:
        """The stack's name; empty when nothing is listed."""
        return next((change.parts.stack for change in self.changes if change.parts.stack), "")
