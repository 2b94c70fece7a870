"""Table: a Glue table over the objects of a bucket, in Glue's own terms, without Pulumi."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A column, or a partition key."""

    name: str
    """Lower case, digits and underscores."""
    type: str
    """A Hive type: `string`, `int`, `bigint`, `array<…>`, `struct<…>`."""
    comment: str
    """What it holds. At most 255 characters in Glue."""


@dataclass(frozen=True)
class Table:
    """An external table whose partitions Athena works out from its parameters; Glue holds none."""

    name: str
    description: str
    """At most 2048 characters in Glue."""
    columns: tuple[Column, ...]
    """In the order of the values, where the files are text."""
    partition_keys: tuple[Column, ...]
    """Columns that come from an object's key."""
    location: str
    """The folder that all objects are below."""
    input_format: str
    output_format: str
    serde: str
    """The class that makes rows of files."""
    serde_parameters: Mapping[str, str]
    parameters: Mapping[str, str]
    """Of the table: how partitions are projected, where they are, and what else Athena has to know."""
