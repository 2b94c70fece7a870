"""Which alarms are told of together: composite alarms by severity."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from logs.detections.detection import Detection, Severity

AlertsPer = Literal["severity", "detection"]
"""Of what a person is told once: of all detections of a severity together, or of each."""

# CloudWatch API Reference, PutCompositeAlarm.
MAX_CHILDREN: Final = 100
MAX_RULE: Final = 10_240
_OR: Final = " OR "


@dataclass(frozen=True)
class Composite:
    """A composite alarm: it goes off when one of its detections' alarms does."""

    severity: Severity
    """Which all of them have."""
    number: int
    """1, and more for a severity whose alarms are too many, or too long, for one."""
    detections: tuple[Detection, ...]
    """Whose alarms it is about."""

    @property
    def purpose(self) -> str:
        """What tells it from the others."""
        return self.severity.value if self.number == 1 else f"{self.severity.value}-{self.number}"


def composites(detections: Sequence[Detection], alarm_names: Sequence[str]) -> Iterator[Composite]:
    """The composite alarms of detections, from the worst severity, as few as CloudWatch's limits allow.

    Args:
        detections: Those with an alarm.
        alarm_names: The names of their alarms, in the same order.
    """
    named = list(zip(detections, alarm_names, strict=True))
    for severity in Severity:
        parts: list[tuple[list[Detection], list[str]]] = [([], [])]
        for detection, alarm in named:
            if detection.severity is not severity:
                continue
            _, names = parts[-1]
            if len(names) == MAX_CHILDREN or len(alarm_rule([*names, alarm])) > MAX_RULE:
                parts.append(([], []))
            parts[-1][0].append(detection)
            parts[-1][1].append(alarm)
        for number, (found, _) in enumerate(parts, start=1):
            if found:
                yield Composite(severity, number, tuple(found))


def alarm_rule(alarms: Sequence[str]) -> str:
    """The rule of an alarm that goes off when one of these does (CloudWatch API Reference, PutCompositeAlarm)."""
    return _OR.join(f'ALARM("{alarm}")' for alarm in alarms)
