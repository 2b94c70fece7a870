"""Words and numbers that every layout of a review uses."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from ops.review.costs import CostChange, monthly
from ops.review.preview import Change, Mended, Operation, Preview
from ops.review.review import Review
from ops.review.sentence import Sentence, say
from ops.review.unknowns import Unknown
from ops.review.urn import kind_of, parse_urn

DONE: Final[Mapping[Operation, str]] = {
    Operation.DELETE: "deleted",
    Operation.REPLACE: "replaced",
    Operation.UPDATE: "updated",
    Operation.CREATE: "created",
    Operation.IMPORT: "imported",
    Operation.OTHER: "changed otherwise",
}
NO_POLICIES: Final = (
    "This form of a preview has no policy results. Set PULUMI_ENABLE_STREAMING_JSON_PREVIEW=true for `pulumi preview "
    "--json`, or give the engine's event log with --event-log"
)
_MOST_PROPERTIES: Final = 8
_MOST_NAMES: Final = 10


def verdict(review: Review) -> str:
    """What there is to say in a line, without the stack's name."""
    parts = [
        "the preview failed" if review.preview.errors else "",
        counted(len(review.dangerous), "dangerous change"),
        "policies violated" if review.violates else "",
    ]
    found = ", ".join(filter(None, parts))
    return found or ("nothing dangerous" if review.counts else "no changes")


def totals(review: Review) -> str:
    """How many resources each operation is for; empty when nothing changes."""
    return ", ".join(f"{count} {DONE[operation]}" for operation, count in review.counts.items())


def counted(count: int, thing: str) -> str:
    """A number of things; empty for none."""
    return f"{count} {thing}{'' if count == 1 else 's'}" if count else ""


def told(change: Change) -> Sentence:
    """What happens to a resource, in a line."""
    kind = kind_of(change.type)
    if change.operation is Operation.UPDATE or change.operation is Operation.OTHER:
        return _with(say("{}, {}", change.name, kind), "changes", change.changed)
    if change.operation is Operation.REPLACE:
        return _with(say("{}, {}", change.name, kind), "because of", change.replaced_for)
    return say("{}, {}", change.name, kind)


def _with(sentence: Sentence, words: str, properties: Iterable[str]) -> Sentence:
    names = list(properties)
    if not names:
        return sentence
    shown = names[:_MOST_PROPERTIES]
    more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
    template = f"{sentence.template}: {words} {', '.join('{}' for _ in shown)}{more}"
    return Sentence(template, (*sentence.values, *shown))


def resource_of(urn: str) -> str:
    """The logical name of a resource; what a policy reports on the stack has none."""
    return parse_urn(urn).name if urn else "the stack"


def cost_line(change: CostChange) -> tuple[str, str]:
    """What is billed, and how much more or less of it."""
    what = f"{change.cost.what}: {change.count:+d}"
    if change.cost.fixed:
        return what, f"{change.monthly:+.2f} USD a month"
    return what, f"by use: {change.cost.price}" if change.cost.price else "not in the price table"


def cost_total(changes: Iterable[CostChange]) -> str:
    """What the fixed sums come to, and whether there is more to pay."""
    all_changes = tuple(changes)
    fixed = [change for change in all_changes if change.cost.fixed]
    sums = [f"{monthly(fixed):+.2f} USD a month"] if fixed else []
    by_use = ["what is billed by use"] if any(_by_use(change) for change in all_changes) else []
    unpriced = ["what has no price here"] if any(change.cost.price is None for change in all_changes) else []
    return ", and ".join([*sums, *by_use, *unpriced])


def _by_use(change: CostChange) -> bool:
    return change.cost.price is not None and not change.cost.fixed


def mended_line(mended: Mended) -> Sentence:
    """What a policy changed by itself."""
    return say("{} changes what the program asks for of {}", mended.policy, resource_of(mended.urn))


def packs_line(preview: Preview) -> Sentence:
    """Which policy packs ran, where the input says."""
    if not preview.packs:
        return say("No policy pack ran: preview with --policy-pack policies")
    return say(f"Policy packs: {', '.join('{}' for _ in preview.packs)}", *preview.packs)


def not_known(unknown: Unknown) -> Sentence:
    """Which input is not known, of what, and what it comes from."""
    listed, values = _names(unknown.resources)
    sources, source_values = _names(unknown.sources)
    came = f", from {sources}" if unknown.sources else ""
    return Sentence(f"{{}} of {{}} {listed}{came}", (unknown.property, unknown.kind, *values, *source_values))


def _names(names: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    shown = tuple(names[:_MOST_NAMES])
    more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
    return ", ".join("{}" for _ in shown) + more, shown
