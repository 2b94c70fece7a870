"""Object Lock: a log that no one can delete before its time."""

from dataclasses import dataclass
from typing import Literal

import pulumi

LockMode = Literal["GOVERNANCE", "COMPLIANCE"]

LONGEST_LOCK_DAYS = 36_500
"""Days of the longest retention period, 100 years (S3 User Guide, "Locking objects with Object Lock")."""


@dataclass(frozen=True)
class ObjectLock:
    """How long each object is locked from when it was written (S3 User Guide, "Locking objects with Object Lock").

    Once on, it can be changed for what is written from then on, but the bucket keeps it and its versions for ever.
    """

    mode: LockMode
    """`GOVERNANCE`: who has s3:BypassGovernanceRetention may still delete. `COMPLIANCE`: no one may, root neither,
    before the days are over."""
    days: int
    """Days that an object is locked: 1 to 36,500."""

    def __post_init__(self) -> None:
        if not 1 <= self.days <= LONGEST_LOCK_DAYS:
            raise pulumi.RunError(f"A lock of {self.days} days is not possible: give 1 to {LONGEST_LOCK_DAYS:,} days.")
