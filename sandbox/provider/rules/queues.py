"""What SQS checks of a queue's attributes.

Source: SetQueueAttributes in the SQS API reference.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from sandbox.provider.errors import refusal

if TYPE_CHECKING:
    from sandbox.provider.aws import Aws

_INVALID: Final = "InvalidAttributeValue"
_TWO_ENCRYPTIONS: Final = (
    "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE."
)


def check_create(_aws: Aws, request: Mapping[str, Any], _region: str) -> None:
    """Refuse CreateQueue with attributes that can't be."""
    _check("CreateQueue", request.get("Attributes", {}))


def check_set_attributes(_aws: Aws, request: Mapping[str, Any], _region: str) -> None:
    """Refuse SetQueueAttributes with attributes that can't be."""
    _check("SetQueueAttributes", request["Attributes"])


def _check(operation: str, attributes: Mapping[str, str]) -> None:
    if attributes.get("KmsMasterKeyId") and attributes.get("SqsManagedSseEnabled") == "true":
        raise refusal(operation, _INVALID, _TWO_ENCRYPTIONS)
    policy = attributes.get("Policy")
    if policy and not _is_policy(policy):
        raise refusal(operation, _INVALID, "Invalid value for the parameter Policy.")


def _is_policy(text: str) -> bool:
    try:
        return "Statement" in json.loads(text)
    except (json.JSONDecodeError, TypeError):
        return False
