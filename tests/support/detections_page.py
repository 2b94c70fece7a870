"""The generated parts of docs/detections.md."""

from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import fill

from logs.detections.benchmark.profiles import CIS_7, SECURITY_HUB
from logs.detections.detection import Detection, Framework, Urgency
from logs.detections.network import network_detections
from logs.detections.own.all import own_detections
from logs.detections.own.watched import EXAMPLE
from logs.flow_records.record_format import DEFAULT
from logs.keys.trail_keys import TrailKeys
from logs.lake.scope import LakeScope
from logs.lake.trail import trail_table
from logs.patterns import JsonPattern, Pattern, parse
from logs.patterns.compile.athena import athena_sql
from logs.patterns.compile.errors import NotExpressible
from logs.patterns.compile.event_bridge import event_bridge_pattern
from logs.patterns.compile.insights import insights_query

PAGE = Path(__file__).parents[2] / "docs" / "detections.md"

_COLUMNS = trail_table(TrailKeys(), "example-logs", LakeScope((), ("eu-west-1",), 1)).columns
_WIDTH = 125
_FRAMEWORKS = {
    "Security Hub": Framework.SECURITY_HUB,
    "CIS 1.2": Framework.CIS_1_2,
    "CIS 5.0": Framework.CIS_5_0,
    "CIS 7.0": Framework.CIS_7_0,
}


def table() -> str:
    """A row a detection, and under it why a dialect lacks one."""
    reasons: list[str] = []
    rows = [_row(label, detection, reasons) for label, detection in _labelled()]
    dialects = ["metric filter", "EventBridge", "Insights", "Athena"]
    names = ["detection", "severity", *_FRAMEWORKS, *dialects, "samples"]
    notes = [f"{number}. {reason}." for number, reason in enumerate(reasons, 1)]
    return "\n".join([_line(names), _line(["---"] * len(names)), *rows, "", *notes])


def descriptions() -> str:
    """A section a detection."""
    return "\n\n".join(_section(label, detection) for label, detection in _labelled())


def _labelled() -> Iterator[tuple[str, Detection]]:
    """Security Hub's, with CIS's after each that has another pattern there; then this project's."""
    hub = {detection.id: detection for detection in SECURITY_HUB.detections}
    for cis in CIS_7.detections:
        own = hub.get(cis.id, cis)
        yield f"`{own.id}`", own
        if cis.pattern != own.pattern:
            yield f"`{cis.id}` (CIS)", cis
    for detection in (*own_detections(EXAMPLE), *network_detections(DEFAULT).detections):
        yield f"`{detection.id}`", detection


def _row(label: str, detection: Detection, reasons: list[str]) -> str:
    pattern = parse(detection.pattern)
    controls = [
        ", ".join(control.id for control in detection.controls if control.framework is framework)
        for framework in _FRAMEWORKS.values()
    ]
    dialects = [
        _cell(lambda: _event_rule(pattern), reasons),
        _cell(lambda: insights_query(pattern), reasons),
        _cell(lambda: _lake_query(pattern), reasons),
    ]
    samples = f"{len(detection.matching)} + {len(detection.near_misses)}"
    return _line([label, detection.severity.value, *controls, "yes", *dialects, samples])


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(compiled: Callable[[], object], reasons: list[str]) -> str:
    try:
        compiled()
    except NotExpressible as error:
        if error.reason not in reasons:
            reasons.append(error.reason)
        return f"no ({reasons.index(error.reason) + 1})"
    return "yes"


def _event_rule(pattern: Pattern) -> object:
    if not isinstance(pattern, JsonPattern):
        raise NotExpressible("Flow records are no events: EventBridge never sees them")
    return event_bridge_pattern(pattern)


def _lake_query(pattern: Pattern) -> object:
    if not isinstance(pattern, JsonPattern):
        raise NotExpressible("In the lake flow records have columns, and saved queries ask for them by name")
    return athena_sql(pattern, _COLUMNS)


def _section(label: str, detection: Detection) -> str:
    alarm = detection.alarm
    at_once = "; an event rule tells in seconds" if detection.urgency is Urgency.EVENT else ""
    paragraphs = [
        f"{detection.title}. {detection.why}",
        f"{detection.remedy} The alarm: {alarm.threshold} in {alarm.period_seconds // 60} minutes{at_once}.",
        f"Shown by: {detection.evidence}",
    ]
    return "\n\n".join([f"### {label}", *(fill(text, _WIDTH, break_on_hyphens=False) for text in paragraphs)])
