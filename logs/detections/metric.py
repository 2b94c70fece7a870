"""What counts a detection: the metric of its metric filter."""

from dataclasses import dataclass

NAMESPACE = "LogMetrics"
"""The namespace that Security Hub's controls CloudWatch.1 to CloudWatch.14 recommend."""


@dataclass(frozen=True)
class Metric:
    """A metric that a metric filter writes, with the values that Security Hub's controls ask for."""

    name: str
    """Its name, unique in the namespace."""
    namespace: str = NAMESPACE
    """Its namespace."""
    value: str = "1"
    """What a match adds."""
    default: str = "0"
    """What is written for a minute in which logs came and none matched."""
