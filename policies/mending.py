"""Puts what a rule mends into a resource's inputs, as the SDK gives them to a remediation."""

from collections.abc import Mapping
from typing import Any, Final, cast

from pulumi_policy import Secret

_UNWRAPPED: Final = "__target"
"""The key by which the SDK's proxies, which are no dict, give what is in them: with what is secret, or not known."""


def merged(inputs: object, mended: Mapping[str, object]) -> Any:
    """The inputs with members set, and everything else as it is: also what is secret, or not known.

    Args:
        inputs: An object as the SDK gives it, or a secret that is one; anything else counts as an empty one.
        mended: The members to set. One that is an object is merged with what is there.

    Returns:
        An object; of a secret, a secret.
    """
    if isinstance(inputs, Secret):
        return Secret(merged(inputs.value, mended))
    raw = _unwrapped(inputs)
    members = {
        name: merged(raw.get(name), cast("Mapping[str, object]", value)) if isinstance(value, Mapping) else value
        for name, value in mended.items()
    }
    return {**raw, **members}


def _unwrapped(inputs: object) -> dict[str, object]:
    if not isinstance(inputs, Mapping):
        return {}
    known = cast("Mapping[str, dict[str, object]]", inputs)
    return cast("dict[str, object]", inputs) if isinstance(inputs, dict) else known[_UNWRAPPED]
