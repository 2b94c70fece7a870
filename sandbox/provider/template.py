"""Request templates: what a declaration says a request holds, and what it becomes for one resource.

In a template, a string that begins with `$` stands for the value of that name: an input, what an input was before the
update (`old.<input>`), or one of the names every resource has (`id`, `account`, `partition`, `region`). `Text` puts
values into a string, `Derived` passes them to a function. A member whose value is absent is left out of the request,
and so is an object or a list that is left with nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, cast

from sandbox.provider.values import UNKNOWN, Value

Template: TypeAlias = Any
Scope: TypeAlias = Mapping[str, Any]

_PLACEHOLDER: Final = re.compile(r"\{([\w.]+)\}")


@dataclass(frozen=True)
class Text:
    """A string with `{name}` in it for each value it takes; absent or unknown as soon as one of them is."""

    pattern: str

    def names(self) -> list[str]:
        """Return the names of the values it takes, in order."""
        return _PLACEHOLDER.findall(self.pattern)

    def parse(self, text: str) -> dict[str, str]:
        """Return the values that would have made the text.

        Raises:
            ValueError: If no values make it.
        """
        pieces = re.split(_PLACEHOLDER, self.pattern)
        pattern = "".join(f"(?P<{piece}>.+)" if index % 2 else re.escape(piece) for index, piece in enumerate(pieces))
        match = re.fullmatch(pattern, text)
        if match is None:
            raise ValueError(f"the id {text!r} is not of the form {self.pattern!r}")
        return match.groupdict()


@dataclass(frozen=True)
class Derived:
    """A value made of others by a function, which meets None for an absent one and UNKNOWN for an unknown one."""

    sources: tuple[str, ...]
    make: Callable[..., Value]


def or_cleared(name: str) -> Derived:
    """Return an input's value; where an update takes it away, the empty string that makes AWS forget it."""

    def make(new: Value, old: Value) -> Value:
        return "" if new is None and old is not None else new

    return Derived((name, f"old.{name}"), make)


def lookup(name: str, scope: Scope) -> Value:
    """Return the value of a dotted name, None when it is absent."""
    value: Value = scope
    for part in name.split("."):
        if value is UNKNOWN or value is None:
            return value
        value = value.get(part)
    return value


def render(template: Template, scope: Scope) -> Value:
    """Return the template with the scope's values in it; None when all of it is absent."""
    if isinstance(template, Text):
        return _render_text(template, scope)
    if isinstance(template, Derived):
        return template.make(*(lookup(name, scope) for name in template.sources))
    if isinstance(template, str):
        return lookup(template[1:], scope) if template.startswith("$") else template
    if isinstance(template, dict):
        members = {key: render(item, scope) for key, item in cast("dict[str, Template]", template).items()}
        present = {key: value for key, value in members.items() if value is not None}
        return present or (None if members else {})
    if isinstance(template, list):
        items = [render(item, scope) for item in cast("list[Template]", template)]
        present_items = [item for item in items if item is not None]
        return present_items or (None if items else [])
    return template


def _render_text(text: Text, scope: Scope) -> Value:
    values = {name: lookup(name, scope) for name in text.names()}
    if any(value is None for value in values.values()):
        return None
    if any(value is UNKNOWN for value in values.values()):
        return UNKNOWN
    return _PLACEHOLDER.sub(lambda match: str(values[match[1]]), text.pattern)


def names_in(template: Template) -> Iterator[str]:
    """Yield every name the template takes a value from."""
    if isinstance(template, Text):
        yield from template.names()
    elif isinstance(template, Derived):
        yield from template.sources
    elif isinstance(template, str):
        if template.startswith("$"):
            yield template[1:]
    elif isinstance(template, dict):
        for item in cast("dict[str, Template]", template).values():
            yield from names_in(item)
    elif isinstance(template, list):
        for item in cast("list[Template]", template):
            yield from names_in(item)
