import json
import re
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logs.dashboards.grid import Cell, Placed, Row, dashboard_body, evenly, place
from logs.dashboards.widgets import Note

NOTE = Note("x")
WIDTHS = st.lists(st.integers(1, 24), min_size=1, max_size=24).filter(lambda widths: sum(widths) <= 24)


def row_of(height: int, widths: list[int]) -> Row:
    return Row(height, [Cell(width, NOTE) for width in widths])


ROWS = st.lists(st.builds(row_of, st.integers(1, 20), WIDTHS), max_size=8)


def units(placed: Placed) -> set[tuple[int, int]]:
    return set(product(range(placed.x, placed.x + placed.width), range(placed.y, placed.y + placed.height)))


@given(ROWS)
def test_no_widget_is_over_another_or_over_the_edge(rows: list[Row]) -> None:
    placed = place(rows)
    assert len(placed) == sum(len(row.cells) for row in rows)
    assert all(one.x >= 0 and one.x + one.width <= 24 for one in placed)
    assert all(units(one).isdisjoint(units(other)) for one, other in combinations(placed, 2))


def test_rows_are_below_each_other() -> None:
    rows = [Row(2, [Cell(8, NOTE), Cell(16, NOTE)]), evenly(3, [NOTE, NOTE, NOTE])]
    assert [(one.x, one.y, one.width, one.height) for one in place(rows)] == [
        (0, 0, 8, 2),
        (8, 0, 16, 2),
        (0, 2, 8, 3),
        (8, 2, 8, 3),
        (16, 2, 8, 3),
    ]


@pytest.mark.parametrize(
    ("height", "widths", "problem"),
    [
        (0, [6], "A row is 0 high: it has to be 1 to 1000."),
        (1001, [6], "A row is 1001 high: it has to be 1 to 1000."),
        (6, [12, 13], "A row has widgets of the widths [12, 13]: each is 1 or more, and all are 24 at most."),
        (6, [0, 6], "A row has widgets of the widths [0, 6]: each is 1 or more, and all are 24 at most."),
        (6, [], "A row has widgets of the widths []: each is 1 or more, and all are 24 at most."),
    ],
)
def test_a_row_that_does_not_fit_is_refused(height: int, widths: list[int], problem: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(problem)}$"):
        row_of(height, widths)


def test_more_widgets_than_a_dashboard_can_have_are_refused() -> None:
    row = Row(1, [Cell(1, NOTE)])
    assert len(place([row] * 500)) == 500
    with pytest.raises(ValueError, match=r"^The dashboard has 501 widgets: it can have 500\.$"):
        place([row] * 501)


def test_the_body() -> None:
    assert json.loads(dashboard_body([Row(2, [Cell(24, Note("# Hello"))])], "eu-west-1")) == {
        "start": "-PT24H",
        "periodOverride": "auto",
        "widgets": [
            {
                "type": "text",
                "x": 0,
                "y": 0,
                "width": 24,
                "height": 2,
                "properties": {"markdown": "# Hello", "background": "transparent"},
            }
        ],
    }
