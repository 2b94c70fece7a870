"""Which services publish to a topic, and whether the policy of the topic's key lets them."""

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from alarms import ALARMS
from graph import Graph
from known import NotKnownError
from policy_model import Statement
from policy_statements import allows_of
from resource_types import KEYS, KEYS_AND_ALIASES, TOPICS
from resource_view import Resource
from trails import TRAILS
from values import texts_in

MANAGED: Final = re.compile(r"\balias/aws/")
_KEY_POLICY: Final = "aws:kms/keyPolicy:KeyPolicy"
# Which property of what makes which service publish.
_PUBLISHERS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    **dict.fromkeys(
        sorted(ALARMS), ("cloudwatch.amazonaws.com", ("alarmActions", "okActions", "insufficientDataActions"))
    ),
    **dict.fromkeys(TRAILS, ("cloudtrail.amazonaws.com", ("snsTopicName",))),
    "aws:cloudwatch/eventTarget:EventTarget": ("events.amazonaws.com", ("arn",)),
    "aws-native:events:Rule": ("events.amazonaws.com", ("targets",)),
    "aws:s3/bucketNotification:BucketNotification": ("s3.amazonaws.com", ("topics",)),
}
# Amazon SNS Developer Guide, "Key management": the permissions of who publishes to an encrypted topic; and EventBridge
# User Guide, "Permissions for Amazon SNS topics": no aws:Source condition is supported for rules.
_NEEDED: Final = ("kms:decrypt", "kms:generatedatakey")
_CONDITIONS: Final = {"events.amazonaws.com": frozenset[str]()}
_SOURCE: Final = frozenset({"aws:sourceaccount", "aws:sourcearn"})


def publishers_of(topic: Resource, graph: Graph) -> frozenset[str]:
    """The services that publish to a topic because something in the stack tells them to."""
    return frozenset(graph.once(_publishers).get(topic.urn, ()))


def key_policies(topic: Resource, graph: Graph) -> list[object] | None:
    """The policies of the key of a topic. One of its own replaces what the key itself states.

    Returns:
        The documents, all of which count; none of a key that the stack doesn't make. None of a topic without a key.

    Raises:
        NotKnownError: Nothing tells which key it is, or the policy isn't known at preview.
    """
    keys = graph.referred(topic, ("kmsMasterKeyId",), KEYS_AND_ALIASES)
    if not keys and topic.text("kmsMasterKeyId") is None:
        return None
    own = [key for one in keys for key in ([one] if one.type in KEYS else _of_alias(one, graph))]
    separate = graph.of_type(_KEY_POLICY) if own else []
    owners = [(one, graph.referred(one, ("keyId",), KEYS)) for one in separate]
    return [policy for key in own for policy in _policies_of(key, [one for one, keys in owners if key in keys])]


def admits(policy: object, service: str) -> bool:
    """Tell whether a key policy lets a service encrypt what it publishes. A Deny is not looked at.

    Raises:
        ValueError: The policy can't be read.
    """
    granted = [action for allow in allows_of(policy) if _is_for(allow, service) for action in allow.actions]
    return all(any(_covers(action, needed) for action in granted) for needed in _NEEDED)


def _is_for(allow: Statement, service: str) -> bool:
    supported = _CONDITIONS.get(service, _SOURCE)
    return (
        not allow.inverted
        and any(one.kind == "Service" and one.name == service for one in allow.principals)
        and all(condition.key in supported for condition in allow.conditions)
    )


def _covers(pattern: str, action: str) -> bool:
    glob = re.escape(pattern.lower()).replace(r"\*", ".*").replace(r"\?", ".")
    return re.fullmatch(glob, action) is not None


def _policies_of(key: Resource, separate: list[Resource]) -> list[object]:
    if separate:
        return [one.read("policy") for one in separate]
    # A key without a policy gets the default one, which lets no service in.
    own = key.read("policy")
    return [key.read("keyPolicy") if own is None else own]


def _of_alias(alias: Resource, graph: Graph) -> list[Resource]:
    return graph.referred(alias, ("targetKeyId",), KEYS)


def _publishers(graph: Graph) -> Mapping[str, set[str]]:
    """The services that publish to each topic, by its URN."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for type_, (service, names) in _PUBLISHERS.items():
        for resource in graph.of_type(type_):
            for topic in (topic for name in names for topic in _topics(resource, name, graph)):
                found[topic.urn].add(service)
    return found


def _topics(resource: Resource, name: str, graph: Graph) -> list[Resource]:
    try:
        value = resource.read(name)
    except NotKnownError:
        return graph.origins(resource, name, TOPICS)
    # A topic is named by its ARN, or in a property of its own.
    return graph.named([text for text in texts_in(value) if value == text or ":sns:" in text], TOPICS)
