"""The table of flow logs in a bucket."""

from logs.flow_records.fields import FieldType, FlowField
from logs.flow_records.record_format import RecordFormat
from logs.keys.flow_log_keys import FileFormat, FlowLogKeys, FlowLogLayout
from logs.lake.projection import (
    ACCOUNT_KEY,
    DAY,
    HIVE_DAY,
    HIVE_HOUR,
    HOUR,
    REGION_KEY,
    TimeKey,
    partition_keys,
    placeholder,
    projection,
)
from logs.lake.scope import LakeScope
from logs.lake.serde import PARQUET, TEXT
from logs.lake.table import Column, Table

_TIME_KEYS: dict[FlowLogLayout, TimeKey] = {
    FlowLogLayout.DAILY: DAY,
    FlowLogLayout.HOURLY: HOUR,
    FlowLogLayout.HIVE_DAILY: HIVE_DAY,
    FlowLogLayout.HIVE_HOURLY: HIVE_HOUR,
}
_HIVE_TYPES = {FieldType.STRING: "string", FieldType.INT32: "int", FieldType.INT64: "bigint"}
_STORED = {FileFormat.PLAIN_TEXT: TEXT, FileFormat.PARQUET: PARQUET}


def flow_log_table(record_format: RecordFormat, keys: FlowLogKeys, bucket: str, scope: LakeScope) -> Table:
    """The table of the flow logs that write this format under these keys.

    Text has no names, only places: flow logs of another format need keys, and a table, of their own.

    Args:
        record_format: The format that the flow logs were created with.
        keys: Where in the bucket their files are.
        bucket: The bucket's name.
        scope: How far the table reaches.
    """
    time = _TIME_KEYS[keys.layout]
    stored = _STORED[keys.file_format]
    folder = keys.folder(placeholder(ACCOUNT_KEY), placeholder(REGION_KEY), placeholder(time.name))
    return Table(
        name="flow_logs",
        description=f"VPC flow logs, version {record_format.version}, {keys.file_format.value}, {keys.layout.value}.",
        columns=tuple(_column(field) for field in record_format.fields),
        partition_keys=partition_keys(scope, time),
        location=f"s3://{bucket}/{keys.prefix}AWSLogs/",
        input_format=stored.input_format,
        output_format=stored.output_format,
        serde=stored.serde,
        serde_parameters=stored.serde_parameters,
        parameters={**stored.parameters, **projection(scope, time, f"s3://{bucket}/{folder}")},
    )


def _column(field: FlowField) -> Column:
    return Column(field.column, _HIVE_TYPES[field.type], field.description)
