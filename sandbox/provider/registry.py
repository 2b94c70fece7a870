"""Every resource type the provider handles: each module of `resources` says which it has, in `TYPES`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import Final

from sandbox.provider import resources
from sandbox.provider.resource_type import ResourceType


def _declared() -> Iterator[ResourceType]:
    for module in iter_modules(resources.__path__, f"{resources.__name__}."):
        # Some only hold what several others share.
        yield from getattr(import_module(module.name), "TYPES", ())


TYPES: Final[Mapping[str, ResourceType]] = {kind.type: kind for kind in _declared()}


def find(token: str) -> ResourceType:
    """Return a type's declaration.

    Raises:
        LookupError: If the type is not declared.
    """
    if token not in TYPES:
        raise LookupError(
            f"the sandbox's aws provider does not handle the resource type {token!r}; declare it "
            "(docs/sandbox-provider.md) or use the official provider"
        )
    return TYPES[token]
