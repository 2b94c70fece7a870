"""The saved queries over flow records, which get a record's fields by their places in its format."""

from dataclasses import dataclass

from logs.detections.detection import LogSource
from logs.flow_records.record_format import RecordFormat
from logs.insights.fields import SYSTEM_FIELDS, fields_read
from logs.insights.query import InsightsQuery


@dataclass(frozen=True)
class FlowLogTemplate:
    """A query before the record format is known. Fields are called as the lake's columns are: `interface_id`."""

    name: str
    """Lower-case words with hyphens."""
    description: str
    """What it finds, as sentences."""
    commands: tuple[str, ...]
    """What follows after the fields have their names."""

    @property
    def columns(self) -> frozenset[str]:
        """The fields that it can't do without."""
        return fields_read(self.commands) - SYSTEM_FIELDS

    def of(self, record_format: RecordFormat) -> InsightsQuery:
        """The query over records of this format, which has to have all its columns."""
        return InsightsQuery(
            self.name, self.description, LogSource.FLOW_LOG, (parse_command(record_format), *self.commands)
        )


def parse_command(record_format: RecordFormat) -> str:
    """The command that gives a record's fields their names: Logs Insights knows those of AWS's default format only.

    CloudWatch Logs User Guide, "CloudWatch Logs Insights language query syntax": a name with other signs than letters,
    digits, dots and @ is in backticks. Some names are those of fields that it may have found itself in a record of
    another format (`action`); AWS's own examples take them nevertheless. [LIVE-TEST]
    """
    stars = " ".join("*" for _ in record_format.fields)
    names = ", ".join(field.column if field.column.isalnum() else f"`{field.column}`" for field in record_format.fields)
    return f'parse @message "{stars}" as {names}'


TRAFFIC_OVER_TIME = FlowLogTemplate(
    "flow-logs-traffic-over-time",
    "Bytes that were accepted and rejected, by five minutes.",
    (
        'filter action in ["ACCEPT", "REJECT"]',
        # A graph over time has a line for each sum, and none for each value of a field.
        'fields strcontains(action, "ACCEPT") * bytes as acceptedBytes, '
        'strcontains(action, "REJECT") * bytes as rejectedBytes',
        "stats sum(acceptedBytes) as accepted, sum(rejectedBytes) as rejected by bin(5m)",
    ),
)
TOP_TALKERS = FlowLogTemplate(
    "flow-logs-top-talkers",
    "The pairs of addresses that exchanged the most bytes.",
    (
        'filter srcaddr != "-"',
        "stats sum(bytes) as totalBytes, sum(packets) as totalPackets by srcaddr, dstaddr",
        "sort totalBytes desc",
        "limit 100",
    ),
)
REJECTED_BY_PORT = FlowLogTemplate(
    "flow-logs-rejected-by-port",
    "What was tried and rejected: by destination port and protocol, from how many addresses.",
    (
        'filter action = "REJECT"',
        "stats count(*) as records, count_distinct(srcaddr) as sources by dstport, protocol",
        "sort records desc",
        "limit 100",
    ),
)

FLOW_LOG_TEMPLATES = (
    TRAFFIC_OVER_TIME,
    TOP_TALKERS,
    REJECTED_BY_PORT,
    FlowLogTemplate(
        "flow-logs-scanners",
        "Addresses that were rejected at 10 or more ports.",
        (
            'filter action = "REJECT"',
            "stats count_distinct(dstport) as ports, count_distinct(dstaddr) as targets, count(*) as records "
            "by srcaddr",
            "filter ports >= 10",
            "sort ports desc",
            "limit 100",
        ),
    ),
    FlowLogTemplate(
        "flow-logs-reject-reasons",
        "Traffic that a control above security groups and network ACLs rejected, by VPC and reason.",
        (
            'filter `reject_reason` != "-"',
            "stats count(*) as records by `vpc_id`, `reject_reason`",
            "sort records desc",
        ),
    ),
    FlowLogTemplate(
        "flow-logs-one-interface",
        "The records of one network interface, newest first. Put its id in the place of the example's.",
        (
            "fields @timestamp, srcaddr, srcport, dstaddr, dstport, protocol, packets, bytes, action, `log_status`",
            'filter `interface_id` = "eni-0123456789abcdef0"',
            "sort @timestamp desc",
            "limit 1000",
        ),
    ),
    FlowLogTemplate(
        "flow-logs-one-address",
        "Whom one address talked with, and whether it was let through. Put it in the place of the example's.",
        (
            'filter srcaddr = "10.0.0.1" or dstaddr = "10.0.0.1"',
            "stats count(*) as records, sum(bytes) as totalBytes, max(@timestamp) as lastSeen "
            "by srcaddr, dstaddr, dstport, protocol, action",
            "sort lastSeen desc",
            "limit 1000",
        ),
    ),
    FlowLogTemplate(
        "flow-logs-egress-to-aws-services",
        "Bytes that left for services of AWS: what a VPC endpoint would carry.",
        (
            'filter `flow_direction` = "egress" and `pkt_dst_aws_service` != "-"',
            "stats sum(bytes) as totalBytes by `vpc_id`, `pkt_dst_aws_service`",
            "sort totalBytes desc",
        ),
    ),
    FlowLogTemplate(
        "flow-logs-gaps",
        "Network interfaces with intervals without traffic (NODATA) or with lost records (SKIPDATA).",
        (
            'filter `log_status` in ["NODATA", "SKIPDATA"]',
            "stats count(*) as intervals, max(@timestamp) as lastSeen by `interface_id`, `log_status`",
            "sort intervals desc",
            "limit 1000",
        ),
    ),
)
"""All of them, in the order of the console's list."""


def flow_log_queries(record_format: RecordFormat) -> tuple[InsightsQuery, ...]:
    """The queries that records of this format can answer.

    Args:
        record_format: What the flow logs write to the log group. Another format needs other queries: they go by place.
    """
    columns = {field.column for field in record_format.fields}
    return tuple(template.of(record_format) for template in FLOW_LOG_TEMPLATES if template.columns <= columns)
