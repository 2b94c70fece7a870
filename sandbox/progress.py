"""What people see while something takes long: on a terminal a live bar, elsewhere a line now and then. On stderr."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as LiveBar

_SECONDS_BETWEEN_LINES = 20.0


@dataclass
class Progress:
    """Tells a person what is going on, on stderr, so that stdout stays clean for `eval "$(make -s env)"`."""

    console: Console = field(default_factory=lambda: Console(stderr=True, highlight=False))

    def step(self, text: str) -> None:
        """Say that something begins."""
        self.console.print(f"[bold]»[/bold] {text}", soft_wrap=True)

    def count(self, lines: Iterable[str], text: str, total: int) -> None:
        """Use up `lines` while showing how many of about `total` have come."""
        columns = (TextColumn("  {task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        live = self.console.is_terminal
        spoke = time.monotonic()
        with LiveBar(*columns, console=self.console, disable=not live) as bar:
            task = bar.add_task(text, total=total)
            for number, _ in enumerate(lines, start=1):
                bar.update(task, completed=number)
                if not live and time.monotonic() - spoke > _SECONDS_BETWEEN_LINES:
                    spoke = time.monotonic()
                    self.console.print(f"  {text}: {number} of {total}")
