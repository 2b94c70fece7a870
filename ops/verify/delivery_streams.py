"""Checks of a Firehose delivery stream to a bucket."""

from datetime import datetime, timedelta
from typing import Final

from ops.facts import Reading
from ops.verify.arrivals import Arrival, Arrivals, Quiet, span
from ops.verify.check import REDEPLOY, Check, Subject, Verdict, both
from ops.verify.flow_arrivals import RECORDS_WITHIN, SILENT, Expected, sink_arrival
from ops.verify.trail import LOGS_WITHIN
from ops.watch_facts import DeliveryStream, LogLine, StoredObject, StreamMetrics

LOOKS_BACK: Final = timedelta(days=1)
"""How far back the metrics and the error objects are looked at. Firehose retries for a day (its developer guide,
"Handle data delivery failures"); what it could not deliver by then is lost."""
ERRORS_WITHIN: Final = timedelta(hours=1)
"""How new an error of the stream's log is, if it still happens: Firehose repeats what it retries."""
MAX_AGE_SECONDS: Final = 900
"""Firehose developer guide, "Best practices with CloudWatch alarms": the longest that a stream may collect."""

_REFUSED = (
    "see the log group of the stream's errors, and whether somebody changed its role, the bucket's policy or the key; "
    "then " + REDEPLOY
)
_UNPROCESSED = (
    "read what is in the objects named: each line has the error and, in base64, the record; what is wrong with the "
    "records has to be mended where they come from"
)


def check_delivery_stream(
    name: str,
    *,
    stream: Reading[DeliveryStream],
    metrics: Reading[StreamMetrics],
    unprocessed: Reading[tuple[StoredObject, ...]],
    newest_error: Reading[LogLine | None],
    expected: Reading[list[Expected] | Quiet] | None,
    arrivals: Arrivals,
) -> list[Check]:
    """Whether the delivery stream is there, delivers what it is sent, and is sent something.

    Args:
        name: The delivery stream's name.
        stream: What it is.
        metrics: What was measured of it.
        unprocessed: What it could not process in the last day.
        newest_error: The newest event of the log of its errors.
        expected: The flow logs to it that have something to record; None for a stream of the trail's events.
        arrivals: How it is judged whether records keep coming.
    """
    subject = Subject("delivery stream", name)
    return [
        subject.check("is active", stream, _active),
        subject.check("last delivery to the bucket succeeded", metrics, _succeeded, fix=_REFUSED),
        subject.check("delivers in time", metrics, _in_time, fix=_REFUSED),
        subject.check("could process all records", unprocessed, _processed, fix=_UNPROCESSED),
        subject.check("reports no errors", newest_error, lambda found: _no_errors(found, arrivals.now), fix=_REFUSED),
        _keeps_coming(subject, stream, metrics, expected, arrivals),
    ]


def _active(stream: DeliveryStream) -> Verdict:
    failure = f": {stream.failure}" if stream.failure else ""
    return Verdict(stream.status == "ACTIVE", stream.status + failure)


def _succeeded(metrics: StreamMetrics) -> Verdict:
    for time, part in metrics.succeeded:
        return Verdict(part == 1, f"{part:.0%} of the puts at {time:%Y-%m-%d %H:%M} UTC")
    return Verdict(True, "no delivery in the last day")


def _in_time(metrics: StreamMetrics) -> Verdict:
    for _, seconds in metrics.age:
        return Verdict(seconds <= MAX_AGE_SECONDS, f"the oldest record waits for {span(timedelta(seconds=seconds))}")
    return Verdict(True, "no record waits")


def _processed(objects: tuple[StoredObject, ...]) -> Verdict:
    if not objects:
        return Verdict(True, "all of the last day")
    newest = max(objects, key=lambda found: found.modified)
    return Verdict(False, f"{len(objects)} objects of what it could not, in a day; the newest is {newest.key}")


def _no_errors(newest: LogLine | None, now: datetime | None) -> Verdict:
    if newest is None:
        return Verdict(True, "none")
    when = f"{newest.time:%Y-%m-%d %H:%M} UTC"
    if now is not None and now - newest.time <= ERRORS_WITHIN:
        return Verdict(False, f"{when}: {newest.message}")
    return Verdict(True, f"the last one at {when}")


def _keeps_coming(
    subject: Subject,
    stream: Reading[DeliveryStream],
    metrics: Reading[StreamMetrics],
    expected: Reading[list[Expected] | Quiet] | None,
    arrivals: Arrivals,
) -> Check:
    claim = "records keep coming to the bucket"
    if expected is None:
        return arrivals.check(
            subject,
            claim,
            both(stream, metrics),
            lambda found: Arrival(_newest(found[1]), found[0].created),
            longest=LOGS_WITHIN,
            fix=_REFUSED,
        )
    return arrivals.check(
        subject,
        claim,
        both(metrics, expected),
        lambda found: sink_arrival(_newest(found[0]), found[1]),
        longest=RECORDS_WITHIN,
        fix=SILENT,
    )


def _newest(metrics: StreamMetrics) -> datetime | None:
    return next((time for time, records in metrics.delivered if records), None)
