"""Whether a trail's event selectors let every management event through."""

from ops.facts import BasicSelector, Condition, EventSelector
from ops.verify.check import Verdict

_BOTH = frozenset({"read", "write"})
_NONE: frozenset[str] = frozenset()

# CloudTrail API reference, EventSelector: ReadWriteType.
_BASIC = {"All": _BOTH, "ReadOnly": frozenset({"read"}), "WriteOnly": frozenset({"write"})}

_MANAGEMENT = Condition("eventCategory", "Equals", ("Management",))

# CloudTrail API reference, AdvancedFieldSelector: what may stand beside the category and leave all reads or all writes.
_ADVANCED = {
    frozenset({_MANAGEMENT}): _BOTH,
    frozenset({_MANAGEMENT, Condition("readOnly", "Equals", ("true",))}): frozenset({"read"}),
    frozenset({_MANAGEMENT, Condition("readOnly", "Equals", ("false",))}): frozenset({"write"}),
}


def judge_selectors(selectors: tuple[EventSelector, ...]) -> Verdict:
    """Whether all management events are recorded, and by what selectors they are not.

    A trail records an event that any of its selectors lets through. One without selectors has AWS's default, which
    records all (CloudTrail API reference: PutEventSelectors).
    """
    if not selectors:
        return Verdict(True, "no selectors: AWS records all")
    missing = sorted(_BOTH.difference(*map(_complete, selectors)))
    if not missing:
        return Verdict(True, "read and write")
    return Verdict(False, f"not all {' and '.join(missing)} events: {'; '.join(map(_shown, selectors))}")


def _complete(selector: EventSelector) -> frozenset[str]:
    """The kinds of management events of which the selector lets every one through."""
    if isinstance(selector, BasicSelector):
        whole = selector.management and not selector.excluded_sources
        return _BASIC.get(selector.read_write, _NONE) if whole else _NONE
    return _ADVANCED.get(selector.conditions, _NONE)


def _shown(selector: EventSelector) -> str:
    if isinstance(selector, BasicSelector):
        if not selector.management:
            return "no management events"
        without = f" without {', '.join(selector.excluded_sources)}" if selector.excluded_sources else ""
        return selector.read_write + without
    return " and ".join(
        f"{condition.field} {condition.operator} {', '.join(condition.values)}"
        for condition in sorted(selector.conditions)
    )
