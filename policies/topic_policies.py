"""Whether the policies of a topic let a service publish to it."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from graph import Graph
from held_documents import lets_in
from known import NotKnownError
from policy_model import Principal, Statement
from publisher_requests import ANY, CLOUDWATCH, EVENTS, Told, conditions_hold, told_by
from publishers import grants
from resource_view import Resource
from topics import topics_among
from values import items_in

# The property of what holds the policy of a topic that names the topic.
_HOLDERS: Final[Mapping[str, str]] = {
    "aws:sns/topicPolicy:TopicPolicy": "arn",
    "aws-native:sns:TopicInlinePolicy": "topicArn",
    "aws-native:sns:TopicPolicy": "topics",
}
# Amazon SNS Developer Guide, "Example cases for Amazon SNS access control": AWS's own policy lets in whoever is of the
# topic's account, which alarms tell by this key, and other services don't.
_OWNER: Final = "aws:sourceowner"
_AWS_OWN: Final = {
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"AWS": "*"},
            "Action": "SNS:Publish",
            "Resource": "*",
            "Condition": {"StringEquals": {_OWNER: "of the topic"}},
        }
    ]
}
# EventBridge User Guide, "Troubleshooting Amazon EventBridge": no conditions are supported in a topic's policy.
_TOLD: Final[Mapping[str, Mapping[str, Told]]] = {CLOUDWATCH: {**told_by(CLOUDWATCH), _OWNER: ANY}, EVENTS: {}}


def admits(topic: Resource, service: str, graph: Graph) -> bool:
    """Tell whether the policies of a topic let a service publish. A Deny is not looked at.

    What holds a policy alone replaces what the topic states; AWS's own policy is in the place of none.

    Raises:
        NotKnownError: Nothing tells which topic a policy is of, or what is known of a policy doesn't let it.
        ValueError: A policy can't be read.
    """
    told = _TOLD.get(service, told_by(service))

    def lets(document: object) -> bool:
        return grants(document or _AWS_OWN, ("sns:publish",), lambda allow: _is_for(allow, service, told))

    holders = graph.once(_holders_by_topic).get(topic.urn) or ([topic] if topic.states("policy") else [])
    return all(lets_in(holder, lets) for holder in holders) if holders else lets(_AWS_OWN)


def _is_for(allow: Statement, service: str, told: Mapping[str, Told]) -> bool:
    admitted = (Principal("Service", service), Principal("AWS", "*"), Principal("*", "*"))
    return not allow.inverted and any(one in admitted for one in allow.principals) and conditions_hold(allow, told)


def _holders_by_topic(graph: Graph) -> Mapping[str, list[Resource]]:
    """What holds the policies of each topic, by its URN."""
    found: defaultdict[str, list[Resource]] = defaultdict(list)
    for policy in graph.of_type(*_HOLDERS):
        for topic in _topics_of(policy, graph):
            found[topic.urn].append(policy)
    return found


def _topics_of(policy: Resource, graph: Graph) -> list[Resource]:
    name = _HOLDERS[policy.type]
    stated = NotKnownError(name) if policy.opaque else policy.partly(name)
    found = topics_among(items_in(stated), policy, name, graph)
    if not found:
        policy.read(name)
    return found
