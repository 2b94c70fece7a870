"""Property values as plain Python: None, bool, int, float, str, list and dict, plus `UNKNOWN` and `Secret`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, TypeAlias, cast

# A property value is JSON-shaped at run time; its shape is the resource type's business, so no narrower type fits.
Value: TypeAlias = Any
Properties: TypeAlias = dict[str, Any]


class Unknown(Enum):
    """The type of `UNKNOWN`: a value that only an update will tell."""

    UNKNOWN = "unknown"


UNKNOWN: Final = Unknown.UNKNOWN


@dataclass(frozen=True)
class Secret:
    """A value the engine encrypts in its state and hides in its output."""

    value: Value


def reveal(value: Value) -> Value:
    """Return the value with every secret in it laid open, as AWS needs it."""
    if isinstance(value, Secret):
        return reveal(value.value)
    if isinstance(value, dict):
        return {key: reveal(item) for key, item in cast("Properties", value).items()}
    if isinstance(value, list):
        return [reveal(item) for item in cast("list[Value]", value)]
    return value


def has_unknown(value: Value) -> bool:
    """Tell whether the value is unknown or holds something unknown, however deep."""
    if isinstance(value, Secret):
        return has_unknown(value.value)
    if isinstance(value, dict):
        return any(has_unknown(item) for item in cast("Properties", value).values())
    if isinstance(value, list):
        return any(has_unknown(item) for item in cast("list[Value]", value))
    return value is UNKNOWN


def has_secret(value: Value) -> bool:
    """Tell whether the value is a secret or holds one, however deep."""
    if isinstance(value, dict):
        return any(has_secret(item) for item in cast("Properties", value).values())
    if isinstance(value, list):
        return any(has_secret(item) for item in cast("list[Value]", value))
    return isinstance(value, Secret)


def hide(state: Properties, inputs: Properties) -> Properties:
    """Return a resource's properties with everything secret that its inputs keep secret.

    An output that an input does not name (`tagsAll`, an ARN) is secret as soon as a secret's text is in it.
    """
    texts = set(_secret_texts(inputs))
    return {
        name: _hide_like(value, inputs[name]) if name in inputs else _hide_texts(value, texts)
        for name, value in state.items()
    }


def redact(text: str, inputs: Properties) -> str:
    """Return a message with `[secret]` in the place of everything that the inputs keep secret."""
    for secret in sorted(_secret_texts(inputs), key=len, reverse=True):
        text = text.replace(secret, "[secret]")
    return text


def _secret_texts(value: Value) -> Iterator[str]:
    if isinstance(value, Secret):
        yield from _texts(reveal(value))
    elif isinstance(value, dict):
        for item in cast("Properties", value).values():
            yield from _secret_texts(item)
    elif isinstance(value, list):
        for item in cast("list[Value]", value):
            yield from _secret_texts(item)


def _texts(value: Value) -> Iterator[str]:
    if isinstance(value, str) and value:
        yield value
    elif isinstance(value, dict):
        for item in cast("Properties", value).values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in cast("list[Value]", value):
            yield from _texts(item)


def _hide_texts(value: Value, texts: set[str]) -> Value:
    if any(text in found for found in _texts(value) for text in texts):
        return Secret(value)
    return value


def _hide_like(value: Value, model: Value) -> Value:
    """Return the value with everything secret that is secret in the model.

    A list that no longer lines up with its model becomes secret as a whole: which item was the secret one can't be
    told any more.
    """
    if isinstance(model, Secret):
        return value if isinstance(value, Secret) else Secret(value)
    if isinstance(model, dict) and isinstance(value, dict):
        members = cast("Properties", model)
        return {key: _hide_like(item, members.get(key)) for key, item in cast("Properties", value).items()}
    if isinstance(model, list) and has_secret(cast("list[Value]", model)):
        models = cast("list[Value]", model)
        if not isinstance(value, list) or len(cast("list[Value]", value)) != len(models):
            return Secret(cast("Value", value))
        return [_hide_like(item, of) for item, of in zip(cast("list[Value]", value), models, strict=True)]
    return value
