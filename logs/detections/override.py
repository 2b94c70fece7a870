"""What a stack changes in the detections: which are off, and when the others' alarms go off."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Literal, NotRequired, TypedDict

from logs.detections.detection import Detection, Severity


class Tuning(TypedDict):
    """What is different about a detection. What is left out stays as the catalog has it."""

    threshold: NotRequired[int]
    """The alarm goes off at this many in a period, or more."""
    period_seconds: NotRequired[int]
    """How long a period is, in seconds: a multiple of 60."""
    evaluation_periods: NotRequired[int]
    """How many periods in a row have to have that many."""
    severity: NotRequired[Severity]
    """How bad the fault is here."""


Override = Literal["off"] | Tuning
"""`off`: the detection is not made at all."""


def overridden(detections: Sequence[Detection], overrides: Mapping[str, Override]) -> tuple[Detection, ...]:
    """The detections, without those that are off, and with the others as they are tuned.

    Args:
        detections: All that there are.
        overrides: By a detection's id.

    Raises:
        ValueError: no detection has such an id, or CloudWatch would refuse such an alarm.
    """
    ids = [detection.id for detection in detections]
    for name in overrides:
        if name not in ids:
            raise ValueError(f'There is no detection "{name}" to override: {_instead_of(name, ids)}.')
    return tuple(tuned for detection in detections if (tuned := _tuned(detection, overrides.get(detection.id, {}))))


def _tuned(detection: Detection, tuning: Override) -> Detection | None:
    if tuning == "off":
        return None
    default = detection.alarm
    try:
        alarm = replace(
            default,
            threshold=tuning.get("threshold", default.threshold),
            period_seconds=tuning.get("period_seconds", default.period_seconds),
            evaluation_periods=tuning.get("evaluation_periods", default.evaluation_periods),
        )
    except ValueError as error:
        raise ValueError(f"{detection.id}: {error}") from error
    return replace(detection, alarm=alarm, severity=tuning.get("severity", detection.severity))


def _instead_of(name: str, ids: Sequence[str]) -> str:
    close = get_close_matches(name, ids)
    return f"did you mean {' or '.join(close)}" if close else f"there are {', '.join(ids)}"
