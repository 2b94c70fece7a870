"""The query of a detection: which events it was that its alarm went off for."""

from collections.abc import Sequence

from logs.detections.detection import Detection, LogSource
from logs.insights.query import InsightsQuery
from logs.patterns import parse
from logs.patterns.compile.errors import NotExpressible
from logs.patterns.compile.insights import insights_query

_SHOWN = {
    LogSource.TRAIL: (
        "@timestamp",
        "eventSource",
        "eventName",
        "userIdentity.arn",
        "sourceIPAddress",
        "errorCode",
        "@message",
    ),
    LogSource.FLOW_LOG: ("@timestamp", "@message"),
}
"""What is shown of an event that is found."""


def detection_queries(detections: Sequence[Detection]) -> tuple[InsightsQuery, ...]:
    """A query for each of the detections whose pattern Logs Insights has words for."""
    return tuple(query for detection in detections for query in _query(detection))


def _query(detection: Detection) -> tuple[InsightsQuery, ...]:
    try:
        text = insights_query(parse(detection.pattern), _SHOWN[detection.source])
    except NotExpressible:
        return ()
    return (
        InsightsQuery(f"detection-{detection.id}", f"{detection.title}.", detection.source, tuple(text.split("\n| "))),
    )
