"""A review for a terminal, and as plain text for a pipe or a build log."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from rich.text import Text

from logs.prices import PRICE_NOTE
from ops.review.findings import Finding
from ops.review.preview import Change, Operation
from ops.review.render import words
from ops.review.render.quoting import plain
from ops.review.review import Review

MOST_CHANGES: Final = 50
"""Of one component."""
_COLOURS: Final = {
    Operation.DELETE: "red",
    Operation.REPLACE: "magenta",
    Operation.UPDATE: "yellow",
    Operation.CREATE: "green",
}
_SYMBOLS: Final = {
    Operation.DELETE: "-",
    Operation.REPLACE: "±",
    Operation.UPDATE: "~",
    Operation.CREATE: "+",
    Operation.IMPORT: "=",
}


def as_text(review: Review) -> Text:
    """The review, with styles that only a terminal shows."""
    return Text("\n").join(_lines(review))


def _lines(review: Review) -> Iterator[Text]:
    verdict = words.verdict(review)
    bad = review.dangerous or review.violates or review.preview.errors
    yield Text.assemble((f"{plain(review.preview.stack) or 'stack'}: {verdict}", "bold red" if bad else "bold"))
    if totals := words.totals(review):
        yield Text(totals)
    if review.preview.errors:
        yield from _heading("The preview failed, so this review is not complete")
        for error in review.preview.errors:
            yield from (Text(f"  {plain(line)}") for line in error.splitlines())
    for title, findings in (("Dangerous", review.dangerous), ("Worth a look", review.notices)):
        if findings:
            yield from _heading(title)
            yield from (line for finding in findings for line in _finding(finding))
        if title == "Dangerous":
            yield from _policies(review)
    if review.costs:
        yield from _heading(f"Cost: {words.cost_total(review.costs)}")
        yield from (Text(f"  {what}: {price}") for what, price in map(words.cost_line, review.costs))
        yield Text(f"  {PRICE_NOTE}", "dim")
    for component in review.components:
        yield from _heading(plain(f"{component.kind} {component.name}".strip()) or "in no component")
        yield from (_change(change) for change in islice(component.changes, MOST_CHANGES))
        if len(component.changes) > MOST_CHANGES:
            yield Text(f"  and {len(component.changes) - MOST_CHANGES} more")
    if review.unknowns:
        yield from _heading("Not known before the update")
        yield from (Text(f"  {words.not_known(unknown).text(plain)}") for unknown in review.unknowns)


def _heading(text: str) -> Iterator[Text]:
    yield Text("")
    yield Text(text, "bold")


def _finding(finding: Finding) -> Iterator[Text]:
    yield Text(f"  {finding.what.text(plain)}")
    yield from (Text(f"    {detail.text(plain)}", "dim") for detail in finding.details)


def _policies(review: Review) -> Iterator[Text]:
    if review.policies is None:
        if review.counts:
            yield from _heading("Policies")
            yield Text(f"  {words.NO_POLICIES}")
        return
    yield from _heading("Policies")
    for result in review.policies.results:
        level = "stops the update" if result.mandatory else "advisory"
        title = f": {result.title}" if result.title else ""
        yield Text(f"  {plain(result.policy)} ({', '.join(filter(None, (level, result.severity)))}){title}")
        for violation in result.violations:
            yield Text(f"    on {plain(words.resource_of(violation.urn))}:")
            yield from (Text(f"      {plain(line)}", "dim") for line in violation.message.splitlines())
        if result.remedy:
            yield Text(f"    what to do: {result.remedy}")
    if not review.policies.results:
        yield Text(f"  {words.packs_line(review.preview).text(plain)}")
    yield from (Text(f"  {words.mended_line(one).text(plain)}") for one in review.preview.mended)
    for exemption in review.policies.exemptions:
        yield Text(f"  exempt: {' '.join(map(plain, exemption.message.splitlines()))}")


def _change(change: Change) -> Text:
    symbol = _SYMBOLS.get(change.operation, "?")
    return Text.assemble("  ", (symbol, _COLOURS.get(change.operation, "")), f" {words.told(change).text(plain)}")
