"""What the sections of the settings are made of: their base, and the kinds of value that more than one key has."""

from typing import Annotated, LiteralString, NamedTuple, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

# CloudWatch Logs API Reference, PutRetentionPolicy.
RETENTION_DAYS = (
    *(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731),
    *(1096, 1827, 2192, 2557, 2922, 3288, 3653),
)

CONFLICT = "conflict"
"""The type of an error about values that don't go together; its message says all."""

Item = TypeVar("Item")


class Allowed(NamedTuple):
    """What a value may be, in words, for the message about one that isn't."""

    text: str


class Section(BaseModel):
    """Keys that belong together; the settings are all sections in one."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=to_camel)


def conflict(template: LiteralString, **values: object) -> PydanticCustomError:
    """An error about values that don't go together: what follows the key in the message."""
    return PydanticCustomError(CONFLICT, template, values)


def _retention(days: int) -> int:
    if days not in RETENTION_DAYS:
        raise ValueError("not a retention of CloudWatch Logs")
    return days


def each_once(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items, when none is there twice.

    Raises:
        ValueError: One is.
    """
    if len(set(items)) < len(items):
        raise ValueError("an item is there more than once")
    return items


RetentionDays = Annotated[
    int, AfterValidator(_retention), Allowed(f"one of {', '.join(map(str, RETENTION_DAYS))} (days)")
]
