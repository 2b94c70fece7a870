"""Shows what can be asked, and answers: a table for a terminal, tab-separated lines for a pipe, JSON, CSV."""

import csv
import io
import json
from collections.abc import Sequence
from typing import Final

from rich import box
from rich.console import RenderableType
from rich.table import Column, Table
from rich.text import Text

from ops.search.question import Question, Sink
from ops.search_facts import Answer

# Amazon CloudWatch pricing and Amazon Athena pricing, us-east-1, in USD; Athena bills at least 10 MB a query.
_USD_BY_BYTE: Final = {Sink.INSIGHTS: 0.005 / 10**9, Sink.ATHENA: 5.0 / 10**12}
_LEAST_BYTES: Final = {Sink.INSIGHTS: 0, Sink.ATHENA: 10**7}
_BETWEEN_CELLS: Final = {ord("\t"): " ", ord("\n"): " ", ord("\r"): " "}


def as_json(answer: Answer) -> str:
    """A list with an object for each row: column to value."""
    return json.dumps([dict(zip(answer.columns, row, strict=False)) for row in answer.rows], indent=2)


def as_csv(answer: Answer) -> str:
    """The columns' names, then the rows (RFC 4180)."""
    text = io.StringIO()
    csv.writer(text).writerows([answer.columns, *answer.rows])
    return text.getvalue().removesuffix("\r\n")


def as_lines(answer: Answer) -> str:
    """A line for the columns' names, and one for each row; cells are between tabs, and have none themselves."""
    return "\n".join(
        "\t".join(cell.translate(_BETWEEN_CELLS) for cell in row) for row in (answer.columns, *answer.rows)
    )


def as_table(answer: Answer) -> RenderableType:
    """The same for people."""
    table = Table(*(Column(name, overflow="fold") for name in answer.columns), box=box.SIMPLE_HEAD, pad_edge=False)
    for row in answer.rows:
        # Text, not str: a log may hold brackets, which rich would read as markup.
        table.add_row(*(Text(cell) for cell in row))
    return table


def summary(answer: Answer, sink: Sink, bytes_scanned: int) -> str:
    """How much was found, read and, at list prices, paid."""
    rows = f"{len(answer.rows)} row{'' if len(answer.rows) == 1 else 's'}"
    more = "" if answer.complete else ", and there may be more (--limit)"
    cost = max(bytes_scanned, _LEAST_BYTES[sink]) * _USD_BY_BYTE[sink]
    return f"{rows}{more}; {bytes_scanned:,} bytes read, about {cost:.5f} USD at the list price of us-east-1"


def questions_as_json(questions: Sequence[Question]) -> str:
    """A list with an object for each question: name, sink, answers, parameters (name and example)."""
    return json.dumps(
        [
            {
                "name": one.name,
                "sink": one.sink.value,
                "answers": one.answers,
                "parameters": {parameter.name: parameter.example for parameter in one.parameters},
            }
            for one in questions
        ],
        indent=2,
    )


def questions_as_lines(questions: Sequence[Question]) -> str:
    """A line for each question: name, sink, what it asks for, what it answers."""
    return "\n".join("\t".join((one.name, one.sink.value, _asks(one), one.answers)) for one in questions)


def questions_as_table(questions: Sequence[Question]) -> RenderableType:
    """The same for people."""
    table = Table(Column("Query", no_wrap=True), "In", "Answers", box=box.SIMPLE_HEAD, pad_edge=False)
    for one in questions:
        asks = f"\n{_asks(one)}" if one.parameters else ""
        table.add_row(Text(one.name), one.sink.value, Text(one.answers) + Text(asks, "dim"))
    return table


def _asks(question: Question) -> str:
    return " ".join(f"--set {one.name}={one.example}" for one in question.parameters)
