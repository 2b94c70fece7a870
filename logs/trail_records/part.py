"""What every part of a record is checked for."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, cast

from pydantic import BaseModel, ConfigDict, JsonValue, StringConstraints, model_validator
from pydantic.alias_generators import to_camel

OpenPart = dict[str, JsonValue]
"""A part whose fields are those of each service's API, and so stated nowhere for all."""

Account = Annotated[str, StringConstraints(pattern=r"^\d{12}$")]
"""An account id."""


class RecordPart(BaseModel):
    """A part of a record with exactly the fields that AWS documents: another name is an error, a typo too."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, alias_generator=to_camel)

    nullable: ClassVar[frozenset[str]] = frozenset()
    """The fields that AWS writes as null. Any other that a record lacks is left out of it."""

    @model_validator(mode="before")
    @classmethod
    def _leaves_out_what_it_lacks(cls, value: object) -> object:
        if isinstance(value, Mapping):
            nulls = cls._nulls(cast("Mapping[object, object]", value))
            if nulls:
                raise ValueError(f"{', '.join(nulls)}: null. AWS leaves out a field that a record lacks: do the same.")
        return cast("object", value)

    @classmethod
    def _nulls(cls, fields: Mapping[object, object]) -> list[str]:
        return [str(name) for name, inner in fields.items() if inner is None and name not in cls.nullable]
