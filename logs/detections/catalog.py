"""The catalog: all that a stack looks for in its logs."""

from dataclasses import dataclass

from logs.detections.benchmark.profiles import Profile
from logs.detections.detection import Detection
from logs.detections.network import LeftOut, network_detections
from logs.detections.own.all import own_detections
from logs.detections.own.watched import WatchedLogs
from logs.flow_records.record_format import RecordFormat


@dataclass(frozen=True)
class Catalog:
    """What a stack looks for, and what it can't."""

    detections: tuple[Detection, ...]
    """Those of the profile, this project's, those over flow records; no two with one id."""
    left_out: tuple[LeftOut, ...]
    """What the flow log's records can't show."""


def catalog(profile: Profile, logs: WatchedLogs, record_format: RecordFormat) -> Catalog:
    """All detections of a stack, before it overrides any.

    Args:
        profile: Whose patterns the benchmarks' detections have.
        logs: The stack's logs.
        record_format: What its flow logs write to the log group that is looked through.
    """
    network = network_detections(record_format)
    return Catalog((*profile.detections, *own_detections(logs), *network.detections), network.left_out)
