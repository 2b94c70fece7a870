"""Which services publish to a topic, and whether a policy document grants them what that takes."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from alarms import ALARMS
from globs import matches
from graph import Graph
from known import NotKnownError
from policy_model import Statement
from policy_statements import allows_of
from resource_types import TOPICS
from resource_view import Resource
from trails import TRAILS
from values import items_in, objects_in, texts_in

CLOUDWATCH: Final = "cloudwatch.amazonaws.com"
EVENTS: Final = "events.amazonaws.com"
# Which property of what makes which service publish.
_PUBLISHERS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    **dict.fromkeys(sorted(ALARMS), (CLOUDWATCH, ("alarmActions", "okActions", "insufficientDataActions"))),
    **dict.fromkeys(TRAILS, ("cloudtrail.amazonaws.com", ("snsTopicName",))),
    "aws:cloudwatch/eventTarget:EventTarget": (EVENTS, ("arn",)),
    "aws-native:events:Rule": (EVENTS, ("targets",)),
    "aws:s3/bucketNotification:BucketNotification": ("s3.amazonaws.com", ("topics",)),
}
# EventBridge User Guide, "Using resource-based policies": with a role, the rule publishes as the role.
_ROLE: Final = "roleArn"


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
    for type_, (service, names) in _PUBLISHERS.items():
        for resource in graph.of_type(type_):
            for topic in (topic for name in names for topic in _topics(resource, name, graph)):
                found[topic.urn].add(service)
    return found


def _topics(resource: Resource, name: str, graph: Graph) -> list[Resource]:
    if _has_role(resource):
        return []
    try:
        value = resource.read(name)
    except NotKnownError:
        return graph.origins(resource, name, TOPICS)
    texts = texts_in([item for item in items_in(value) if not any(_ROLE in one for one in objects_in(item))])
    # A topic is named by its ARN, or in a property of its own.
    return graph.named([text for text in texts if value == text or ":sns:" in text], TOPICS)


def _has_role(resource: Resource) -> bool:
    try:
        return bool(resource.read(_ROLE))
    except NotKnownError:
        return not resource.opaque
