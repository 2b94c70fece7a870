"""The types of trails, and which events a trail's selectors leave to it."""

from collections.abc import Sequence
from typing import Final

from values import objects_in

TRAIL: Final = "aws:cloudtrail/trail:Trail"
NATIVE_TRAIL: Final = "aws-native:cloudtrail:Trail"
TRAILS: Final = frozenset({TRAIL, NATIVE_TRAIL})

READ: Final = "reads"
WRITE: Final = "writes"

Selector = dict[str, object]

_BASIC: Final = {"All": {READ, WRITE}, "ReadOnly": {READ}, "WriteOnly": {WRITE}}
_BY_READ_ONLY: Final = {"true": {READ}, "false": {WRITE}}


def missing_management_events(basic: Sequence[Selector], advanced: Sequence[Selector]) -> list[str]:
    """Say which management events a trail doesn't record, whatever their source.

    A trail records what any of its selectors chooses, and all management events without selectors (CloudTrail User
    Guide, "Logging management events").

    Args:
        basic: Its event selectors, as the provider has them.
        advanced: Its advanced event selectors.

    Returns:
        "reads", "writes", both, or neither.
    """
    if not basic and not advanced:
        return []
    chosen: set[str] = set()
    for selector in basic:
        chosen |= _chosen_by_basic(selector)
    for selector in advanced:
        chosen |= _chosen_by_advanced(selector)
    return sorted({READ, WRITE} - chosen)


def _chosen_by_basic(selector: Selector) -> set[str]:
    # The provider takes a text for a boolean.
    if str(selector.get("includeManagementEvents")).lower() == "false" or selector.get("excludeManagementEventSources"):
        return set()
    return _BASIC.get(str(selector.get("readWriteType") or "All"), set())


def _chosen_by_advanced(selector: Selector) -> set[str]:
    """An event must match all fields, so any field but the category and `readOnly` leaves some events out."""
    chosen = {READ, WRITE}
    of_management = False
    for field in objects_in(selector.get("fieldSelectors")):
        tests = {name: value for name, value in field.items() if name != "field" and value}
        match field.get("field"), tests.pop("equals", None):
            case "eventCategory", ["Management"] if not tests:
                of_management = True
            case "readOnly", [str(value)] if not tests:
                chosen &= _BY_READ_ONLY.get(value, set())
            case _:
                return set()
    return chosen if of_management else set()
