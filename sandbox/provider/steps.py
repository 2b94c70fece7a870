"""Which of a type's settings a creation or an update has to set, and how."""

from __future__ import annotations

from sandbox.provider.declaration import AnySetting, Attachment, Setting, Step
from sandbox.provider.resource_type import ResourceType
from sandbox.provider.template import Scope, lookup


def first_steps(kind: ResourceType, scope: Scope) -> list[Step]:
    """Return the steps that follow the creation: one for each setting with a value that creating did not set."""
    taken = kind.set_at_creation()
    return [step for setting in kind.settings if not set(setting.names()) <= taken for step in _initial(setting, scope)]


def next_steps(kind: ResourceType, scope: Scope, changed: set[str]) -> list[Step]:
    """Return the steps that an update takes; `old` in the scope holds the values before it."""
    return [step for setting in kind.settings if changed & set(setting.names()) for step in _following(setting, scope)]


def _initial(setting: AnySetting, scope: Scope) -> list[Step]:
    values = [scope.get(name) for name in setting.names()]
    if isinstance(setting, Setting):
        wanted = any(value is not None for value in values) if setting.clear is None else any(values)
        return [setting.put] if wanted else []
    if isinstance(setting, Attachment):
        return [setting.attach] if values[0] else []
    return [setting.add] if values[0] else []


def _following(setting: AnySetting, scope: Scope) -> list[Step]:
    if isinstance(setting, Setting):
        if setting.clear is None or any(scope.get(name) for name in setting.inputs):
            return [setting.put]
        return [setting.clear]
    if isinstance(setting, Attachment):
        old, new = lookup(f"old.{setting.input}", scope), scope.get(setting.input)
        return [*([setting.detach] if old else []), *([setting.attach] if new else [])]
    return [
        *([setting.remove] if scope.get("removed_keys") else []),
        *([setting.add] if scope.get("tags_added") else []),
    ]
