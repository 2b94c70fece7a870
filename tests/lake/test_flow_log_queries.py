"""The saved queries over flow logs find what they say, in made-up logs."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from logs.flow_records.record_format import DEFAULT, V2, RecordFormat
from logs.keys.flow_log_keys import FileFormat, FlowLogKeys, FlowLogLayout
from logs.lake.flow_logs import flow_log_table
from logs.lake.queries import flow_log_queries
from logs.lake.scope import LakeScope
from logs.lake.table import Table
from tests.support.delivered_logs import put_flow_records
from tests.support.lake_reader import Lake
from tests.support.saved_queries import (
    BUCKET,
    DATABASE,
    LONG_AGO,
    MEMBER,
    ONE_ACCOUNT,
    ORGANIZATION,
    REGION,
    YESTERDAY,
    Expected,
    assert_answers,
    lake_of,
)
from tests.support.trail_events import ACCOUNT

START = 1772323200
STARTED = datetime(2026, 3, 1)  # noqa: DTZ001 - what the macro for from_unixtime makes has no zone


def flow(**values: str) -> dict[str, str]:
    """A record of DEFAULT: an accepted flow of TCP, with these values (underscores for hyphens) instead of its own."""
    record = dict.fromkeys(DEFAULT.names, "-") | {
        "version": "8",
        "account-id": ACCOUNT,
        "interface-id": "eni-1",
        "srcaddr": "10.0.0.1",
        "dstaddr": "10.0.0.2",
        "srcport": "40000",
        "dstport": "443",
        "protocol": "6",
        "packets": "1",
        "bytes": "100",
        "start": str(START),
        "end": str(START + 60),
        "action": "ACCEPT",
        "log-status": "OK",
        "vpc-id": "vpc-1",
        "flow-direction": "ingress",
    }
    return record | {name.replace("_", "-"): value for name, value in values.items()}


SILENT = dict.fromkeys(("srcaddr", "dstaddr", "srcport", "dstport", "protocol", "packets", "bytes", "action"), "-")
FLOWS = [
    flow(pkt_dst_aws_service="AMAZON"),
    flow(bytes="50", packets="2", srcport="40001", end=str(START + 120)),
    flow(srcaddr="10.0.0.2", dstaddr="192.0.2.9", bytes="1000", flow_direction="egress", pkt_dst_aws_service="S3"),
    flow(srcaddr="10.0.0.3", dstaddr="192.0.2.9", bytes="7", flow_direction="egress"),
    *(flow(srcaddr="198.51.100.7", dstport=str(port), action="REJECT", bytes="1") for port in range(20, 30)),
    flow(srcaddr="198.51.100.8", dstport="22", action="REJECT", bytes="1", interface_id="eni-2", start=str(START + 1)),
    flow(srcaddr="198.51.100.9", dstport="443", action="REJECT", reject_reason="BPA", bytes="1", vpc_id="vpc-2"),
    flow(**SILENT, log_status="NODATA", interface_id="eni-3"),
    flow(**SILENT, log_status="SKIPDATA", interface_id="eni-2"),
    flow(**SILENT, log_status="SKIPDATA", interface_id="eni-2", start=str(START + 600)),
]
# What each query answers, and what it is asked with. A flow of nine days ago is in no answer.
ANSWERS: Expected = {
    "flow-logs-top-talkers": (
        (),
        [
            ("10.0.0.2", "192.0.2.9", 1, 1000),
            ("10.0.0.1", "10.0.0.2", 3, 150),
            ("198.51.100.7", "10.0.0.2", 10, 10),
            ("10.0.0.3", "192.0.2.9", 1, 7),
            ("198.51.100.8", "10.0.0.2", 1, 1),
            ("198.51.100.9", "10.0.0.2", 1, 1),
        ],
    ),
    "flow-logs-rejected-by-port": (
        (),
        [(22, 6, 2, 2), *((port, 6, 1, 1) for port in (20, 21, 23, 24, 25, 26, 27, 28, 29, 443))],
    ),
    "flow-logs-scanners": ((), [("198.51.100.7", 10, 1, 10)]),
    "flow-logs-reject-reasons": ((), [("vpc-2", "BPA", 1)]),
    "flow-logs-one-interface": (
        ("eni-2",),
        [
            (STARTED + timedelta(seconds=600), "-", None, "-", None, None, None, None, "-", "SKIPDATA"),
            (STARTED + timedelta(seconds=1), "198.51.100.8", 40000, "10.0.0.2", 22, 6, 1, 1, "REJECT", "OK"),
            (STARTED, "-", None, "-", None, None, None, None, "-", "SKIPDATA"),
        ],
    ),
    "flow-logs-one-address": (
        ("10.0.0.1",),
        [
            (
                "10.0.0.1",
                "10.0.0.2",
                443,
                6,
                "ACCEPT",
                2,
                150,
                STARTED,
                STARTED + timedelta(seconds=120),
            )
        ],
    ),
    "flow-logs-egress-to-aws-services": ((), [("vpc-1", "S3", 1000)]),
    "flow-logs-gaps": (
        (),
        [("eni-2", "SKIPDATA", 2, STARTED + timedelta(seconds=600)), ("eni-3", "NODATA", 1, STARTED)],
    ),
}


def flow_log_lake(buckets: Path, keys: FlowLogKeys, scope: LakeScope) -> tuple[Lake, Table]:
    """Yesterday's flows, an old one, and in an organization one of another account."""
    for account, time, records in (
        (ACCOUNT, YESTERDAY, FLOWS),
        (ACCOUNT, LONG_AGO, [flow(bytes="9999999", interface_id="eni-2", action="REJECT", reject_reason="EC")]),
        (MEMBER, YESTERDAY, [flow(bytes="5555555", interface_id="eni-2")]),
    ):
        path = buckets / BUCKET / keys.object_key(account, REGION, "fl-1", time, "0")
        put_flow_records(path, DEFAULT, records, keys.file_format)
    table = flow_log_table(DEFAULT, keys, BUCKET, scope)
    return lake_of(table, buckets, scope), table


@pytest.mark.parametrize("scope", [ONE_ACCOUNT, ORGANIZATION], ids=["one account", "organization"])
@pytest.mark.parametrize("layout", FlowLogLayout)
@pytest.mark.parametrize("file_format", FileFormat)
def test_queries_over_flow_logs_find_what_they_say(
    layout: FlowLogLayout, file_format: FileFormat, scope: LakeScope, tmp_path: Path
) -> None:
    lake, table = flow_log_lake(tmp_path, FlowLogKeys(layout, file_format), scope)
    assert_answers(lake, flow_log_queries(DATABASE, table), scope, ANSWERS)


@pytest.mark.parametrize("name", ANSWERS)
def test_answers_come_in_order(name: str, tmp_path: Path) -> None:
    lake, table = flow_log_lake(tmp_path, FlowLogKeys(), ONE_ACCOUNT)
    [query] = [query for query in flow_log_queries(DATABASE, table) if query.name == name]
    asked, answers = ANSWERS[name]
    assert [tuple(row.values()) for row in lake.rows(query.sql, asked)] == list(answers)


def test_a_query_whose_columns_are_missing_is_left_out() -> None:
    def names(record_format: RecordFormat) -> set[str]:
        table = flow_log_table(record_format, FlowLogKeys(), BUCKET, ONE_ACCOUNT)
        return {query.name for query in flow_log_queries(DATABASE, table)}

    assert set(ANSWERS) - names(V2) == {"flow-logs-reject-reasons", "flow-logs-egress-to-aws-services"}
    assert names(RecordFormat.of_names(["srcaddr", "dstport", "protocol", "action"])) == {"flow-logs-rejected-by-port"}
