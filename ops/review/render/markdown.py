"""A review as Markdown, for a comment on a pull request of GitHub or GitLab."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from logs.prices import PRICE_NOTE
from ops.review.components import Component
from ops.review.findings import Finding
from ops.review.policies import PolicyResult
from ops.review.render import words
from ops.review.render.quoting import code, html_code, plain, prose
from ops.review.render.sections import Section, fitted, size_of
from ops.review.review import Review
from ops.review.sentence import Sentence, say
from ops.review.unknowns import Unknown

GITHUB_LIMIT: Final = 65_536
"""Characters of a comment (the API's own message: "body is too long (maximum is 65536 characters)")."""
_DETAILS: Final = (100, 3, 0)
"""Of each finding: all; if what matters doesn't fit then, fewer."""
_BACKTICKS: Final = re.compile(r"`+")

Picture = Callable[[Review], str]


def marker(stack: str) -> str:
    """The line by which a comment about a stack is found again: the same for every review of it."""
    # Two hyphens would end the comment; nor may others be in a stack's name.
    return f"<!-- aws-monitoring-baseline: review of {re.sub('[^A-Za-z0-9_.-]|-(?=-)', '_', stack)} -->"


def as_markdown(review: Review, *, limit: int = GITHUB_LIMIT, picture: Picture | None = None) -> str:
    """The review; what doesn't fit is counted, not cut.

    Args:
        review: What to show.
        limit: Bytes that the text may have.
        picture: Draws the stack in Mermaid's language, which GitHub and GitLab render; without it, there is none.
    """
    # That something is dangerous is worth more room than all details of what was found before it.
    sections = [[*_first(review, details)] for details in _DETAILS]
    first = fitted(next((each for each in sections if size_of(each) <= limit), sections[-1]), limit)
    return first + fitted([*_further(review, picture)], limit - len(first.encode()))


def _first(review: Review, details: int) -> Iterator[Section]:
    """What a reviewer has to know, with so many details of each finding."""
    yield _heading(review)
    if review.dangerous:
        items = tuple(_finding(each, details) for each in review.dangerous)
        without = "" if details else "Without details, for which there is no room:\n\n"
        yield Section(f"### Dangerous\n\n{without}", items, unit="dangerous change")
    yield from _policies(review)
    if review.notices:
        items = tuple(_finding(each, details) for each in review.notices)
        yield Section("### Worth a look\n\n", items, unit="change")


def _further(review: Review, picture: Picture | None) -> Iterator[Section]:
    """What a reviewer may want to look at."""
    if review.costs:
        yield _costs(review)
    if picture is not None and review.counts:
        yield Section("Picture", (_fenced("mermaid", picture(review)),), fold=True, unit="picture")
    yield from map(_component, review.components)
    if review.unknowns:
        count = sum(len(each.resources) for each in review.unknowns)
        head = f"Not known before the update: {words.counted(count, 'input')}"
        yield Section(head, tuple(map(_unknown, review.unknowns)), fold=True)


def _heading(review: Review) -> Section:
    lines = [marker(review.preview.stack), f"## {code(review.preview.stack or 'stack')}: {words.verdict(review)}", ""]
    if totals := words.totals(review):
        lines += [f"{totals}.", ""]
    if review.preview.errors:
        lines += ["The preview did not get to its end, so this review is **not complete**:", ""]
    errors = tuple(_bullet(_lines_of(error)) for error in review.preview.errors)
    return Section("\n".join(lines), errors, unit="error")


def _lines_of(message: str) -> Sentence:
    """A message of several lines in one sentence, each line a value."""
    lines = [line for line in message.splitlines() if line.strip()] or [message]
    return Sentence(" ".join("{}" for _ in lines), tuple(lines))


def _finding(finding: Finding, details: int) -> str:
    left_out = len(finding.details[details:])
    count = [say("{} more left out: no room", left_out)] if left_out and details else []
    return _bullet(finding.what, *finding.details[:details], *count)


def _bullet(what: Sentence, *details: Sentence) -> str:
    lines = [f"- {what.text(code)}", *(f"  - {detail.text(code)}" for detail in details)]
    return "\n".join(lines) + "\n"


def _policies(review: Review) -> Iterator[Section]:
    if review.policies is None:
        if review.counts:
            yield Section(f"### Policies\n\n{words.NO_POLICIES}.\n")
        return
    if not review.preview.packs and not review.policies.results:
        yield Section(f"### Policies\n\n{words.packs_line(review.preview).text(code)}.\n")
        return
    if review.policies.results:
        items = tuple(item for result in review.policies.results for item in _policy(result))
        yield Section("### Policies\n\n", items, unit="line")
    else:
        yield Section(f"### Policies\n\nNothing is violated. {words.packs_line(review.preview).text(code)}.\n")
    if review.preview.mended:
        items = tuple(_bullet(words.mended_line(one)) for one in review.preview.mended)
        yield Section("### Mended by policies\n\n", items, unit="resource")
    if review.policies.exemptions:
        items = tuple(_bullet(_lines_of(one.message)) for one in review.policies.exemptions)
        yield Section("### Exemptions in force\n\n", items, unit="exemption")


def _policy(result: PolicyResult) -> Iterator[str]:
    """What a policy says: what is wrong and what to do, then each resource on its own."""
    level = "stops the update" if result.mandatory else "advisory"
    severity = f", {result.severity}" if result.severity else ""
    title = f": {prose(result.title)}" if result.title else ""
    remedy = f"  - **What to do:** {prose(result.remedy)}\n" if result.remedy else ""
    yield f"- {code(result.policy)} ({level}{severity}){title}\n{remedy}"
    for violation in result.violations:
        lines = "\n".join(map(plain, violation.message.splitlines()))
        message = _indented(_fenced("text", lines), "    ")
        yield f"  - on {code(words.resource_of(violation.urn))}:\n\n{message}"


def _fenced(language: str, text: str) -> str:
    longest = max((len(run) for run in _BACKTICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text}\n{fence}\n"


def _indented(text: str, by: str) -> str:
    return "".join(f"{by}{line}\n" for line in text.splitlines())


def _costs(review: Review) -> Section:
    rows = tuple(f"| {what} | {price} |\n" for what, price in map(words.cost_line, review.costs))
    head = f"### Cost: {words.cost_total(review.costs)}\n\n{PRICE_NOTE}.\n\n| | |\n| --- | --- |\n"
    return Section(head, rows, unit="cost")


def _component(component: Component) -> Section:
    name = f"{component.kind} {component.name}" if component.kind else "in no component"
    counts: dict[str, int] = {}
    for change in component.changes:
        done = words.DONE[change.operation]
        counts[done] = counts.get(done, 0) + 1
    summary = ", ".join(f"{count} {done}" for done, count in counts.items())
    items = tuple(
        f"- {words.DONE[change.operation]}: {words.told(change).text(code)}\n" for change in component.changes
    )
    return Section(f"{html_code(name)}: {summary}", items, fold=True, unit="change")


def _unknown(unknown: Unknown) -> str:
    return _bullet(words.not_known(unknown))
