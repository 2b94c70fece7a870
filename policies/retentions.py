"""For how many days CloudWatch Logs can keep what is logged."""

from collections.abc import Mapping
from typing import Any, Final

YEAR: Final = 365
"""What Security Hub's control CloudWatch.16 asks for, in days."""
# CloudWatch Logs API Reference, PutRetentionPolicy: it takes no other days.
_DAYS: Final = (
    *(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400),
    *(545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653),
)
LONGEST: Final = _DAYS[-1]
"""For more days it keeps nothing, unless forever."""
RETENTION: Final[Mapping[str, Any]] = {"type": "integer", "minimum": 1, "maximum": LONGEST}
"""The schema of an option that states such days."""


def retention_of_at_least(days: int) -> int:
    """The shortest retention, in days, that is as long as asked for: at most `LONGEST`."""
    return next(allowed for allowed in _DAYS if allowed >= days)
