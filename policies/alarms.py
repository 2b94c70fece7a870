"""What alarms watch, what makes it, and which alarms are heard: by an action of their own or another alarm's."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, cast

from arn_names import names_in
from graph import Graph
from known import NotKnownError
from resource_types import COMPOSITE_ALARMS, FUNCTIONS, METRIC_ALARMS, METRIC_FILTERS, TOPICS
from resource_view import Resource

ALARMS: Final = METRIC_ALARMS | COMPOSITE_ALARMS
_TARGETS: Final = TOPICS | FUNCTIONS | {"aws:autoscaling/policy:Policy", "aws:appautoscaling/policy:Policy"}

# CloudWatch API Reference, PutCompositeAlarm: ALARM("name"); the quotes may be left out, an ARN may stand for the name.
_REFERENCE: Final = re.compile(r'\b(NOT\s+)?(ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"([^"]*)"|([^\s")]+))\s*\)')


@dataclass(frozen=True)
class Metric:
    """A metric, whatever its dimensions."""

    namespace: str
    name: str

    def __str__(self) -> str:
        return f"{self.namespace}/{self.name}"


@dataclass(frozen=True)
class Reference:
    """An alarm in the rule of a composite alarm: its name, and whether its alarm makes for the composite's."""

    name: str
    raises: bool


def emitted_by(metric_filter: Resource) -> list[Metric]:
    """The metrics that a metric filter makes.

    Raises:
        NotKnownError: They aren't known at preview.
    """
    return [
        *_metrics(metric_filter.objects("metricTransformation"), "namespace", "name"),
        *_metrics(metric_filter.objects("metricTransformations"), "metricNamespace", "metricName"),
    ]


def watched_by(alarm: Resource) -> list[Metric]:
    """The metrics that a metric alarm watches, alone or in an expression. What an expression searches for is left out.

    Raises:
        NotKnownError: They aren't known at preview.
    """
    metrics = [
        {name: alarm.read(name) for name in ("namespace", "metricName")},
        *(query.get("metric") for query in alarm.objects("metricQueries")),
        *(_within(query.get("metricStat"), "metric") for query in alarm.objects("metrics")),
    ]
    return list(_metrics(metrics, "namespace", "metricName"))


def emitted(graph: Graph) -> frozenset[Metric]:
    """All metrics that metric filters of a stack make, as far as they are known."""
    return frozenset(metric for one in graph.of_type(*METRIC_FILTERS) for metric in _known(emitted_by, one))


def watched(graph: Graph) -> frozenset[Metric]:
    """All metrics that alarms of a stack watch, as far as they are known."""
    return frozenset(metric for one in graph.of_type(*METRIC_ALARMS) for metric in _known(watched_by, one))


def references_of(composite: Resource) -> list[Reference]:
    """The alarms that a composite alarm is made of.

    Raises:
        NotKnownError: Its rule isn't known at preview.
    """
    rule = composite.text("alarmRule") or ""
    found = [match.groups() for match in _REFERENCE.finditer(rule)]
    return [Reference(quoted or bare, state == "ALARM" and not inverted) for inverted, state, quoted, bare in found]


def missing_from(composite: Resource, graph: Graph, others: Iterable[str]) -> list[str]:
    """The names of the alarms that a composite alarm is made of, and that neither the stack has nor others.

    Raises:
        NotKnownError: Its rule isn't known at preview, and comes from no alarm.
    """
    try:
        names = [one.name for one in references_of(composite)]
    except NotKnownError:
        if graph.sole_origins(composite, "alarmRule", ALARMS):
            return []
        raise
    known = graph.once(named).keys() | set(others)
    return [name for name in names if known.isdisjoint(names_in(name))]


def named(graph: Graph) -> dict[str, Resource]:
    """The alarms of a stack by name, as far as it is known."""
    names = ((one.known_text("alarmName") or one.known_text("name"), one) for one in graph.of_type(*ALARMS))
    return {name: one for name, one in names if name}


def has_action(alarm: Resource, graph: Graph) -> bool:
    """Tell whether an alarm sets something off by itself.

    Raises:
        NotKnownError: Nothing tells what its actions are.
    """
    if alarm.flag("actionsEnabled") is False:
        return False
    return bool(graph.origins(alarm, "alarmActions", _TARGETS) or any(alarm.items("alarmActions")))


def heard(graph: Graph) -> frozenset[str]:
    """The URNs of the alarms of a stack that set something off, by themselves or by raising a composite alarm."""
    found = {alarm.urn for alarm in graph.of_type(*ALARMS) if _acts(alarm, graph)}
    ahead = [alarm for alarm in graph.of_type(*COMPOSITE_ALARMS) if alarm.urn in found]
    while ahead:
        for raising in _raising(ahead.pop(), graph):
            if raising.urn not in found:
                found.add(raising.urn)
                ahead += [raising] if raising.type in COMPOSITE_ALARMS else []
    return frozenset(found)


def _raising(composite: Resource, graph: Graph) -> list[Resource]:
    try:
        references = references_of(composite)
    except NotKnownError:
        return graph.origins(composite, "alarmRule", ALARMS)
    alarms = graph.once(named)
    names = [name for one in references if one.raises for name in names_in(one.name)]
    return [alarms[name] for name in names if name in alarms]


def _acts(alarm: Resource, graph: Graph) -> bool:
    try:
        return has_action(alarm, graph)
    except NotKnownError:
        return False  # Reported of the alarm itself.


def _known(read: Callable[[Resource], list[Metric]], resource: Resource) -> list[Metric]:
    try:
        return read(resource)
    except NotKnownError:
        return []  # Reported of the resource itself.


def _metrics(objects: Iterable[object], namespace: str, name: str) -> Iterator[Metric]:
    for one in objects:
        if _within(one, name) is not None:
            yield Metric(str(_within(one, namespace)), str(_within(one, name)))


def _within(value: object, key: str) -> object:
    return cast("dict[str, object]", value).get(key) if isinstance(value, dict) else None
