import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from ops.search.question import Question, Sink
from ops.search.report import as_csv, as_lines, as_table, questions_as_table, summary
from ops.search_facts import Answer

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
ANSWER = Answer(("who", "count"), (("[red]ada[/red]", "1"), ("grace", "")), complete=True)


def shown(renderable: object) -> str:
    console = Console(width=100, color_system=None)
    with console.capture() as capture:
        console.print(renderable)
    return capture.get()


@given(st.lists(st.tuples(TEXT, TEXT)))
def test_whatever_a_log_holds_csv_gives_it_back(rows: list[tuple[str, str]]) -> None:
    text = as_csv(Answer(("a", "b"), tuple(rows), complete=True)) + "\r\n"

    assert [tuple(row) for row in csv.reader(io.StringIO(text, newline=""))] == [("a", "b"), *rows]


@given(st.lists(st.tuples(TEXT, TEXT)))
def test_whatever_a_log_holds_a_row_is_a_line_of_cells(rows: list[tuple[str, str]]) -> None:
    lines = as_lines(Answer(("a", "b"), tuple(rows), complete=True)).split("\n")

    assert [line.count("\t") for line in lines] == [1] * (len(rows) + 1)


def test_a_log_is_no_markup() -> None:
    assert "[red]ada[/red]" in shown(as_table(ANSWER))


def test_what_can_be_asked_says_what_it_asks_for() -> None:
    question = Question("trail-one-principal", Sink.INSIGHTS, "What one [b]did.", "filter x")

    table = shown(questions_as_table([question]))

    assert "What one [b]did." in table
    assert "--set principal=arn:aws:iam::111122223333:user/ada" in table


@pytest.mark.parametrize(
    ("sink", "read", "words"),
    [
        (Sink.INSIGHTS, 2_000_000_000, "2 rows; 2,000,000,000 bytes read, about 0.01000 USD"),
        (Sink.INSIGHTS, 0, "2 rows; 0 bytes read, about 0.00000 USD"),
        (Sink.ATHENA, 10**12, "2 rows; 1,000,000,000,000 bytes read, about 5.00000 USD"),
        # Ten megabytes are billed for any query.
        (Sink.ATHENA, 1, "2 rows; 1 bytes read, about 0.00005 USD"),
    ],
)
def test_what_it_cost(sink: Sink, read: int, words: str) -> None:
    assert summary(ANSWER, sink, read) == f"{words} at the list price of us-east-1"


def test_that_there_may_be_more() -> None:
    some = Answer(("a",), (("1",),), complete=False)

    assert summary(some, Sink.INSIGHTS, 0).startswith("1 row, and there may be more (--limit); ")
