"""Which alarms are heard, by an action of their own or another alarm's, and what keeps them silent."""

import re
from collections.abc import Collection, Iterable
from typing import Final

from arn_names import names_in
from graph import Graph
from known import NotKnownError
from resource_types import COMPOSITE_ALARMS, FUNCTIONS, METRIC_ALARMS, TOPICS
from resource_view import Resource

ALARMS: Final = METRIC_ALARMS | COMPOSITE_ALARMS
MUTE_RULES: Final = frozenset({"aws:cloudwatch/alarmMuteRule:AlarmMuteRule", "aws-native:cloudwatch:AlarmMuteRule"})
# CloudWatch API Reference, PutMetricAlarm: what AlarmActions may be the ARN of.
_TARGETS: Final = (
    TOPICS
    | FUNCTIONS
    | {
        *("aws:lambda/alias:Alias", "aws-native:lambda:Alias"),
        *("aws:autoscaling/policy:Policy", "aws-native:autoscaling:ScalingPolicy"),
        *("aws:appautoscaling/policy:Policy", "aws-native:applicationautoscaling:ScalingPolicy"),
        *("aws:ssmincidents/responsePlan:ResponsePlan", "aws-native:ssmincidents:ResponsePlan"),
    }
)

# CloudWatch API Reference, PutCompositeAlarm: ALARM("name"); the quotes may be left out, an ARN may stand for the name.
_NAME: Final = r'\s*\(\s*(?:"([^"]*)"|([^\s")]+))\s*\)'
_REFERENCE: Final = re.compile(rf"\b(?:ALARM|OK|INSUFFICIENT_DATA){_NAME}")
_TERM: Final = re.compile(rf"\bALARM{_NAME}")
# What may be between the terms when each of them alone makes for the alarm.
_ANY_OF: Final = re.compile(r"(?:[\s()]|\bOR\b)*")


def muted_by(mute_rule: Resource) -> list[str]:
    """The names of the alarms that a mute rule mutes.

    Raises:
        NotKnownError: They aren't known at preview.
    """
    return [str(name) for name in mute_rule.items("muteTargets", "alarmNames")]


def missing_from(composite: Resource, graph: Graph, others: Iterable[str]) -> list[str]:
    """The names of the alarms that a composite alarm is made of, and that neither the stack has nor others.

    Raises:
        NotKnownError: Its rule isn't known at preview, and comes from no alarm.
    """
    try:
        names = _named_in(composite.text("alarmRule") or "", _REFERENCE)
    except NotKnownError:
        if graph.sole_origins(composite, "alarmRule", ALARMS):
            return []
        raise
    known = graph.once(named).keys() | set(others)
    return [name for name in names if known.isdisjoint(names_in(name))]


def named(graph: Graph) -> dict[str, Resource]:
    """The alarms of a stack by name, as far as it is known."""
    names = ((name_of(one), one) for one in graph.of_type(*ALARMS))
    return {name: one for name, one in names if name}


def name_of(alarm: Resource) -> str | None:
    """The name of an alarm, as far as it is known."""
    return alarm.known_text("alarmName") or alarm.known_text("name")


def has_action(alarm: Resource, graph: Graph) -> bool:
    """Tell whether an alarm sets something off by itself.

    Raises:
        NotKnownError: Nothing tells what its actions are.
    """
    if alarm.flag("actionsEnabled") is False:
        return False
    try:
        actions = alarm.items("alarmActions")
    except NotKnownError:
        if graph.origins(alarm, "alarmActions", _TARGETS):
            return True
        raise
    return any(isinstance(action, str) and action.startswith("arn:") for action in actions)


def is_suppressed(alarm: Resource) -> bool:
    """Tell whether another alarm suppresses the actions of a composite alarm, or may.

    Raises:
        NotKnownError: It isn't known at preview.
    """
    return bool(alarm.read("actionsSuppressor"))


def heard(graph: Graph, silent: Collection[str]) -> frozenset[str]:
    """The URNs of the alarms of a stack that set something off, by themselves or by raising a composite alarm.

    Args:
        graph: The stack.
        silent: The names of alarms that may be suppressed.
    """
    found = {alarm.urn for alarm in graph.of_type(*ALARMS) if _acts(alarm, graph, silent)}
    ahead = [alarm for alarm in graph.of_type(*COMPOSITE_ALARMS) if alarm.urn in found]
    while ahead:
        for raising in _raising(ahead.pop(), graph):
            if raising.urn not in found:
                found.add(raising.urn)
                ahead += [raising] if raising.type in COMPOSITE_ALARMS else []
    return frozenset(found)


def _raising(composite: Resource, graph: Graph) -> list[Resource]:
    """The alarms of which each alone raises a composite alarm: its rule is an OR of them, and of nothing else."""
    try:
        rule = composite.text("alarmRule") or ""
    except NotKnownError:
        return graph.origins(composite, "alarmRule", ALARMS)
    if not _ANY_OF.fullmatch(_TERM.sub("", rule)):
        return []
    alarms = graph.once(named)
    return [alarms[name] for term in _named_in(rule, _TERM) for name in names_in(term) if name in alarms]


def _named_in(rule: str, term: re.Pattern[str]) -> list[str]:
    return [quoted or bare for quoted, bare in term.findall(rule)]


def _acts(alarm: Resource, graph: Graph, silent: Collection[str]) -> bool:
    try:
        return has_action(alarm, graph) and (name_of(alarm) in silent or not is_suppressed(alarm))
    except NotKnownError:
        return False  # Reported of the alarm itself.
