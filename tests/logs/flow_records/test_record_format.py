import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logs.flow_records.fields import FIELDS
from logs.flow_records.record_format import DEFAULT, V2, RecordFormat
from tests.support.flow_records import FORMATS, records_of

# VPC User Guide, "Flow log record examples".
ACCEPTED = (
    "2 123456789010 eni-1235b8ca123456789 172.31.16.139 172.31.16.21 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK"
)
NO_DATA = "2 123456789010 eni-1235b8ca123456789 - - - - - - - 1431280876 1431280934 - NODATA"


def test_v2_is_what_aws_writes_without_a_format() -> None:
    assert V2.version == 2
    assert V2.header == (
        "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action "
        "log-status"
    )


def test_the_default_begins_as_v2_does() -> None:
    assert DEFAULT.version == 8
    assert DEFAULT.names == (
        *V2.names,
        "vpc-id",
        "subnet-id",
        "instance-id",
        "tcp-flags",
        "type",
        "pkt-srcaddr",
        "pkt-dstaddr",
        "az-id",
        "pkt-src-aws-service",
        "pkt-dst-aws-service",
        "flow-direction",
        "traffic-path",
        "reject-reason",
    )


def test_a_format_is_written_as_ec2_takes_it() -> None:
    log_format = RecordFormat.of_names(["srcaddr", "encryption-status", "account-id"])
    assert log_format.log_format == "${srcaddr} ${encryption-status} ${account-id}"
    assert log_format.header == "srcaddr encryption-status account-id"
    assert log_format.version == 10


def test_a_record_is_parsed_by_its_fields() -> None:
    assert V2.parse(ACCEPTED) == {
        "version": 2,
        "account-id": "123456789010",
        "interface-id": "eni-1235b8ca123456789",
        "srcaddr": "172.31.16.139",
        "dstaddr": "172.31.16.21",
        "srcport": 20641,
        "dstport": 22,
        "protocol": 6,
        "packets": 20,
        "bytes": 4249,
        "start": 1418530010,
        "end": 1418530070,
        "action": "ACCEPT",
        "log-status": "OK",
    }


def test_what_is_missing_in_a_record_is_none() -> None:
    record = V2.parse(NO_DATA)
    assert {name for name, value in record.items() if value is None} == {
        "srcaddr",
        "dstaddr",
        "srcport",
        "dstport",
        "protocol",
        "packets",
        "bytes",
        "action",
    }
    assert record["log-status"] == "NODATA"


@given(FORMATS.flatmap(lambda record_format: st.tuples(st.just(record_format), records_of(record_format))))
def test_parsing_undoes_writing(case: tuple[RecordFormat, list[dict[str, str]]]) -> None:
    record_format, records = case
    for record in records:
        parsed = record_format.parse(" ".join(record[name] for name in record_format.names))
        assert {name: "-" if value is None else str(value) for name, value in parsed.items()} == record


@pytest.mark.parametrize(
    ("names", "problem"),
    [
        ([], "A record format has no fields: name at least one, as in srcaddr."),
        (["srcaddr", "srcaddr"], 'The field "srcaddr" is in the record format twice: name it once.'),
        (["account_id"], '"account_id" is not a field of flow logs: did you mean account-id.'),
        (["srcadr"], '"srcadr" is not a field of flow logs: did you mean srcaddr or pkt-srcaddr or srcport.'),
        (["ACCOUNT_ID"], '"ACCOUNT_ID" is not a field of flow logs: did you mean account-id.'),
        (["tgw-id"], f'"tgw-id" is not a field of flow logs: there are {", ".join(FIELDS)}.'),
    ],
)
def test_what_ec2_would_refuse_is_refused(names: list[str], problem: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(problem)}$"):
        RecordFormat.of_names(names)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("10.0.0.1", '"10.0.0.1" has 1 values, a record of this format has 2.'),
        ("10.0.0.1 22 6", '"10.0.0.1 22 6" has 3 values, a record of this format has 2.'),
        ("srcaddr dstport", 'dstport is "dstport": it has to be a number, or -.'),
    ],
)
def test_what_is_no_record_is_refused(line: str, problem: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(problem)}$"):
        RecordFormat.of_names(["srcaddr", "dstport"]).parse(line)
