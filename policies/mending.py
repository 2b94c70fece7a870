"""Puts what a rule mends into a resource's inputs, as the SDK gives them to a remediation."""

from collections.abc import Mapping
from typing import Any, Final, cast

from pulumi_policy import Secret

_UNWRAPPED: Final = "__target"
"""The key by which the SDK's proxies, which are no dict, give what is in them: with what is secret, or not known."""


def merged(inputs: object, mended: object) -> Any:
    """What a remediation gives back: with values set, and everything else as it is, also what is not known.

    Args:
        inputs: What is there, as the SDK gives it; anything but an object counts as an empty one.
        mended: What to set. Of an object, its members: what else is there stays.

    Returns:
        What is then there; in the place of a secret, a secret.
    """
    if isinstance(inputs, Secret):
        return Secret(merged(inputs.value, mended))
    if not isinstance(mended, Mapping):
        return mended
    raw = _unwrapped(inputs)
    members = {name: merged(raw.get(name), value) for name, value in cast("Mapping[str, object]", mended).items()}
    return {**raw, **members}


def _unwrapped(inputs: object) -> dict[str, object]:
    if not isinstance(inputs, Mapping):
        return {}
    known = cast("Mapping[str, dict[str, object]]", inputs)
    return cast("dict[str, object]", inputs) if isinstance(inputs, dict) else known[_UNWRAPPED]
