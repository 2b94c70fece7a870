"""The command `search`: runs a saved query by name, or says which there are."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Final

import typer
from rich.console import Console

from logs.insights.flow_log_queries import FLOW_LOG_TEMPLATES
from logs.insights.trail_queries import TRAIL_QUERIES
from ops.aws.account import Account
from ops.aws.connect import connect
from ops.errors import OpsError
from ops.options import JsonOption, OutputsOption, StackOption, declared_outputs
from ops.outputs import StackOutputs
from ops.progress import working
from ops.search import report
from ops.search.catalog import questions
from ops.search.execution import Order, Running, Waiting, start_athena, start_insights, wait_for
from ops.search.question import Question, Sink, choose, values_for
from ops.search.time_range import time_range
from ops.search_facts import Answer

# CloudWatch Logs API reference, StartQuery: the most rows that Logs Insights gives.
MOST_ROWS: Final = 10_000


def _names() -> list[str]:
    """The names of queries, for the shell's completion: without asking AWS, so also of some that a stack may lack."""
    return [*(query.name for query in TRAIL_QUERIES), *(query.name for query in FLOW_LOG_TEMPLATES)]


def search(
    query: Annotated[
        str | None,
        typer.Argument(help="The name of a saved query. Without it: what can be asked.", autocompletion=_names),
    ] = None,
    *,
    stack: StackOption = None,
    outputs: OutputsOption = None,
    sink: Annotated[
        Sink | None,
        typer.Option(help="Where to search: the log groups, or the log bucket.", show_default="insights, if it can"),
    ] = None,
    since: Annotated[str | None, typer.Option(help="How far back, as in 30m, 24h, 7d, 2w.", show_default="24h")] = None,
    start: Annotated[str | None, typer.Option("--from", help="From when on, as in 2026-01-31T12:30 (UTC).")] = None,
    end: Annotated[str | None, typer.Option("--to", help="Until when.", show_default="now")] = None,
    assignments: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="What the query asks for; once for each."),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=MOST_ROWS, help="The most rows to show.")] = 1000,
    timeout: Annotated[float, typer.Option(min=1, help="Seconds to wait, after which the query is stopped.")] = 300,
    to_json: JsonOption = False,
    to_csv: Annotated[bool, typer.Option("--csv", help="Print CSV, for spreadsheets.")] = False,
) -> None:
    """Run one of the stack's saved queries over a stretch of time, in Logs Insights or in Athena.

    Logs Insights searches the log groups: what is new, within seconds. Athena searches the log bucket: months. Both
    bill by the bytes that they read, which is said at the end. Ctrl-C stops the query, too.

    **Examples**

    `search`: which queries there are, what each answers and asks for

    `search trail-root-activity --since 7d`: what the root user did in a week

    `search trail-one-principal --set principal=arn:aws:iam::111122223333:user/ada`: what one principal did

    `search flow-logs-top-talkers --sink athena --from 2026-01-01 --to 2026-02-01 --csv > january.csv`: a month, for a
    spreadsheet

    **Exit code:** 0 when the query ran, whatever it found; 2 when it could not run or did not succeed; 130 when it was
    stopped with Ctrl-C.
    """
    if since and start:
        raise typer.BadParameter("choose either --since or --from: both say when the search begins")
    if to_json and to_csv:
        raise typer.BadParameter("choose either --json or --csv")
    times = time_range(since, start, end, datetime.now(UTC))
    given = _assigned(assignments or [])
    declared = declared_outputs(stack, outputs)
    with working(f"reading what can be asked in account {declared.account_id}") as status:
        account = connect(region=declared.region, account_id=declared.account_id)
        known = questions(declared, account)
        if query is None:
            found = None
        else:
            question = choose(known, query, sink)
            order = Order(question, values_for(question, given), times, limit)
            running = _start(declared, account, order)
            answer, read = wait_for(running, Waiting(timeout, lambda said: status.update(f"{question.name}: {said}")))
            found = question, answer, read
    if found is None:
        _show_questions(known, to_json=to_json)
        return
    question, answer, read = found
    _show_answer(answer, to_json=to_json, to_csv=to_csv)
    if Console(stderr=True).is_terminal:
        where = f"{question.name} in {question.sink.value}, {times}"
        typer.echo(f"{where}: {report.summary(answer, question.sink, read)}", err=True)


def _start(declared: StackOutputs, account: Account, order: Order) -> Running:
    if order.question.sink is Sink.ATHENA and declared.lake:
        return start_athena(account, order, declared.lake)
    return start_insights(account, order)


def _assigned(assignments: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for assignment in assignments:
        name, equals, value = assignment.partition("=")
        if not (name and equals) or name in found:
            raise OpsError(
                problem="this is no value for a query", value=assignment, fix="give --set NAME=VALUE, each name once"
            )
        found[name] = value
    return found


def _show_questions(known: Sequence[Question], *, to_json: bool) -> None:
    console = Console()
    if to_json:
        typer.echo(report.questions_as_json(known))
    elif console.is_terminal:
        console.print(report.questions_as_table(known))
    else:
        typer.echo(report.questions_as_lines(known))


def _show_answer(answer: Answer, *, to_json: bool, to_csv: bool) -> None:
    console = Console()
    if to_json:
        typer.echo(report.as_json(answer))
    elif to_csv:
        typer.echo(report.as_csv(answer))
    elif console.is_terminal:
        console.print(report.as_table(answer))
    else:
        typer.echo(report.as_lines(answer))
