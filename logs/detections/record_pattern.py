"""Patterns over flow records: they go by place, and are made of the format that the flow log writes."""

from collections.abc import Mapping

from logs.flow_records.record_format import RecordFormat

SPEAKING = ("interface-id", "log-status")
"""The fields that tell whether an interface has traffic in the records."""


def record_pattern(record_format: RecordFormat, conditions: Mapping[str, str]) -> str:
    """The pattern of records in which fields have these values.

    Args:
        record_format: What the flow log writes. Another format needs another pattern.
        conditions: A field's name, as AWS writes it, to its value.

    Raises:
        ValueError: The format lacks one of the fields.
    """
    missing = missing_fields(record_format, tuple(conditions))
    if missing:
        raise ValueError(f"The record format has no {' and '.join(missing)}: add it to its fields.")
    places = (
        f'{field.column}="{conditions[field.name]}"' if field.name in conditions else field.column
        for field in record_format.fields
    )
    return f"[{', '.join(places)}]"


def speaking_pattern(record_format: RecordFormat, interface_id: str) -> str:
    """The pattern of records that an interface has of its traffic.

    The records NODATA and SKIPDATA aren't: there was no traffic, or nobody knows of it (VPC User Guide, "Flow log
    records").

    Raises:
        ValueError: The format lacks `interface-id` or `log-status`.
    """
    return record_pattern(record_format, dict(zip(SPEAKING, (interface_id, "OK"), strict=True)))


def missing_fields(record_format: RecordFormat, names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the fields that the format lacks, in the order that they are asked for."""
    return tuple(name for name in names if name not in record_format.names)
