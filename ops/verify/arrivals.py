"""Whether records keep coming: what came last, and how long it may be ago."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple, TypeVar

from ops.facts import Reading, Skipped
from ops.verify.check import Check, Subject, Verdict

T = TypeVar("T")

NOT_JUDGED: Final = Skipped("not judged: verify was told that nothing delivers here")
"""The reading of what only deliveries show, where there are none."""

_UNITS: Final = ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second"))


class Arrival(NamedTuple):
    """What came last."""

    newest: datetime | None
    """When; None when nothing did."""
    since: datetime | None
    """From when on something could have come; None when that isn't known."""


class Quiet(NamedTuple):
    """There is nothing that could come."""

    reason: str
    """Why, as a sentence."""


@dataclass(frozen=True)
class Arrivals:
    """How arrivals are judged: from which moment on, if at all."""

    now: datetime | None
    """The moment; None where nothing delivers, as an emulator: there, no age is judged."""

    def check(
        self,
        subject: Subject,
        claim: str,
        reading: Reading[T],
        arrival: Callable[[T], Arrival | Quiet],
        *,
        longest: timedelta,
        fix: str,
    ) -> Check:
        """Check that what came last is not too long ago.

        What has never come is not late before as long has passed since it could.

        Args:
            subject: What the check is about.
            claim: See `Check`.
            reading: What the account answered.
            arrival: What of it came last.
            longest: How long ago that may be.
            fix: What to do when it is longer.
        """
        now = self.now
        if now is None:
            return subject.check(claim, NOT_JUDGED, lambda _: Verdict(True, ""))
        return subject.check(claim, reading, lambda found: _judge(arrival(found), longest, now), fix=fix)


def _judge(arrival: Arrival | Quiet, longest: timedelta, now: datetime) -> Verdict:
    match arrival:
        case Quiet(reason):
            return Verdict(True, reason)
        case Arrival(datetime() as newest, _):
            ago = now - newest
            late = f": something must come within {span(longest)}"
            return Verdict(ago <= longest, f"the newest {span(ago)} ago{late if ago > longest else ''}")
        case Arrival(_, datetime() as since):
            waited = now - since
            if waited <= longest:
                return Verdict(True, f"nothing yet, in {span(waited)}; within {span(longest)} something must come")
            return Verdict(False, f"nothing in {span(waited)}: something must come within {span(longest)}")
        case _:
            return Verdict(False, "nothing, and since when it could is not known")


def span(time: timedelta) -> str:
    """A length of time in words, in the largest unit of which there is one: "90 seconds" is "1 minute"."""
    seconds = max(0, int(time.total_seconds()))
    size, unit = next(((size, unit) for size, unit in _UNITS if seconds >= size), _UNITS[-1])
    count = seconds // size
    return f"{count} {unit}{'' if count == 1 else 's'}"
