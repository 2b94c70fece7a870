"""Event patterns of EventBridge, over CloudTrail's events on the default bus.

EventBridge User Guide, "Comparison operators for use in event patterns" and "AWS service events delivered via AWS
CloudTrail". A rule gets events that only read only in the state ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS.

Where a filter pattern and the event pattern part, by the shape of an event:
- an object, an empty object or an empty list in a property that is asked for being there: not there for EventBridge;
- null, a boolean or a list in a property compared with `!=`: different, for EventBridge, no value for a filter pattern;
- a list in a property compared otherwise: EventBridge looks at each element;
- numbers compared with texts, and texts with numbers: EventBridge never has them equal.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias, cast

from logs.patterns.compile.conjunctions import Clause, Conjunction, alternatives, selector_of
from logs.patterns.compile.errors import NotExpressible
from logs.patterns.compile.event_bridge_values import accepted
from logs.patterns.printer import selector_text
from logs.patterns.syntax import JsonPattern, Selector, Wildcard

MAX_LENGTH = 2048
"""Characters of an event pattern. EventBridge User Guide, "EventBridge quotas"; more on request."""
CLOUDTRAIL = [{"suffix": " via CloudTrail"}]
"""The detail types of CloudTrail's events: "AWS API Call via CloudTrail", "AWS Console Sign In via CloudTrail", …"""

# What Event Ruler keeps for itself inside of $or, where such a name makes $or a property's name.
_RESERVED = frozenset(
    {
        *("anything-but", "prefix", "suffix", "equals-ignore-case", "numeric", "exists", "cidr", "wildcard", "exactly"),
        *("regex", "not-wildcard", "not-equals-ignore-case", "date-after", "date-on-or-after", "date-before"),
        *("date-on-or-before", "in-date-range", "ip-address-in-range", "ip-address-not-in-range"),
    }
)

_Path: TypeAlias = tuple[str, ...]


def event_bridge_pattern(pattern: JsonPattern) -> dict[str, Any]:
    """The event pattern that finds the same events of CloudTrail. NotExpressible says why there is none.

    Args:
        pattern: A pattern over CloudTrail's records.
    """
    found = [_conditions(conjunction) for conjunction in alternatives(pattern.expression)]
    branches = [conditions for conditions in found if conditions is not None]
    if not branches:
        raise NotExpressible("no event can match it")
    if len(branches) == 1:
        detail = _tree(branches[0])
    else:
        reserved = {name for branch in branches for path in branch for name in path} & _RESERVED
        if reserved:
            raise NotExpressible(f"$or keeps the name {min(reserved)} for itself, and a property has it")
        detail = {"$or": [_tree(branch) for branch in branches]}
    event_pattern = {"detail-type": CLOUDTRAIL, "detail": detail}
    length = len(json.dumps(event_pattern, separators=(",", ":")))
    if length > MAX_LENGTH:
        raise NotExpressible(f"it would have {length} characters, and EventBridge takes {MAX_LENGTH}")
    return event_pattern


def _conditions(conjunction: Conjunction) -> dict[_Path, list[Any]] | None:
    """What each property may be; None if nothing can be all that."""
    clauses: dict[Selector, list[Clause]] = defaultdict(list)
    for clause in conjunction:
        clauses[selector_of(clause)].append(clause)
    _check_elements(conjunction)
    conditions: dict[_Path, list[Any]] = {}
    for selector, asked in clauses.items():
        path = _path(selector)
        if path in conditions:
            raise NotExpressible(f"{selector_text(selector)} and its elements are one to EventBridge")
        items = accepted(selector, asked)
        if not items:
            return None
        conditions[path] = items
    return conditions


def _check_elements(conjunction: Iterable[Clause]) -> None:
    """EventBridge asks for one element that meets all conditions, a filter pattern for one for each."""
    lists = [selector for selector in map(selector_of, conjunction) if Wildcard.ELEMENT in selector.steps]
    if len(lists) > 1:
        names = " and ".join(map(selector_text, lists))
        raise NotExpressible(f"{names} may be of different elements, and to EventBridge they are of one")


def _path(selector: Selector) -> _Path:
    names = [step for step in selector.steps if step is not Wildcard.ELEMENT]
    for step in names:
        if step is Wildcard.FIELD:
            raise NotExpressible(f"{selector_text(selector)} is any property, and EventBridge asks for one by name")
        if isinstance(step, int):
            raise NotExpressible(f"{selector_text(selector)} is one element, and EventBridge looks at all of a list")
        if "." in cast("str", step):
            raise NotExpressible(f"{selector_text(selector)}: to EventBridge a dot leads into an object")
    return tuple(cast("Sequence[str]", names))


def _tree(conditions: dict[_Path, list[Any]]) -> dict[str, Any]:
    root: dict[str, Any] = {}
    for path, items in conditions.items():
        node = root
        for name in path[:-1]:
            node = node.setdefault(name, {})
            if isinstance(node, list):
                raise NotExpressible(f"$.{'.'.join(path)}: a property can't be a value and an object to EventBridge")
        if path[-1] in node:
            raise NotExpressible(f"$.{'.'.join(path)}: a property can't be a value and an object to EventBridge")
        node[path[-1]] = items
    return root
