"""What flow logs record, and where to."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from components.settings.values import Allowed, RetentionDays, Section, conflict, each_once
from logs.flow_records.fields import FIELDS
from logs.flow_records.record_format import DEFAULT, RecordFormat
from logs.keys.flow_log_keys import FileFormat, FlowLogKeys, FlowLogLayout

FlowLogSinkName = Literal["cloudwatch-logs", "s3", "kinesis"]


# The tag fields need the tags' keys besides, which a FlowLog of one's own takes.
CONFIGURABLE_FIELDS = tuple(name for name in FIELDS if "-tag" not in name)


def _record_format(names: tuple[str, ...]) -> tuple[str, ...]:
    RecordFormat.of_names(names)
    if not set(names) <= set(CONFIGURABLE_FIELDS):
        raise ValueError("a field of tags")
    return names


class FlowLogSection(Section):
    """All that the stack's flow logs have in common."""

    flow_log_sinks: Annotated[
        tuple[FlowLogSinkName, ...],
        Field(min_length=1),
        AfterValidator(each_once),
        Allowed("a list of at least one of cloudwatch-logs, s3, kinesis, each once"),
    ] = ("cloudwatch-logs",)
    """Where flow records go: each network resource has a flow log to each sink."""
    flow_log_traffic: Annotated[Literal["ALL", "ACCEPT", "REJECT"], Allowed("one of ALL, ACCEPT, REJECT")] = "ALL"
    """Which traffic flow logs record."""
    flow_log_interval_seconds: Annotated[Literal[60, 600], Allowed("one of 60, 600 (seconds)")] = 600
    """Seconds of traffic that one flow record sums up."""
    flow_log_fields: Annotated[
        tuple[str, ...],
        AfterValidator(_record_format),
        Allowed(f"a list of at least one of {', '.join(CONFIGURABLE_FIELDS)}, each once"),
    ] = DEFAULT.names
    """The fields of a flow record, in their order."""
    flow_log_file_format: Annotated[Literal["plain-text", "parquet"], Allowed("one of plain-text, parquet")] = (
        "plain-text"
    )
    """How flow records are stored in the log bucket; the other sinks take text only."""
    flow_log_key_layout: Annotated[
        Literal["daily", "hourly", "hive-daily", "hive-hourly"],
        Allowed("one of daily, hourly, hive-daily, hive-hourly"),
    ] = "daily"
    """How the log bucket's folders of flow records are laid out."""
    flow_log_retention_days: RetentionDays = 30
    """Days that flow records stay in CloudWatch Logs."""
    existing_flow_log_group: Annotated[
        str,
        Field(pattern=r"^([.\-_/#A-Za-z0-9]{1,512})?$"),
        Allowed("empty, or the name of a log group"),
    ] = ""
    """A log group that others made, to deliver flow records to; empty: the stack makes one."""
    existing_delivery_stream: Annotated[
        str,
        Field(pattern=r"^([a-zA-Z0-9_.-]{1,64})?$"),
        Allowed("empty, or the name of a Firehose delivery stream"),
    ] = ""
    """A delivery stream that others made, to deliver flow records to; empty: the stack makes one."""

    @property
    def flow_log_format(self) -> RecordFormat:
        """The format of a flow record."""
        return RecordFormat.of_names(self.flow_log_fields)

    @property
    def flow_log_keys(self) -> FlowLogKeys:
        """How flow records lie in a bucket."""
        return FlowLogKeys(FlowLogLayout(self.flow_log_key_layout), FileFormat(self.flow_log_file_format))

    @field_validator("existing_flow_log_group")
    @classmethod
    def _flow_log_group_is_used(cls, group: str, info: ValidationInfo) -> str:
        return _used(group, "cloudwatch-logs", info)

    @field_validator("existing_delivery_stream")
    @classmethod
    def _delivery_stream_is_used(cls, stream: str, info: ValidationInfo) -> str:
        return _used(stream, "kinesis", info)


def _used(name: str, sink: FlowLogSinkName, info: ValidationInfo) -> str:
    # The sinks are missing here when they aren't valid themselves.
    sinks = info.data.get("flow_log_sinks")
    if name and sinks is not None and sink not in sinks:
        raise conflict('is "{name}", which nothing is delivered to: add {sink} to flowLogSinks', name=name, sink=sink)
    return name
