"""RecordFormat: which fields a flow log writes, and in what order. Everything that reads records is made from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Self

from logs.flow_records.fields import FIELDS, FieldType, FlowField

MISSING = "-"
"""What a record has where a field doesn't apply or couldn't be found out."""


@dataclass(frozen=True)
class RecordFormat:
    """Fields in the order in which a record has them. Make it with `of_names`, which refuses what AWS would."""

    fields: tuple[FlowField, ...]
    """In order; at least one, none twice."""

    @classmethod
    def of_names(cls, names: Sequence[str]) -> Self:
        """The format of these fields, named as AWS does (`account-id`).

        Raises:
            ValueError: there is none, or one that flow logs don't have, or one twice.
        """
        if not names:
            raise ValueError("A record format has no fields: name at least one, as in srcaddr.")
        for place, name in enumerate(names):
            if name not in FIELDS:
                raise ValueError(f'"{name}" is not a field of flow logs: {_instead_of(name)}.')
            if name in names[:place]:
                raise ValueError(f'The field "{name}" is in the record format twice: name it once.')
        return cls(tuple(FIELDS[name] for name in names))

    @property
    def names(self) -> tuple[str, ...]:
        """The fields' names, as AWS writes them."""
        return tuple(field.name for field in self.fields)

    @property
    def version(self) -> int:
        """What a record of this format says in its `version` field: the highest version of its fields."""
        return max(field.version for field in self.fields)

    @property
    def log_format(self) -> str:
        """The format as CreateFlowLogs takes it: `${version} ${account-id}`."""
        return " ".join(f"${{{name}}}" for name in self.names)

    @property
    def header(self) -> str:
        """The first line of a text file in a bucket: `version account-id`. Log groups have none."""
        return " ".join(self.names)

    def parse(self, line: str) -> dict[str, int | str | None]:
        """A record by field name; None for a field that is missing in it.

        Raises:
            ValueError: it is not a record of this format.
        """
        values = line.split()
        if len(values) != len(self.fields):
            raise ValueError(f'"{line}" has {len(values)} values, a record of this format has {len(self.fields)}.')
        return {field.name: _value(field, text) for field, text in zip(self.fields, values, strict=True)}


def _value(field: FlowField, text: str) -> int | str | None:
    if text == MISSING:
        return None
    if field.type is FieldType.STRING:
        return text
    try:
        return int(text)
    except ValueError as error:
        raise ValueError(f'{field.name} is "{text}": it has to be a number, or {MISSING}.') from error


def _instead_of(name: str) -> str:
    spelled = name.replace("_", "-").lower()
    close = [spelled] if spelled in FIELDS else get_close_matches(spelled, FIELDS)
    return f"did you mean {' or '.join(close)}" if close else f"there are {', '.join(FIELDS)}"


V2 = RecordFormat.of_names([name for name, field in FIELDS.items() if field.version == 2])  # noqa: PLR2004
"""AWS's default: what a flow log writes that is given no format."""

DEFAULT = RecordFormat.of_names(
    [
        *V2.names,
        "vpc-id",
        "subnet-id",
        "instance-id",
        "tcp-flags",
        "type",
        "pkt-srcaddr",
        "pkt-dstaddr",
        "az-id",
        "pkt-src-aws-service",
        "pkt-dst-aws-service",
        "flow-direction",
        "traffic-path",
        "reject-reason",
    ]
)
"""The project's default, version 8: AWS's, in the same places, and what alarms and queries need beyond.

Not `region`: in the lake the Region is a part of the key, and a record of a log group has it from its group.
"""
