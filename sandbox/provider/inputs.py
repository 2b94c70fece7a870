"""Checks what a program declares, and compares it with what was declared before. No AWS, no engine."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final, cast

from sandbox.provider.declaration import AutoName, Change, Input, Presence, Replacement
from sandbox.provider.resource_type import REGION, ResourceType
from sandbox.provider.template import Text, render
from sandbox.provider.values import UNKNOWN, Properties, Secret, Value, has_unknown, reveal

_RANDOM_DIGITS: Final = 7


@dataclass(frozen=True)
class Failure:
    """Why a property can't be taken."""

    property: str
    reason: str


@dataclass(frozen=True)
class Defaults:
    """What a program may leave out, because the provider's configuration says it.

    Attributes:
        region: The provider's region.
        tags: Tags that every taggable resource gets.
    """

    region: str
    tags: Mapping[str, str]


def complete(
    kind: ResourceType, name: str, olds: Properties, news: Properties, *, seed: bytes, defaults: Defaults
) -> Properties:
    """Return the inputs with everything a program may leave out filled in.

    Args:
        kind: The resource's type.
        name: The resource's name in the program.
        olds: The inputs of the last deployment, empty for a new resource.
        news: What the program declares.
        seed: What a generated name is made from.
        defaults: What the provider's configuration says.
    """
    filled = {key: value for key, value in news.items() if value is not None}
    for key, declared in kind.all_inputs().items():
        if key in filled:
            continue
        if declared.name is not None:
            filled[key] = _kept_name(declared.name, name, olds.get(key)) or physical_name(declared.name, name, seed)
        elif declared.default is not None:
            filled[key] = declared.default
        elif key == REGION:
            filled[key] = defaults.region
    if kind.tags is not None and defaults.tags:
        filled["tags"] = _under(filled.get("tags"), defaults.tags)
    return filled


def _under(tags: Value, defaults: Mapping[str, str]) -> Value:
    """Return the program's tags over the provider's own, as secret as they were."""
    if isinstance(tags, Secret):
        return Secret(_under(tags.value, defaults))
    if tags is UNKNOWN:  # as a whole: they can't be merged before they are told
        return UNKNOWN
    return {**defaults, **cast("Properties", tags or {})}


def _kept_name(rule: AutoName, name: str, old: Value) -> Value:
    """Return a name made up before; one that the program used to state is given up with the statement."""
    made_up = rf"{re.escape(_stem(rule, name))}-[0-9a-f]{{{_RANDOM_DIGITS}}}"
    return old if isinstance(old, str) and re.fullmatch(made_up, old) else None


def _stem(rule: AutoName, name: str) -> str:
    return rule.convert(name)[: rule.longest - _RANDOM_DIGITS - 1]


def physical_name(rule: AutoName, name: str, seed: bytes) -> str:
    """Return the resource's name, a dash and 7 hex digits, within what AWS allows."""
    digits = hashlib.sha256(seed).hexdigest()[:_RANDOM_DIGITS]
    return f"{_stem(rule, name)}-{digits}"


def failures(kind: ResourceType, inputs: Properties) -> Iterator[Failure]:
    """Yield every reason why the completed inputs can't be taken."""
    declared = kind.all_inputs()
    for key in sorted(set(inputs) - set(declared)):
        yield Failure(
            key,
            f"{kind.type}: the sandbox's aws provider does not handle the input {key!r}; it handles "
            f"{', '.join(sorted(declared))}. Declare it (docs/sandbox-provider.md) or use the official provider",
        )
    for key, of in declared.items():
        value = reveal(inputs.get(key))
        if value is None:
            if of.presence is Presence.REQUIRED:
                yield Failure(key, f"{kind.type}: the input {key!r} is required and missing")
        elif of.choices and not has_unknown(value) and value not in of.choices:
            allowed = ", ".join(str(choice) for choice in of.choices)
            yield Failure(key, f"{kind.type}: {key} is {value!r}; allowed are {allowed}")
        elif (fault := _codec_fault(of, value)) is not None:
            yield Failure(key, f"{kind.type}: {key} is not usable: {fault}")


def _codec_fault(declared: Input, value: Value) -> str | None:
    try:
        declared.codec.to_aws(value)
    except ValueError as fault:
        return str(fault)
    except KeyError as missing:
        return f"{missing} is missing"
    return None


class Edit(Enum):
    """How a property differs."""

    ADD = "add"
    DELETE = "delete"
    UPDATE = "update"


@dataclass(frozen=True)
class Difference:
    """One property that differs, and what that does to the resource."""

    property: str
    edit: Edit
    change: Change


@dataclass(frozen=True)
class Plan:
    """What turns the old inputs into the new ones.

    Attributes:
        differences: The properties that differ.
        delete_first: Whether a replacement has to delete before it creates, because AWS can't hold both.
    """

    differences: tuple[Difference, ...]
    delete_first: bool


def compare(kind: ResourceType, olds: Properties, news: Properties) -> Plan:
    """Compare two sets of completed inputs; secrets compare by their value."""
    old, new = reveal(olds), reveal(news)
    differences = tuple(
        Difference(key, _edit(old.get(key), new.get(key)), declared.change)
        for key, declared in kind.all_inputs().items()
        if _differs(declared, old.get(key), new.get(key))
    )
    return Plan(differences, kind.replacement is Replacement.DELETE_FIRST or _same_id(kind, old, new))


def _differs(declared: Input, old: Value, new: Value) -> bool:
    if new is None and declared.presence is Presence.AWS_CHOOSES:
        return False
    if has_unknown(new):
        return True
    return not declared.codec.equal(old, new)


def _edit(old: Value, new: Value) -> Edit:
    if old is None:
        return Edit.ADD
    return Edit.DELETE if new is None else Edit.UPDATE


# An id may also tell what no change of an input can change.
_SAME_EVERYWHERE: Final = {"account": "account", "partition": "partition"}


def _same_id(kind: ResourceType, old: Properties, new: Properties) -> bool:
    if not isinstance(kind.id, Text):
        return False
    ident = render(kind.id, {**_SAME_EVERYWHERE, **new})
    return isinstance(ident, str) and ident == render(kind.id, {**_SAME_EVERYWHERE, **old})
