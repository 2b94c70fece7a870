"""What one check says, and how a reading becomes one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeVar

from ops.facts import Missing, Reading, Skipped, Unreadable

T = TypeVar("T")
U = TypeVar("U")

REDEPLOY = "put back what the stack declares: `pulumi up --refresh`"

NOTHING = (Missing, Unreadable, Skipped)
"""What a reading is that has nothing to judge."""

# What the services answer when a policy denies a call: CloudTrail and Logs, S3, EC2.
_DENIED = frozenset({"AccessDeniedException", "AccessDenied", "UnauthorizedOperation"})


class Status(StrEnum):
    """How a check ended. What can't be read is not known to be right, and as bad as what is wrong."""

    OK = "ok"
    FAILED = "failed"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"

    @property
    def is_bad(self) -> bool:
        """Whether somebody has to do something."""
        return self in (Status.FAILED, Status.UNKNOWN)


@dataclass(frozen=True)
class Check:
    """One thing that must be so.

    Args:
        area: The kind of thing, such as "log bucket".
        subject: Which one: its name.
        claim: What must be so, such as "is logging".
        status: Whether it is so.
        detail: What was found.
        fix: What to do about it; empty when there is nothing to do.
    """

    area: str
    subject: str
    claim: str
    status: Status
    detail: str
    fix: str


class Verdict(NamedTuple):
    """Whether what was read is as it must be, and what it is."""

    holds: bool
    detail: str


@dataclass(frozen=True)
class Subject:
    """A thing in the account about which checks are made.

    Args:
        area: See `Check`.
        name: See `Check.subject`.
    """

    area: str
    name: str

    def check(self, claim: str, reading: Reading[T], judge: Callable[[T], Verdict], fix: str = REDEPLOY) -> Check:
        """Judge what was read; what is missing has failed, what can't be read is unknown, what isn't asked is skipped.

        Args:
            claim: See `Check`.
            reading: What the account answered.
            judge: Compares the answer with what was declared.
            fix: What to do when the check fails. By default, to deploy again.
        """
        match reading:
            case Unreadable(action, code, message):
                detail = f"{action} answered {code}: {message}"
                return Check(self.area, self.name, claim, Status.UNKNOWN, detail, _way_to_read(reading))
            case Skipped(reason):
                return Check(self.area, self.name, claim, Status.SKIPPED, reason, "")
            case Missing(detail):
                return Check(self.area, self.name, claim, Status.FAILED, detail, fix)
            case found:
                holds, detail = judge(found)
                if holds:
                    return Check(self.area, self.name, claim, Status.OK, detail, "")
                return Check(self.area, self.name, claim, Status.FAILED, detail, fix)


def both(one: Reading[T], other: Reading[U]) -> Reading[tuple[T, U]]:
    """Make one reading of two; when either found nothing, so did the pair, and `one` is the first to say why."""
    if isinstance(one, NOTHING):
        return one
    if isinstance(other, NOTHING):
        return other
    return one, other


def every(readings: Mapping[str, Reading[T]]) -> Reading[dict[str, T | Missing]]:
    """Make one reading of many, by name; what could not be read is the first to say so, for all of them."""
    found: dict[str, T | Missing] = {}
    for name, reading in readings.items():
        if isinstance(reading, Unreadable | Skipped):
            return reading
        found[name] = reading
    return found


def denied(reading: Reading[T]) -> bool:
    """Whether AWS refused to answer: a policy denies the call, or what is asked about is another account's."""
    return isinstance(reading, Unreadable) and reading.code in _DENIED


def _way_to_read(unreadable: Unreadable) -> str:
    if denied(unreadable):
        return f"allow {unreadable.action} to the credentials in use, then verify again"
    return f"verify again; if it stays, call {unreadable.action} by hand with the same credentials"
