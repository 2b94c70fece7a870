"""Objects as AWS's log deliveries write them, in a directory that stands for a bucket."""

import gzip
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet

from logs.flow_records.fields import FieldType
from logs.flow_records.record_format import RecordFormat
from logs.keys.flow_log_keys import FileFormat

Record = Mapping[str, str]
"""The values of a flow record as text, by field name; `-` where there is none."""

# Without types of its own.
_ARROW: Any = pyarrow
_PARQUET: Any = pyarrow.parquet
_ARROW_TYPES = {FieldType.STRING: _ARROW.string(), FieldType.INT32: _ARROW.int32(), FieldType.INT64: _ARROW.int64()}


def put_flow_records(path: Path, record_format: RecordFormat, records: Sequence[Record], file: FileFormat) -> None:
    """One file of flow records (VPC User Guide, "Flow log files")."""
    path.parent.mkdir(parents=True, exist_ok=True)
    {FileFormat.PLAIN_TEXT: _put_text, FileFormat.PARQUET: _put_parquet}[file](path, record_format, records)


def put_events(path: Path, events: Sequence[Mapping[str, Any]]) -> None:
    """One file of a trail's events (CloudTrail User Guide, "CloudTrail log file examples")."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(json.dumps({"Records": list(events)}).encode()))


def _put_text(path: Path, record_format: RecordFormat, records: Sequence[Record]) -> None:
    names = [field.name for field in record_format.fields]
    lines = [" ".join(names), *(" ".join(record[name] for name in names) for record in records)]
    path.write_bytes(gzip.compress("".join(f"{line}\n" for line in lines).encode()))


def _put_parquet(path: Path, record_format: RecordFormat, records: Sequence[Record]) -> None:
    # The names are those of Athena User Guide, "Create tables for flow logs in Apache Parquet format": underscores.
    # That a missing number is a null and a missing text a "-" is not documented: [LIVE-TEST].
    columns = {
        field.name.replace("-", "_"): _ARROW.array(
            [_parquet_value(field.type, record[field.name]) for record in records], _ARROW_TYPES[field.type]
        )
        for field in record_format.fields
    }
    _PARQUET.write_table(_ARROW.table(columns), path, compression="gzip")


def _parquet_value(type_: FieldType, text: str) -> int | str | None:
    if type_ is FieldType.STRING:
        return text
    return None if text == "-" else int(text)
