"""The types of trails, which events a trail records, and whether another trail of the stack records them all."""

from collections.abc import Sequence
from typing import Final

from graph import Graph
from known import NotKnownError
from resource_view import Resource
from values import objects_in

TRAIL: Final = "aws:cloudtrail/trail:Trail"
NATIVE_TRAIL: Final = "aws-native:cloudtrail:Trail"
TRAILS: Final = frozenset({TRAIL, NATIVE_TRAIL})

READ: Final = "reads"
WRITE: Final = "writes"

Selector = dict[str, object]

_BASIC: Final = {"All": {READ, WRITE}, "ReadOnly": {READ}, "WriteOnly": {WRITE}}
_BY_READ_ONLY: Final = {"true": {READ}, "false": {WRITE}}


def recorded_beside(trail: Resource, graph: Graph) -> bool:
    """Tell whether another trail of the stack records all that one trail of an account has to.

    CIS AWS Foundations Benchmark 3.1 asks for one trail that is on and records all management events, of every Region
    and of global services: a second one may be for data events, or for a team.
    """
    return any(urn != trail.urn for urn in graph.once(_recording_all))


def is_off(trail: Resource) -> bool:
    """Tell whether a trail records nothing. Raises as `Resource.flag`."""
    # The default of aws is on; aws-native has none and asks for a value.
    if trail.type == NATIVE_TRAIL:
        return not trail.flag("isLogging")
    return trail.flag("enableLogging") is False


def leaves_out_global_services(trail: Resource) -> bool:
    """Tell whether a trail leaves out the events of global services. Raises as `Resource.flag`."""
    # Both providers' default is that it doesn't.
    return trail.flag("includeGlobalServiceEvents") is False


def left_out_by(trail: Resource) -> list[str]:
    """Say which management events a trail's selectors leave out, as `missing_management_events`.

    Raises:
        NotKnownError: They aren't known at preview.
    """
    return missing_management_events(trail.objects("eventSelectors"), trail.objects("advancedEventSelectors"))


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


def _recording_all(graph: Graph) -> frozenset[str]:
    """The URNs of the trails of which each records all that one trail of an account has to."""
    return frozenset(trail.urn for trail in graph.of_type(*TRAILS) if _records_all(trail))


def _records_all(trail: Resource) -> bool:
    try:
        return bool(trail.flag("isMultiRegionTrail")) and not (
            is_off(trail) or leaves_out_global_services(trail) or left_out_by(trail)
        )
    except (NotKnownError, ValueError):
        return False  # Reported of the trail itself.


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
