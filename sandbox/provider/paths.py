"""JMESPath, the language AWS's own tools query responses in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final, cast

import jmespath  # pyright: ignore[reportMissingTypeStubs] - botocore depends on it; it has no stubs

from sandbox.provider.values import Properties, Value

_SEARCH: Final = cast("Callable[[str, Any], Any]", jmespath.search)  # pyright: ignore[reportUnknownMemberType]


def search(path: str, data: Value) -> Value:
    """Return what the path finds, None when there is nothing; an empty path finds everything."""
    return _SEARCH(path, data) if path else data


def plain(value: Value) -> Value:
    """Return a response's value with its times as text (ISO 8601, UTC, whole seconds), as properties hold them."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, dict):
        return {key: plain(item) for key, item in cast("Properties", value).items()}
    if isinstance(value, list):
        return [plain(item) for item in cast("list[Value]", value)]
    return value
