"""Shows checks: a table for a terminal, aligned text for a pipe or a build log, JSON for programs."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby

from rich import box
from rich.console import Group, RenderableType
from rich.table import Column, Table
from rich.text import Text

from ops.verify.check import Check, Status

_SYMBOLS = {
    Status.OK: Text("✓", "green"),
    Status.FAILED: Text("✗", "bold red"),
    Status.UNKNOWN: Text("?", "bold yellow"),
    Status.SKIPPED: Text("-", "dim"),
}


def as_json(checks: Sequence[Check]) -> str:
    """A list with an object for each check: area, subject, claim, status, detail, fix."""
    return json.dumps([asdict(check) for check in checks], indent=2)


def as_text(checks: Sequence[Check]) -> str:
    """One line a check, under a line for what it is about. ASCII unless AWS's answers are not."""
    claim_width = max(len(check.claim) for check in checks)
    lines: list[str] = []
    for heading, members in groupby(checks, _heading):
        lines.append(heading)
        lines += [f"  {check.status:<7}  {check.claim:<{claim_width}}  {check.detail}" for check in members]
    return "\n".join([*lines, "", *_fixes(checks), _summary(checks)])


def as_table(checks: Sequence[Check]) -> RenderableType:
    """The same for people, with colours; the table fits the terminal."""
    # Folded, not cut: the end of an ARN is what tells two of them apart.
    found = Column("Found", overflow="fold")
    table = Table("", Column("Check", no_wrap=True), found, box=box.SIMPLE_HEAD, pad_edge=False)
    for heading, members in groupby(checks, _heading):
        table.add_row("", Text(heading, "bold"), "")
        for check in members:
            # Text, not str: what AWS answers may hold brackets, which rich would read as markup.
            table.add_row(_SYMBOLS[check.status], check.claim, Text(check.detail))
        table.add_section()
    return Group(table, *(Text(line) for line in _fixes(checks)), Text(_summary(checks), "bold"))


def _heading(check: Check) -> str:
    return f"{check.area} {check.subject}"


def _fixes(checks: Sequence[Check]) -> list[str]:
    """What to do, each thing once, with the checks it is for."""
    for_fix: dict[str, list[str]] = {}
    for check in checks:
        if check.status.is_bad:
            for_fix.setdefault(check.fix, []).append(f"{_heading(check)}: {check.claim}")
    lines: list[str] = []
    for fix, claims in for_fix.items():
        lines += [f"to do: {fix}", *(f"  for {claim}" for claim in claims), ""]
    return lines


def _summary(checks: Sequence[Check]) -> str:
    counts = Counter(check.status for check in checks)
    return ", ".join(f"{counts[status]} {status}" for status in Status)
