"""What flow logs write lands where the lake's table says: objects as AWS writes them, read through the table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logs.flow_records.fields import FieldType
from logs.flow_records.record_format import DEFAULT, V2, RecordFormat
from logs.keys.flow_log_keys import FileFormat, FlowLogKeys, FlowLogLayout
from logs.lake.flow_logs import flow_log_table
from logs.lake.scope import LakeScope
from tests.support.delivered_logs import Record, put_flow_records
from tests.support.flow_records import FORMATS, records_of
from tests.support.lake_reader import Rows, read
from tests.support.projected_partitions import StatedValuesMissingError

BUCKET = "example-logs"
OWN, OTHER, FOREIGN = "111122223333", "444455556666", "777788889999"
HOME, AWAY, UNUSED = "eu-west-1", "us-east-1", "ap-south-1"
NOW = datetime(2026, 3, 1, 0, 10, tzinfo=UTC)
DAYS = 2
KEYS = [
    FlowLogKeys(layout, file_format, prefix)
    for layout, file_format, prefix in product(FlowLogLayout, FileFormat, ("", "network/"))
]
CUSTOM = RecordFormat.of_names(["end", "encryption-status", "region", "account-id", "start", "bytes", "instance-tag"])


@dataclass(frozen=True)
class Delivery:
    """One file, written at a time by a flow log of an account in a Region."""

    account: str = OWN
    region: str = HOME
    time: datetime = NOW


def deliver(
    buckets: Path, keys: FlowLogKeys, record_format: RecordFormat, delivery: Delivery, records: Sequence[Record]
) -> None:
    key = keys.object_key(delivery.account, delivery.region, "fl-0123456789abcdef0", delivery.time, "0a1b2c3d")
    put_flow_records(buckets / BUCKET / key, record_format, records, keys.file_format)


def record_of(record_format: RecordFormat, mark: str) -> dict[str, str]:
    """A record whose texts are the mark and whose numbers are their places."""
    return {
        field.name: mark if field.type is FieldType.STRING else str(place)
        for place, field in enumerate(record_format.fields)
    }


def row_of(keys: FlowLogKeys, record_format: RecordFormat, delivery: Delivery, record: Record) -> dict[str, Any]:
    """The row that a record has to come back as."""
    hive, per_hour = keys.layout.hive_compatible, keys.layout.per_hour
    day, hour = ("year=%Y/month=%m/day=%d", "/hour=%H") if hive else ("%Y/%m/%d", "/%H")
    values: dict[str, Any] = {}
    for field in record_format.fields:
        text = record[field.name]
        number = None if text == "-" else text
        is_text = field.type is FieldType.STRING
        values[field.name.replace("-", "_")] = text if is_text else number and int(number)
    return {
        **values,
        "aws_account_id": delivery.account,
        "aws_region": delivery.region,
        "hour" if per_hour else "day": delivery.time.strftime(day + hour if per_hour else day),
    }


def in_order(rows: Rows) -> Rows:
    return sorted(rows, key=repr)


@pytest.mark.parametrize("keys", KEYS, ids=str)
@pytest.mark.parametrize("record_format", [V2, DEFAULT, CUSTOM], ids=["v2", "default", "custom"])
def test_every_record_in_the_scope_comes_back(keys: FlowLogKeys, record_format: RecordFormat, tmp_path: Path) -> None:
    """Two accounts, two Regions, each day of the scope to its edges; nothing that is outside of it."""
    # An hour's folders begin where the scope does, a day's at midnight.
    oldest = NOW - timedelta(days=DAYS) if keys.layout.per_hour else datetime(2026, 2, 27, tzinfo=UTC)
    inside = [
        Delivery(account, region, time)
        for account, region, time in product((OWN, OTHER), (HOME, AWAY), (NOW, NOW - timedelta(hours=5), oldest))
    ]
    outside = [
        Delivery(time=oldest - timedelta(hours=1)),
        Delivery(time=NOW + timedelta(days=1)),
        Delivery(account=FOREIGN),
        Delivery(region=UNUSED),
    ]
    for place, delivery in enumerate([*inside, *outside]):
        deliver(tmp_path, keys, record_format, delivery, [record_of(record_format, f"d{place}")])

    table = flow_log_table(record_format, keys, BUCKET, LakeScope((OWN, OTHER), (HOME, AWAY), DAYS))

    assert in_order(read(table, tmp_path, NOW)) == in_order(
        [
            row_of(keys, record_format, delivery, record_of(record_format, f"d{place}"))
            for place, delivery in enumerate(inside)
        ]
    )


@pytest.mark.parametrize("keys", KEYS, ids=str)
def test_accounts_of_an_organization_are_stated_by_the_query(keys: FlowLogKeys, tmp_path: Path) -> None:
    for account in (OWN, OTHER, FOREIGN):
        deliver(tmp_path, keys, V2, Delivery(account), [record_of(V2, account)])
    table = flow_log_table(V2, keys, BUCKET, LakeScope((), (HOME,), DAYS))

    stated = read(table, tmp_path, NOW, {"aws_account_id": [OTHER, FOREIGN]})

    assert {row["account_id"] for row in stated} == {OTHER, FOREIGN}
    with pytest.raises(StatedValuesMissingError, match=r"^aws_account_id$"):
        read(table, tmp_path, NOW)


@settings(max_examples=30, deadline=None)
@given(
    FORMATS.flatmap(lambda format_: st.tuples(st.just(format_), records_of(format_))), st.sampled_from(FlowLogLayout)
)
def test_text_and_parquet_give_the_same_rows(
    case: tuple[RecordFormat, list[dict[str, str]]], layout: FlowLogLayout
) -> None:
    """Any fields in any order, with any values."""
    record_format, records = case
    with TemporaryDirectory() as directory:
        for file_format in FileFormat:
            keys = FlowLogKeys(layout, file_format, f"{file_format.value}/")
            deliver(Path(directory), keys, record_format, Delivery(), records)
            table = flow_log_table(record_format, keys, BUCKET, LakeScope((OWN,), (HOME,), DAYS))
            assert in_order(read(table, Path(directory), NOW)) == in_order(
                [row_of(keys, record_format, Delivery(), record) for record in records]
            )


def test_text_of_another_format_is_misread() -> None:
    """Why flow logs of two formats need keys of their own: text has places only. Parquet has names."""
    other = RecordFormat.of_names(["dstaddr", "srcaddr"])
    scope = LakeScope((OWN,), (HOME,), DAYS)
    found: dict[FileFormat, list[str]] = {}
    with TemporaryDirectory() as directory:
        for file_format in FileFormat:
            keys = FlowLogKeys(file_format=file_format, prefix=f"{file_format.value}/")
            deliver(Path(directory), keys, other, Delivery(), [{"dstaddr": "to", "srcaddr": "from"}])
            table = flow_log_table(RecordFormat.of_names(["srcaddr", "dstaddr"]), keys, BUCKET, scope)
            found[file_format] = [row["srcaddr"] for row in read(table, Path(directory), NOW)]
    assert found == {FileFormat.PLAIN_TEXT: ["to"], FileFormat.PARQUET: ["from"]}
