"""What is looked for in a preview: a detector a subject."""

from collections.abc import Callable, Iterator
from typing import Final

from ops.review.detectors.alarms import alarm_silenced
from ops.review.detectors.chats import chat_changed
from ops.review.detectors.coverage import coverage_lost
from ops.review.detectors.evidence import evidence_lost
from ops.review.detectors.grants import policies_changed
from ops.review.detectors.guards import guard_removed
from ops.review.detectors.notifications import notification_lost
from ops.review.detectors.recording import recording_reduced
from ops.review.detectors.retention import retention_cut
from ops.review.findings import Finding
from ops.review.preview import Change, Operation, Preview

OF_CHANGES: Final[tuple[Callable[[Change], Iterator[Finding]], ...]] = (
    evidence_lost,
    recording_reduced,
    retention_cut,
    alarm_silenced,
    notification_lost,
    chat_changed,
    guard_removed,
)
"""Detectors that look at one change at a time."""
OF_PREVIEWS: Final[tuple[Callable[[Preview], Iterator[Finding]], ...]] = (coverage_lost, policies_changed)
"""Detectors that have to see the whole preview."""


def findings_in(preview: Preview) -> tuple[Finding, ...]:
    """What a reviewer has to know, what is dangerous first; in the engine's order else.

    What stays as it is is looked at as well: an engine calls it the same when only a protection is lifted.
    """
    looked_at = [change for change in preview.changes if change.operation is not Operation.READ]
    found = [
        *(one for change in looked_at for detect in OF_CHANGES for one in detect(change)),
        *(one for detect in OF_PREVIEWS for one in detect(preview)),
    ]
    return tuple(sorted(found, key=lambda one: -one.level))
