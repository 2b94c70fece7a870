from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.facts import Missing, Unreadable
from ops.verify.arrivals import Arrival, Arrivals, Quiet, span
from ops.verify.check import Check, Status, Subject

NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def check(arrival: Arrival | Quiet | Missing | Unreadable, now: datetime | None = NOW) -> Check:
    return Arrivals(now).check(
        Subject("log bucket", "b"),
        "records keep coming",
        arrival,
        lambda found: found,
        longest=HOUR,
        fix="mend it",
    )


def ago(**time: int) -> datetime:
    return NOW - timedelta(**time)


@pytest.mark.parametrize(
    ("arrival", "status", "detail"),
    [
        (Arrival(ago(minutes=3), None), Status.OK, "the newest 3 minutes ago"),
        (Arrival(ago(minutes=60), ago(days=9)), Status.OK, "the newest 1 hour ago"),
        (
            Arrival(ago(minutes=61), ago(minutes=1)),
            Status.FAILED,
            "the newest 1 hour ago: something must come within 1 hour",
        ),
        (Arrival(None, ago(minutes=4)), Status.OK, "nothing yet, in 4 minutes; within 1 hour something must come"),
        (Arrival(None, ago(hours=50)), Status.FAILED, "nothing in 2 days: something must come within 1 hour"),
        (Arrival(None, None), Status.FAILED, "nothing, and since when it could is not known"),
        # A clock that is behind AWS's.
        (Arrival(NOW + HOUR, None), Status.OK, "the newest 0 seconds ago"),
        (Quiet("nothing is there to record"), Status.OK, "nothing is there to record"),
        (Missing("the log group does not exist"), Status.FAILED, "the log group does not exist"),
        (Unreadable("logs:X", "SlowDown", "no"), Status.UNKNOWN, "logs:X answered SlowDown: no"),
    ],
)
def test_how_an_arrival_is_judged(arrival: Arrival | Quiet | Missing | Unreadable, status: Status, detail: str) -> None:
    made = check(arrival)

    assert (made.status, made.detail, bool(made.fix)) == (status, detail, status.is_bad)


@pytest.mark.parametrize("arrival", [Arrival(ago(days=9), None), Arrival(None, None), Missing("gone")])
def test_where_nothing_delivers_no_age_is_judged(arrival: Arrival | Missing) -> None:
    made = check(arrival, now=None)

    assert (made.status, made.detail, made.fix) == (
        Status.SKIPPED,
        "not judged: verify was told that nothing delivers here",
        "",
    )


@given(st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=400)))
def test_what_came_later_is_never_judged_worse(age: timedelta) -> None:
    younger = check(Arrival(NOW - age, None)).status
    older = check(Arrival(NOW - age - timedelta(seconds=1), None)).status

    assert (younger, older) in {(Status.OK, Status.OK), (Status.OK, Status.FAILED), (Status.FAILED, Status.FAILED)}


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (timedelta(seconds=0), "0 seconds"),
        (timedelta(seconds=1), "1 second"),
        (timedelta(seconds=119), "1 minute"),
        (timedelta(hours=23, minutes=59), "23 hours"),
        (timedelta(days=2, hours=5), "2 days"),
    ],
)
def test_spans(time: timedelta, words: str) -> None:
    assert span(time) == words
