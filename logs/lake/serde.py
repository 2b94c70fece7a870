"""How Athena reads each kind of file: the classes and parameters that its User Guide gives for these logs."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Storage:
    """What a Glue table says of its files."""

    input_format: str
    output_format: str
    serde: str
    serde_parameters: Mapping[str, str] = field(default_factory=dict[str, str])
    parameters: Mapping[str, str] = field(default_factory=dict[str, str])
    """Of the table."""


_IGNORE_KEY = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"

# "Create and query a table for flow logs": ROW FORMAT DELIMITED FIELDS TERMINATED BY ' '. What doesn't fit a column's
# type, as the "-" of a missing number, is NULL.
TEXT = Storage(
    input_format="org.apache.hadoop.mapred.TextInputFormat",
    output_format=_IGNORE_KEY,
    serde="org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
    serde_parameters={"field.delim": " ", "serialization.format": " "},
    parameters={"EXTERNAL": "TRUE", "skip.header.line.count": "1"},
)
"""Gzipped lines below a header, values by their places."""

# "Create tables for flow logs in Apache Parquet format"
PARQUET = Storage(
    input_format="org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
    output_format="org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
    serde="org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
    serde_parameters={"serialization.format": "1"},
    parameters={"EXTERNAL": "TRUE"},
)
"""Parquet, values by their columns' names."""

# "Create a table for CloudTrail logs in Athena using partition projection"
TRAIL = Storage(
    input_format="com.amazon.emr.cloudtrail.CloudTrailInputFormat",
    output_format=_IGNORE_KEY,
    serde="org.apache.hive.hcatalog.data.JsonSerDe",
    serde_parameters={"serialization.format": "1"},
    parameters={"EXTERNAL": "TRUE"},
)
"""CloudTrail's gzipped JSON, a row an event."""
