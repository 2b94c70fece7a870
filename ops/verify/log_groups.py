"""Checks of a log group."""

from datetime import datetime

from ops.facts import LogGroup, Reading
from ops.verify.arrivals import Arrivals, Quiet
from ops.verify.check import Check, Subject, Verdict, both
from ops.verify.flow_arrivals import RECORDS_WITHIN, SILENT, Expected, sink_arrival


def check_log_group(name: str, declared_days: int, log_group: Reading[LogGroup]) -> list[Check]:
    """Whether the log group is there and keeps events exactly as long as declared.

    Args:
        name: The log group's name.
        declared_days: 0 is for ever.
        log_group: The log group.
    """

    def judge(found: LogGroup) -> Verdict:
        days = found.retention_days
        if days == declared_days:
            return Verdict(True, _period(days))
        return Verdict(False, f"{_period(days)}, declared {_period(declared_days)}")

    return [Subject("log group", name).check("keeps events as declared", log_group, judge)]


def check_flow_records(
    name: str,
    *,
    newest: Reading[datetime | None],
    expected: Reading[list[Expected] | Quiet],
    arrivals: Arrivals,
) -> list[Check]:
    """Whether flow records keep coming to the log group, whoever made it.

    Args:
        name: The log group's name.
        newest: When the newest event came into it.
        expected: The flow logs to it that have something to record.
        arrivals: How it is judged whether records keep coming.
    """
    return [
        arrivals.check(
            Subject("log group", name),
            "flow records keep coming",
            both(newest, expected),
            lambda found: sink_arrival(*found),
            longest=RECORDS_WITHIN,
            fix=SILENT,
        )
    ]


def _period(days: int) -> str:
    return f"{days} days" if days else "for ever"
