import pytest

from logs.detections.detection import Detection
from logs.detections.network import network_detections
from logs.flow_records.fields import FIELDS
from logs.flow_records.record_format import DEFAULT, V2, RecordFormat
from logs.patterns import matches, parse
from logs.patterns.limits import MAX_LENGTH

# VPC User Guide, "Flow log record examples", default format.
ENI = "2 123456789010 eni-1235b8ca123456789"
TIME = "1418530010 1418530070"
ACCEPTED_SSH = f"{ENI} 172.31.16.139 172.31.16.21 20641 22 6 20 4249 {TIME} ACCEPT OK"
REJECTED_RDP = f"{ENI} 172.31.9.69 172.31.9.12 49761 3389 6 20 4249 {TIME} REJECT OK"
NO_DATA = "2 123456789010 eni-1235b8ca123456789 - - - - - - - 1431280876 1431280934 - NODATA"
SKIPPED = "2 123456789010 eni-11111111aaaaaaaaa - - - - - - - 1431280876 1431280934 - SKIPDATA"


def by_id(record_format: RecordFormat) -> dict[str, Detection]:
    return {detection.id: detection for detection in network_detections(record_format).detections}


def test_the_pattern_has_the_fields_of_the_format_in_its_order() -> None:
    assert by_id(V2)["ssh-rejected"].pattern == (
        '[version, account_id, interface_id, srcaddr, dstaddr, srcport, dstport="22", protocol="6", packets, bytes, '
        'start, end, action="REJECT", log_status]'
    )
    backwards = RecordFormat.of_names(["log-status", "action", "protocol", "dstport"])
    assert by_id(backwards)["ssh-rejected"].pattern == '[log_status, action="REJECT", protocol="6", dstport="22"]'


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (ACCEPTED_SSH, set[str]()),
        (REJECTED_RDP, {"rejected-traffic", "rdp-rejected"}),
        (NO_DATA, set[str]()),
        (SKIPPED, {"records-skipped"}),
    ],
)
def test_the_records_of_aws_are_found_for_what_they_are(line: str, found: set[str]) -> None:
    assert {name for name, detection in by_id(V2).items() if matches(parse(detection.pattern), line)} == found


def test_the_longest_format_has_room_in_a_pattern() -> None:
    detections = by_id(RecordFormat.of_names(list(FIELDS)))
    assert len(detections) == 4
    assert all(len(detection.pattern) <= MAX_LENGTH for detection in detections.values())


def test_another_format_takes_another_pattern() -> None:
    sample = by_id(DEFAULT)["ssh-rejected"].matching[0].event
    pattern = parse(by_id(RecordFormat.of_names(["dstport", "action", "protocol"]))["ssh-rejected"].pattern)
    assert not matches(pattern, sample)
