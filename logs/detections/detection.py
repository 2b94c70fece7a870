"""A detection: one fault that a log shows, and everything that is made of it."""

from dataclasses import dataclass
from enum import Enum

from logs.detections.alarm import AT_THE_FIRST, Alarm
from logs.detections.metric import Metric
from logs.detections.sample import Sample


class Severity(Enum):
    """How bad the fault is: who is told, and how fast. From the worst."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class LogSource(Enum):
    """The log that shows the fault."""

    TRAIL = "trail"
    """Events of CloudTrail, JSON."""
    FLOW_LOG = "flow-log"
    """Flow records, fields with spaces between them."""


class Urgency(Enum):
    """How long it may take until somebody is told."""

    ALARM = "alarm"
    """A metric's period and its delivery: minutes."""
    EVENT = "event"
    """Seconds: whoever did this goes on, or is about to put out the alarm."""


class Framework(Enum):
    """A list of controls that asks for detections."""

    SECURITY_HUB = "Security Hub"
    CIS_1_2 = "CIS AWS Foundations Benchmark 1.2.0"
    CIS_1_4 = "CIS AWS Foundations Benchmark 1.4.0"
    CIS_3_0 = "CIS AWS Foundations Benchmark 3.0.0"
    CIS_5_0 = "CIS AWS Foundations Benchmark 5.0.0"
    CIS_7_0 = "CIS AWS Foundations Benchmark 7.0.0"


@dataclass(frozen=True)
class Control:
    """A control that asks for a detection."""

    framework: Framework
    id: str
    """As the framework writes it: `CloudWatch.1`, `4.3`."""


@dataclass(frozen=True, kw_only=True)
class Detection:
    """One fault, and what finds it."""

    id: str
    """Lower-case words with hyphens, unique among all detections; overrides refer to it."""
    title: str
    """The fault, as an alert states it."""
    severity: Severity
    """How bad it is."""
    pattern: str
    """What finds it: a filter pattern of CloudWatch Logs."""
    why: str
    """What can come of it, and what the pattern can't tell."""
    remedy: str
    """What to do when it is found."""
    matching: tuple[Sample, ...]
    """What the pattern has to match: each of its alternatives."""
    near_misses: tuple[Sample, ...]
    """What it must not match: each is like one that it matches but for one thing."""
    evidence: str
    """Who shows that the log has these fields with these values."""
    controls: tuple[Control, ...] = ()
    """Who asks for it; nobody but this project without it."""
    source: LogSource = LogSource.TRAIL
    """The log that shows it; the trail without it."""
    alarm: Alarm = AT_THE_FIRST
    """When the alarm goes off; at the first in five minutes without it."""
    urgency: Urgency = Urgency.ALARM
    """How long it may take until somebody is told; as long as an alarm takes without it."""

    def metric(self, prefix: str) -> Metric:
        """What counts it.

        Args:
            prefix: What the stack's names begin with, so that two stacks of an account don't count for each other.
        """
        return Metric(f"{prefix}-{self.id}")
