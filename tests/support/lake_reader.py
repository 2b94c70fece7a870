"""Reads a bucket's objects through a Glue table with DuckDB, as Athena would: partitions, SerDes and all.

Athena itself can't be had here. What its classes do is written down from its User Guide and from Hive, and only as far
as the lake's tables go; a class, a parameter or a type that isn't known is an error.
"""

import gzip
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, cast

from logs.lake.table import Table
from tests.support.hive_types import duckdb_type, from_json
from tests.support.projected_partitions import Partition, partitions

if TYPE_CHECKING:
    import duckdb

Rows = list[dict[str, Any]]


class Lake:
    """A DuckDB database whose tables are filled from directories that stand for buckets."""

    def __init__(self) -> None:
        # Not at the top: what is imported while tests are collected is never freed, and DuckDB complains of that.
        import duckdb  # noqa: PLC0415

        self.connection = duckdb.connect()
        self.connection.execute("SET TimeZone = 'UTC'")
        # All that the saved queries use of Trino and that DuckDB calls something else.
        for macro in (
            "date_format(time, format) AS strftime(time, format)",
            "from_unixtime(seconds) AS make_timestamp(seconds * 1000000)",
            "json_extract_scalar(text, path) AS json_extract_string(text, path)",
        ):
            self.connection.execute(f"CREATE MACRO {macro}")

    def add(
        self,
        database: str,
        table: Table,
        buckets: Path,
        now: datetime,
        stated: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """Make the table, with the rows that a query finds.

        Args:
            database: The Glue database that the table is in.
            table: The table.
            buckets: A directory with one for each bucket.
            now: When the query runs, UTC.
            stated: The values that the query's conditions state, by partition key.
        """
        name = f'"{database}"."{table.name}"'
        columns = [f'"{column.name}" {duckdb_type(column.type)}' for column in (*table.columns, *table.partition_keys)]
        self.connection.execute(f'CREATE SCHEMA IF NOT EXISTS "{database}"')
        self.connection.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
        for partition in partitions(table, now, stated or {}):
            for path in _objects(buckets, partition):
                self._insert(name, table, partition, path)

    def rows(self, sql: str, parameters: Sequence[str] = ()) -> Rows:
        """What a query answers, by column."""
        answer = self.connection.execute(sql, list(parameters))
        names = [column[0] for column in answer.description or []]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    def _insert(self, name: str, table: Table, partition: Partition, path: Path) -> None:
        with TemporaryDirectory() as scratch:
            source = _READERS[table.input_format, table.serde](self.connection, table, path, Path(scratch))
            values = ", ".join(_text(value) for value in partition.values)
            self.connection.execute(f"INSERT INTO {name} SELECT *, {values} FROM ({source})")  # noqa: S608


def read(table: Table, buckets: Path, now: datetime, stated: Mapping[str, Sequence[str]] | None = None) -> Rows:
    """All rows of a table; see `Lake.add`."""
    lake = Lake()
    lake.add("lake", table, buckets, now, stated)
    return lake.rows(f'SELECT * FROM "lake"."{table.name}"')  # noqa: S608


def _objects(buckets: Path, partition: Partition) -> list[Path]:
    """The objects below a location, those in folders too. Athena leaves out what begins with _ or a dot."""
    folder = buckets / partition.location.removeprefix("s3://")
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name[0] not in "_.")


def _text_source(_connection: "duckdb.DuckDBPyConnection", table: Table, path: Path, _scratch: Path) -> str:
    """LazySimpleSerDe: values by their places; NULL where the type doesn't take one, or the line has too few."""
    values = ", ".join(
        f"TRY_CAST(NULLIF(parts[{place}], '\\N') AS {duckdb_type(column.type)})"
        for place, column in enumerate(table.columns, start=1)
    )
    # Whole lines: of a cast, DuckDB would make the reader's type, and refuse the file for a value that isn't of it.
    lines = (
        f"read_csv({_text(path)}, columns = {{'line': 'VARCHAR'}}, delim = '\x01', quote = '', escape = '', "
        f"header = false, skip = {int(table.parameters.get('skip.header.line.count', '0'))}, auto_detect = false)"
    )
    parts = f"SELECT string_split(line, {_text(table.serde_parameters['field.delim'])}) AS parts FROM {lines}"  # noqa: S608
    return f"SELECT {values} FROM ({parts})"  # noqa: S608


def _parquet_source(connection: "duckdb.DuckDBPyConnection", table: Table, path: Path, _scratch: Path) -> str:
    """ParquetHiveSerDe: values by their columns' names, NULL for a column that the file lacks."""
    source = f"read_parquet({_text(path)}, hive_partitioning = false)"
    given = {str(row[0]): str(row[1]) for row in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}  # noqa: S608
    wanted = {column.name: duckdb_type(column.type) for column in table.columns}
    bad = {name: type_ for name, type_ in given.items() if wanted.get(name, type_) != type_}
    assert not bad, f"HIVE_BAD_DATA: the file has {bad}, the table {wanted}"
    picked = ", ".join(f'"{name}"' if name in given else f"CAST(NULL AS {type_})" for name, type_ in wanted.items())
    return f"SELECT {picked} FROM {source}"  # noqa: S608


def _trail_source(_connection: "duckdb.DuckDBPyConnection", table: Table, path: Path, scratch: Path) -> str:
    """CloudTrailInputFormat, which makes lines of `Records`, and the JSON SerDe."""
    with gzip.open(path, "rt") as file:
        records = cast("list[dict[str, Any]]", json.load(file)["Records"])
    hive = f"struct<{','.join(f'{column.name}:{column.type}' for column in table.columns)}>"
    lines = scratch / "lines.json"
    lines.write_text("".join(f"{json.dumps(from_json(hive, record))}\n" for record in records))
    columns = ", ".join(f"{_text(column.name)}: {_text(duckdb_type(column.type))}" for column in table.columns)
    return f"SELECT * FROM read_json({_text(lines)}, format = 'newline_delimited', columns = {{{columns}}})"  # noqa: S608


def _text(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"


_Source = Callable[["duckdb.DuckDBPyConnection", Table, Path, Path], str]
_READERS: dict[tuple[str, str], _Source] = {
    ("org.apache.hadoop.mapred.TextInputFormat", "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe"): _text_source,
    (
        "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
        "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
    ): _parquet_source,
    ("com.amazon.emr.cloudtrail.CloudTrailInputFormat", "org.apache.hive.hcatalog.data.JsonSerDe"): _trail_source,
}
