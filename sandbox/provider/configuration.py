"""The provider's own configuration: what `aws:…` settings and explicit `aws.Provider` resources say."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from sandbox.provider.inputs import Defaults, Failure
from sandbox.provider.values import Properties

# What the SDK and the engine add themselves, and what only matters to the official provider's start.
_IGNORED: Final = frozenset({"version", "skipCredentialsValidation", "skipMetadataApiCheck", "skipRegionValidation"})
_HANDLED: Final = frozenset({"region", "defaultTags"})


def failures(properties: Properties) -> list[Failure]:
    """Return every setting that is not handled."""
    return [
        Failure(
            name,
            f"the sandbox's aws provider does not handle the setting aws:{name}; it handles "
            f"{', '.join(sorted(_HANDLED))}",
        )
        for name, value in sorted(properties.items())
        if value is not None and name not in _HANDLED | _IGNORED
    ]


def defaults(properties: Properties, environment: Mapping[str, str]) -> Defaults:
    """Return what the settings say a program may leave out.

    Args:
        properties: The settings, objects as JSON text or as they are.
        environment: The process's environment variables, for the region that boto3 would take.

    Raises:
        ValueError: If no region is set.
    """
    region = properties.get("region") or environment.get("AWS_REGION") or environment.get("AWS_DEFAULT_REGION")
    if not region:
        raise ValueError("aws:region is not set; set it: pulumi config set aws:region us-east-1")
    return Defaults(region, _object(properties.get("defaultTags")).get("tags") or {})


def _object(value: Any) -> dict[str, Any]:
    return json.loads(value) if isinstance(value, str) else value or {}
