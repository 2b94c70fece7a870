"""The table of docs/flow-records.md, which is made of the fields."""

from pathlib import Path

from logs.flow_records.fields import FIELDS
from logs.flow_records.record_format import DEFAULT, V2

PAGE = Path(__file__).parents[2] / "docs" / "flow-records.md"


def fields_table() -> str:
    """A row a field."""
    rows = [
        f"| `{field.name}` | {field.version} | {field.type.value} | {_formats(name)} | {field.description} |"
        for name, field in FIELDS.items()
    ]
    return "\n".join(["| field | version | in Parquet | in | what it says |", "| --- | --- | --- | --- | --- |", *rows])


def _formats(name: str) -> str:
    return ", ".join(text for text, names in (("`V2`", V2.names), ("`DEFAULT`", DEFAULT.names)) if name in names)
