"""Which inputs a preview could not know, so that no one, and no policy, has seen what they will be."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ops.review.preview import Change, Preview
from ops.review.urn import kind_of, parse_urn
from ops.review.values import is_unknown


@dataclass(frozen=True)
class Unknown:
    """One input, of all resources of a type that get it from the same place.

    Attributes:
        kind: The kind of the resources.
        property: The input.
        sources: What the value comes from: the kind and the name of each; empty when the preview does not say.
        resources: The logical names of the resources.
    """

    kind: str
    property: str
    sources: tuple[str, ...]
    resources: tuple[str, ...]


def unknowns_in(preview: Preview) -> tuple[Unknown, ...]:
    """The inputs that aren't known, of what changes."""
    found: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for change, name, sources in _each(preview.changing):
        found.setdefault((kind_of(change.type), name, sources), []).append(change.name)
    return tuple(
        Unknown(kind, name, sources, tuple(resources)) for (kind, name, sources), resources in sorted(found.items())
    )


def _each(changes: Iterable[Change]) -> Iterator[tuple[Change, str, tuple[str, ...]]]:
    for change in changes:
        if change.new is None:
            continue
        for name, value in change.new.inputs.items():
            if is_unknown(value):
                yield change, name, tuple(sorted(_called(urn) for urn in change.new.dependencies.get(name, ())))


def _called(urn: str) -> str:
    parts = parse_urn(urn)
    return f"{kind_of(parts.type)} {parts.name}"
