"""Where the widgets of a dashboard are: in rows, so that none can be over another."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from logs.dashboards.widgets import Widget

COLUMNS = 24
"""How wide a dashboard is, in grid units."""
MAX_HEIGHT = 1000
"""How high a widget can be, in grid units."""
MAX_WIDGETS = 500
"""How many widgets a dashboard can have."""


@dataclass(frozen=True)
class Cell:
    """A widget in a row."""

    width: int
    """In grid units."""
    widget: Widget


@dataclass(frozen=True)
class Row:
    """Widgets beside each other, from the left."""

    height: int
    """Of each of them, in grid units."""
    cells: Sequence[Cell]

    def __post_init__(self) -> None:
        if not 1 <= self.height <= MAX_HEIGHT:
            raise ValueError(f"A row is {self.height} high: it has to be 1 to {MAX_HEIGHT}.")
        widths = [cell.width for cell in self.cells]
        if any(width < 1 for width in widths) or not 1 <= sum(widths) <= COLUMNS:
            raise ValueError(
                f"A row has widgets of the widths {widths}: each is 1 or more, and all are {COLUMNS} at most."
            )


@dataclass(frozen=True)
class Placed:
    """A widget in its place. Units are those of the grid; places count from 0, at the left and at the top."""

    x: int
    y: int
    width: int
    height: int
    widget: Widget


def evenly(height: int, widgets: Sequence[Widget]) -> Row:
    """A row of widgets that are all equally wide."""
    return Row(height, [Cell(COLUMNS // len(widgets), widget) for widget in widgets])


def place(rows: Sequence[Row]) -> tuple[Placed, ...]:
    """Each widget in its place, the rows from the top.

    Raises:
        ValueError: there are more than a dashboard can have.
    """
    placed: list[Placed] = []
    y = 0
    for row in rows:
        x = 0
        for cell in row.cells:
            placed.append(Placed(x, y, cell.width, row.height, cell.widget))
            x += cell.width
        y += row.height
    if len(placed) > MAX_WIDGETS:
        raise ValueError(f"The dashboard has {len(placed)} widgets: it can have {MAX_WIDGETS}.")
    return tuple(placed)


def dashboard_body(rows: Sequence[Row], region: str) -> str:
    """The dashboard as CloudWatch takes it: at first it shows the last day."""
    widgets = [
        {
            "type": placed.widget.type,
            "x": placed.x,
            "y": placed.y,
            "width": placed.width,
            "height": placed.height,
            "properties": placed.widget.properties(region),
        }
        for placed in place(rows)
    ]
    return json.dumps({"start": "-PT24H", "periodOverride": "auto", "widgets": widgets}, separators=(",", ":"))
