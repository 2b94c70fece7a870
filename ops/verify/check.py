"""What one check says, and how a reading becomes one."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeVar

from ops.facts import Missing, Reading, Unreadable

T = TypeVar("T")
U = TypeVar("U")

REDEPLOY = "put back what the stack declares: `pulumi up --refresh`"

# What the services answer when a policy denies a call: CloudTrail and Logs, S3, EC2.
_DENIED = frozenset({"AccessDeniedException", "AccessDenied", "UnauthorizedOperation"})


class Status(StrEnum):
    """How a check ended. Only `OK` is good: what can't be read is not known to be right."""

    OK = "ok"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Check:
    """One thing that must be so.

    Args:
        area: The kind of thing, such as "log bucket".
        subject: Which one: its name.
        claim: What must be so, such as "is logging".
        status: Whether it is so.
        detail: What was found.
        fix: What to do about it; empty when the check is ok.
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
        """Judge what was read; what is missing has failed, and what can't be read is unknown.

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
            case Missing(detail):
                return Check(self.area, self.name, claim, Status.FAILED, detail, fix)
            case found:
                holds, detail = judge(found)
                if holds:
                    return Check(self.area, self.name, claim, Status.OK, detail, "")
                return Check(self.area, self.name, claim, Status.FAILED, detail, fix)


def both(one: Reading[T], other: Reading[U]) -> Reading[tuple[T, U]]:
    """Make one reading of two; when either found nothing, so did the pair, and `one` is the first to say why."""
    if isinstance(one, Missing | Unreadable):
        return one
    if isinstance(other, Missing | Unreadable):
        return other
    return one, other


def denied(reading: Reading[T]) -> bool:
    """Whether AWS refused to answer: a policy denies the call, or what is asked about is another account's."""
    return isinstance(reading, Unreadable) and reading.code in _DENIED


def _way_to_read(unreadable: Unreadable) -> str:
    if denied(unreadable):
        return f"allow {unreadable.action} to the credentials in use, then verify again"
    return f"verify again; if it stays, call {unreadable.action} by hand with the same credentials"
