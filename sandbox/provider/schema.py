"""The package schema of the declared types, as far as the engine needs it (`pulumi import`): names, not value types."""

from __future__ import annotations

import json
from typing import Any, Final

from sandbox.provider.declaration import Presence
from sandbox.provider.registry import TYPES
from sandbox.provider.resource_type import ResourceType

_ANY: Final = {"$ref": "pulumi.json#/Any"}


def text(version: str) -> str:
    """Return the schema as JSON text."""
    return json.dumps(
        {
            "name": "aws",
            "version": version,
            "resources": {token: _resource(kind) for token, kind in sorted(TYPES.items())},
        }
    )


def _resource(kind: ResourceType) -> dict[str, Any]:
    inputs = kind.all_inputs()
    outputs = {*inputs, *kind.all_outputs(), *(["tagsAll"] if kind.tags is not None else [])}
    return {
        "inputProperties": dict.fromkeys(sorted(inputs), _ANY),
        "requiredInputs": sorted(name for name, of in inputs.items() if of.presence is Presence.REQUIRED),
        "properties": dict.fromkeys(sorted(outputs), _ANY),
    }
