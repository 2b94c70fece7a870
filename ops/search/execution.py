"""Runs a question, and stops it when nobody waits for the answer any more."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from logs.lake.time_range import within
from logs.query_parameters import PARAMETERS, insights_text, sql_literal
from ops.aws.account import Account
from ops.errors import OpsError
from ops.outputs import DeclaredLake
from ops.search.catalog import required
from ops.search.question import Question
from ops.search.time_range import TimeRange
from ops.search_facts import Answer, Progress

# The first answer of a small query is there within a second; a large one needn't be asked for more often.
_PAUSES: Final = (0.3, 0.5, 1.0, 2.0)
_CHANGED: Final = "somebody changed the saved query: put back what the stack declares: `pulumi up --refresh`"


class Running(Protocol):
    """A query that was started."""

    def progress(self) -> Progress:
        """How far it is."""
        ...

    def answer(self) -> Answer:
        """What it found, once it has succeeded."""
        ...

    def stop(self) -> None:
        """Stop it."""
        ...


@dataclass(frozen=True)
class Waiting:
    """How long an answer is waited for, and who is told meanwhile."""

    seconds: float
    tell: Callable[[str], None]
    pause: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic


def wait_for(running: Running, waiting: Waiting) -> tuple[Answer, int]:
    """Wait for a query's answer; what ends the wait, ends the query.

    Returns:
        The answer, and how many bytes were read for it.

    Raises:
        OpsError: The query failed, or takes too long.
    """
    began, asked = waiting.clock(), 0
    try:
        while (progress := running.progress()).running:
            waited = waiting.clock() - began
            if waited > waiting.seconds:
                raise OpsError(
                    problem=f"the query was still running after {waiting.seconds:g} seconds, and was stopped",
                    value=f"{progress.state}, {progress.bytes_scanned:,} bytes read",
                    fix="search a shorter time (--since, --from, --to), or wait longer (--timeout)",
                )
            waiting.tell(f"{progress.state.lower()} for {waited:.0f} s, {progress.bytes_scanned:,} bytes read")
            waiting.pause(_PAUSES[min(asked, len(_PAUSES) - 1)])
            asked += 1
    except BaseException:
        # Also Ctrl-C: a query that nobody reads goes on to cost.
        running.stop()
        raise
    if not progress.succeeded:
        raise OpsError(
            problem="the query did not succeed",
            value=f"{progress.state}: {progress.reason}".removesuffix(": "),
            fix="if it read too much, search a shorter time, or raise the setting lakeScanLimitGib",
        )
    return running.answer(), progress.bytes_scanned


@dataclass(frozen=True)
class InsightsQuery:
    """A query of Logs Insights that was started."""

    account: Account
    query_id: str
    limit: int

    def progress(self) -> Progress:
        """See `Running`."""
        progress, _ = required(self.account.insights_progress(self.query_id))
        return progress

    def answer(self) -> Answer:
        """See `Running`. As many rows as were asked for may not be all."""
        _, found = required(self.account.insights_progress(self.query_id))
        return Answer(found.columns, found.rows, complete=len(found.rows) < self.limit)

    def stop(self) -> None:
        """See `Running`."""
        self.account.stop_insights(self.query_id)


@dataclass(frozen=True)
class AthenaQuery:
    """A query of Athena that was started."""

    account: Account
    query_id: str
    limit: int

    def progress(self) -> Progress:
        """See `Running`."""
        return required(self.account.athena_progress(self.query_id))

    def answer(self) -> Answer:
        """See `Running`."""
        return required(self.account.athena_answer(self.query_id, self.limit))

    def stop(self) -> None:
        """See `Running`."""
        self.account.stop_athena(self.query_id)


@dataclass(frozen=True)
class Order:
    """What is asked for.

    Args:
        question: The saved query.
        values: What it asks for, from `values_for`.
        times: The stretch of time.
        limit: The most rows to give.
    """

    question: Question
    values: Mapping[str, str]
    times: TimeRange
    limit: int


def start_insights(account: Account, order: Order) -> InsightsQuery:
    """Ask Logs Insights.

    Raises:
        OpsError: AWS refused, or the saved query has no place for a value.
    """
    question, times = order.question, order.times
    text = question.text
    for name, value in order.values.items():
        try:
            text = insights_text(text, PARAMETERS[question.name], value)
        except ValueError as error:
            raise OpsError(problem=f"the query can't be asked for {name}", value=str(error), fix=_CHANGED) from error
    query_id = required(account.start_insights(text, question.log_groups, times.start, times.end, limit=order.limit))
    return InsightsQuery(account, query_id, order.limit)


def start_athena(account: Account, order: Order, lake: DeclaredLake) -> AthenaQuery:
    """Ask Athena.

    Raises:
        OpsError: AWS refused, or the saved query can't be told a time.
    """
    try:
        sql = within(order.question.text, order.times.start, order.times.end)
    except ValueError as error:
        raise OpsError(problem="the query can't be asked for a time", value=str(error), fix=_CHANGED) from error
    parameters = [sql_literal(value) for value in order.values.values()]
    query_id = required(account.start_athena(sql, parameters, lake.workgroup, lake.database))
    return AthenaQuery(account, query_id, order.limit)
