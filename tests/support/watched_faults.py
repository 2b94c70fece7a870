"""Detections for tests of what is made of them: as few, and as plain, as there can be."""

from logs.detections.alarm import Alarm
from logs.detections.detection import Control, Detection, Framework, LogSource, Severity, Urgency
from logs.detections.sample import Sample

STOPPED = Detection(
    id="stopped",
    title="The trail was stopped",
    severity=Severity.CRITICAL,
    pattern='{ ($.eventSource = "cloudtrail.amazonaws.com") && ($.eventName = "StopLogging") }',
    why="Nothing is recorded.",
    remedy="Start it.",
    matching=(Sample("stopped", {}),),
    near_misses=(Sample("started", {}),),
    evidence="A test.",
    controls=(Control(Framework.SECURITY_HUB, "CloudWatch.5"), Control(Framework.CIS_5_0, "4.5")),
    urgency=Urgency.EVENT,
)
DENIED = Detection(
    id="denied",
    title="A request was denied",
    severity=Severity.LOW,
    pattern='{ $.errorCode = "AccessDenied*" }',
    why="Somebody tries.",
    remedy="Ask who.",
    matching=(Sample("denied", {}),),
    near_misses=(Sample("allowed", {}),),
    evidence="A test.",
    alarm=Alarm(threshold=20, period_seconds=900, evaluation_periods=2),
)
REJECTED = Detection(
    id="rejected",
    title="Traffic was rejected",
    severity=Severity.LOW,
    pattern='[version, account, action="REJECT"]',
    why="Somebody searches.",
    remedy="Look for whom.",
    matching=(Sample("rejected", "2 1 REJECT"),),
    near_misses=(Sample("accepted", "2 1 ACCEPT"),),
    evidence="A test.",
    source=LogSource.FLOW_LOG,
)
