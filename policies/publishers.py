"""Which services publish to a topic, and whether a policy document grants them what that takes."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, cast

from alarms import ALARMS
from globs import matches
from graph import Graph
from policy_model import Statement
from policy_statements import allows_of
from publisher_requests import CLOUDWATCH, EVENTS, S3
from resource_types import NATIVE_BUCKET, TOPICS
from resource_view import Resource
from topics import topics_among
from trails import TRAILS
from values import items_in

_EVENT_TARGET: Final = "aws:cloudwatch/eventTarget:EventTarget"
# Which properties of what make which service publish: each with the keys to follow within it.
_PUBLISHERS: Final[Mapping[str, tuple[str, tuple[tuple[str, ...], ...]]]] = {
    **dict.fromkeys(sorted(ALARMS), (CLOUDWATCH, (("alarmActions",), ("okActions",), ("insufficientDataActions",)))),
    **dict.fromkeys(TRAILS, ("cloudtrail.amazonaws.com", (("snsTopicName",),))),
    _EVENT_TARGET: (EVENTS, (("arn",),)),
    "aws-native:events:Rule": (EVENTS, (("targets", "arn"),)),
    "aws:s3/bucketNotification:BucketNotification": (S3, (("topics", "topicArn"),)),
    NATIVE_BUCKET: (S3, (("notificationConfiguration", "topicConfigurations", "topic"),)),
}
# EventBridge User Guide, "Using resource-based policies", as read in November 2026: with a role, a target is published
# to as the role. That of the whole rule is for event buses: PutRule, "RoleArn".
_ROLE: Final = "roleArn"
_OFF: Final = {"actionsEnabled": (False, "false"), "state": ("DISABLED",)}


def publishers_of(topic: Resource, graph: Graph) -> frozenset[str]:
    """The services that publish to a topic, in their own name, because something in the stack tells them to."""
    return frozenset(graph.once(_publishers).get(topic.urn, ()))


def grants(policy: object, actions: Iterable[str], reaches: Callable[[Statement], bool]) -> bool:
    """Tell whether a document allows all of some actions. A Deny, and what a Resource names, are not looked at.

    Args:
        policy: The document, as `allows_of` takes it.
        actions: The actions, in lower case.
        reaches: Tells of an Allow whether it is for who asks.

    Raises:
        ValueError: The policy can't be read.
    """
    granted = [action for allow in allows_of(policy) if reaches(allow) for action in allow.actions]
    return all(any(matches(pattern.lower(), needed) for pattern in granted) for needed in actions)


def _publishers(graph: Graph) -> Mapping[str, set[str]]:
    """The services that publish to each topic, by its URN."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for type_, (service, paths) in _PUBLISHERS.items():
        for resource in graph.of_type(type_):
            for topic in (topic for path in paths for topic in _topics(resource, path, graph)):
                found[topic.urn].add(service)
    return found


def _topics(resource: Resource, path: tuple[str, ...], graph: Graph) -> list[Resource]:
    if resource.opaque:
        return graph.origins(resource, path[0], TOPICS)
    if _is_off(resource) or (resource.type == _EVENT_TARGET and resource.partly(_ROLE)):
        return []
    return topics_among(_ends(resource.partly(path[0]), path[1:]), resource, path[0], graph)


def _is_off(resource: Resource) -> bool:
    """Whether an alarm sets nothing off, or a rule of aws-native is disabled."""
    return any(resource.partly(name) in values for name, values in _OFF.items())


def _ends(value: object, keys: tuple[str, ...]) -> Iterator[object]:
    """What is at the end of some keys, through lists, but in what has a role; what isn't known on the way, too."""
    for item in items_in(value):
        if isinstance(item, dict) and keys:
            inner = cast("dict[str, object]", item)
            yield from () if inner.get(_ROLE) else _ends(inner.get(keys[0]), keys[1:])
        else:
            yield item
