import pytest

from logs.detections.record_pattern import record_pattern, speaking_pattern
from logs.flow_records.fields import FIELDS
from logs.flow_records.record_format import DEFAULT, V2, RecordFormat
from logs.patterns import matches, parse
from logs.patterns.limits import MAX_LENGTH

INTERFACE = "eni-1235b8ca123456789"
# VPC User Guide, "Flow log record examples", default format.
ACCEPTED = f"2 123456789010 {INTERFACE} 172.31.16.139 172.31.16.21 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK"


@pytest.mark.parametrize(
    ("line", "speaks"),
    [
        (ACCEPTED, True),
        (ACCEPTED.replace("ACCEPT", "REJECT"), True),
        (ACCEPTED.replace(INTERFACE, "eni-1235b8ca123456780"), False),
        (ACCEPTED.replace(INTERFACE, INTERFACE + "0"), False),
        (f"2 123456789010 {INTERFACE} - - - - - - - 1431280876 1431280934 - NODATA", False),
        (f"2 123456789010 {INTERFACE} - - - - - - - 1431280876 1431280934 - SKIPDATA", False),
    ],
)
def test_an_interface_speaks_where_it_has_traffic(line: str, speaks: bool) -> None:
    assert matches(parse(speaking_pattern(V2, INTERFACE)), line) is speaks


@pytest.mark.parametrize("record_format", [V2, DEFAULT, RecordFormat.of_names(list(FIELDS))])
def test_it_speaks_in_every_format_that_has_the_fields(record_format: RecordFormat) -> None:
    pattern = speaking_pattern(record_format, INTERFACE)
    assert len(pattern) <= MAX_LENGTH
    for status, speaks in (("OK", True), ("NODATA", False)):
        values = {"interface-id": INTERFACE, "log-status": status}
        line = " ".join(values.get(name, "1") for name in record_format.names)
        assert matches(parse(pattern), line) is speaks


def test_fields_that_a_format_lacks() -> None:
    short = RecordFormat.of_names(["srcaddr", "action"])
    assert record_pattern(short, {"action": "REJECT"}) == '[srcaddr, action="REJECT"]'
    with pytest.raises(
        ValueError, match=r"^The record format has no interface-id and log-status: add it to its fields\.$"
    ):
        speaking_pattern(short, INTERFACE)
