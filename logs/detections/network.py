"""Detections over flow records. Their patterns go by place, and are made of the format that the flow log writes."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from logs.detections.alarm import MINUTE, Alarm
from logs.detections.detection import Detection, LogSource, Severity
from logs.detections.record_pattern import missing_fields, record_pattern
from logs.detections.sample import ACCOUNT, Sample
from logs.flow_records.record_format import MISSING, RecordFormat

_TCP, _UDP = "6", "17"
_SSH, _RDP, _HTTPS = "22", "3389", "443"
_EVIDENCE = 'VPC User Guide, "Flow log record examples"; {detail}'

# A rejected connection to SSH, as a format with every field would have it but for what is missing.
_REJECTED: Mapping[str, str] = MappingProxyType(
    {
        "version": "8",
        "account-id": ACCOUNT,
        "interface-id": "eni-0433dd2a8e212c162",
        "srcaddr": "198.51.100.23",
        "dstaddr": "10.0.1.5",
        "srcport": "49152",
        "dstport": _SSH,
        "protocol": _TCP,
        "packets": "3",
        "bytes": "180",
        "start": "1742298707",
        "end": "1742298769",
        "action": "REJECT",
        "log-status": "OK",
        "vpc-id": "vpc-05c2f02afb634098c",
        "subnet-id": "subnet-0123456789abcdef0",
        "tcp-flags": "2",
        "type": "IPv4",
        "pkt-srcaddr": "198.51.100.23",
        "pkt-dstaddr": "10.0.1.5",
        "az-id": "euw1-az1",
        "flow-direction": "ingress",
    }
)
# What a record has that says only how the log is: no traffic in it.
_STATUS_ONLY = ("version", "account-id", "interface-id", "start", "end", "log-status")


@dataclass(frozen=True)
class LeftOut:
    """A detection that a format can't have."""

    id: str
    """The detection's id."""
    reason: str
    """Why, for people."""


@dataclass(frozen=True)
class NetworkDetections:
    """What one record format can show."""

    detections: tuple[Detection, ...]
    """With patterns for this format and no other."""
    left_out: tuple[LeftOut, ...]
    """What it can't show."""


@dataclass(frozen=True, kw_only=True)
class _Template:
    """A detection without its format: conditions and samples by field name."""

    id: str
    title: str
    severity: Severity
    why: str
    remedy: str
    evidence: str
    alarm: Alarm
    conditions: Mapping[str, str]
    matching: Mapping[str, Mapping[str, str]]
    near_misses: Mapping[str, Mapping[str, str]]

    def missing_in(self, record_format: RecordFormat) -> tuple[str, ...]:
        return missing_fields(record_format, tuple(self.conditions))

    def of(self, record_format: RecordFormat) -> Detection:
        return Detection(
            id=self.id,
            title=self.title,
            severity=self.severity,
            pattern=record_pattern(record_format, self.conditions),
            why=self.why,
            remedy=self.remedy,
            matching=_samples(record_format, self.matching),
            near_misses=_samples(record_format, self.near_misses),
            evidence=self.evidence,
            source=LogSource.FLOW_LOG,
            alarm=self.alarm,
        )


def _without_traffic(status: str) -> Mapping[str, str]:
    return {**{name: MISSING for name in _REJECTED if name not in _STATUS_ONLY}, "log-status": status}


_TEMPLATES = (
    _Template(
        id="rejected-traffic",
        title="Much traffic was rejected",
        severity=Severity.LOW,
        why="Somebody searches the network, or a rule was changed that something needs. Some is always rejected where "
        "there is a public address; the alarm waits for a thousand records in five minutes.",
        remedy="Group the rejects by source and by port: many ports are a search, one from within is a broken rule.",
        evidence=_EVIDENCE.format(detail="action."),
        alarm=Alarm(threshold=1000),
        conditions={"action": "REJECT"},
        matching={"rejected": {}, "rejected, towards a website": {"dstport": _HTTPS}},
        near_misses={"accepted": {"action": "ACCEPT"}, "no traffic": _without_traffic("NODATA")},
    ),
    _Template(
        id="ssh-rejected",
        title="Connections to SSH were rejected",
        severity=Severity.MEDIUM,
        why="Somebody tries to log in where nobody may. The alarm waits for ten in five minutes.",
        remedy="See the source: from within it is an infected or a curious machine; from outside, close the way in.",
        evidence=_EVIDENCE.format(
            detail='its metric filter: "Create a CloudWatch metric filter and alarm for a flow log".'
        ),
        alarm=Alarm(threshold=10),
        conditions={"dstport": _SSH, "protocol": _TCP, "action": "REJECT"},
        matching={"rejected": {}},
        near_misses={
            "accepted": {"action": "ACCEPT"},
            "another port": {"dstport": "222"},
            "the answer, from that port": {"srcport": _SSH, "dstport": "49152"},
            "UDP": {"protocol": _UDP},
            "no traffic": _without_traffic("NODATA"),
        },
    ),
    _Template(
        id="rdp-rejected",
        title="Connections to Remote Desktop were rejected",
        severity=Severity.MEDIUM,
        why="Somebody tries to log in where nobody may, over TCP or UDP. The alarm waits for ten in five minutes.",
        remedy="See the source: from within it is an infected or a curious machine; from outside, close the way in.",
        evidence=_EVIDENCE.format(detail="dstport, action."),
        alarm=Alarm(threshold=10),
        conditions={"dstport": _RDP, "action": "REJECT"},
        matching={"over TCP": {"dstport": _RDP}, "over UDP": {"dstport": _RDP, "protocol": _UDP}},
        near_misses={
            "accepted": {"dstport": _RDP, "action": "ACCEPT"},
            "another port": {"dstport": "33890"},
            "the answer, from that port": {"srcport": _RDP, "dstport": "49152"},
        },
    ),
    _Template(
        id="records-skipped",
        title="Flow records are missing",
        severity=Severity.LOW,
        why="AWS could not keep up, or had an error inside: what went by in that interval nobody knows.",
        remedy="Mostly it ends by itself. If one interface goes on, see whether its traffic is an attack.",
        evidence=_EVIDENCE.format(detail="no data and skipped records."),
        alarm=Alarm(period_seconds=15 * MINUTE),
        conditions={"log-status": "SKIPDATA"},
        matching={"skipped": _without_traffic("SKIPDATA")},
        near_misses={"no traffic": _without_traffic("NODATA"), "a record": {}},
    ),
)


def network_detections(record_format: RecordFormat) -> NetworkDetections:
    """The detections that records of this format can show.

    Args:
        record_format: What the flow log writes. Another format needs other patterns: they go by place.
    """
    found: list[Detection] = []
    left_out: list[LeftOut] = []
    for template in _TEMPLATES:
        missing = template.missing_in(record_format)
        if missing:
            fields = " and ".join(missing)
            left_out.append(LeftOut(template.id, f"The record format has no {fields}: add it to its fields."))
        else:
            found.append(template.of(record_format))
    return NetworkDetections(tuple(found), tuple(left_out))


def _samples(record_format: RecordFormat, events: Mapping[str, Mapping[str, str]]) -> tuple[Sample, ...]:
    """Those of the samples that differ in this format: where they differ only in a field that it lacks, the first."""
    lines: dict[str, str] = {}
    for what, changes in events.items():
        values = {**_REJECTED, **changes}
        lines.setdefault(" ".join(values.get(name, MISSING) for name in record_format.names), what)
    return tuple(Sample(what, line) for line, what in lines.items())
