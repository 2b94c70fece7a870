"""Whether the policy of a topic lets a service publish to it."""

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from graph import Graph
from known import NotKnownError
from policy_model import Principal, Statement
from publisher_requests import CLOUDWATCH, conditions_hold
from publishers import grants
from resource_view import Resource
from topics import topics_among
from values import items_in

# What has the policy of a topic: the property that names the topic, and the one with the document.
_HOLDERS: Final[Mapping[str, tuple[str, str]]] = {
    "aws:sns/topicPolicy:TopicPolicy": ("arn", "policy"),
    "aws-native:sns:TopicInlinePolicy": ("topicArn", "policyDocument"),
    "aws-native:sns:TopicPolicy": ("topics", "policyDocument"),
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
# What the policy of a topic can name is the topic, whose ARN is not known before it exists.
_NAMED: Final = re.compile(r"\.Statement(\.\d+)?\.Resource(\.\d+)?$")
_TOLD_BESIDE: Final = {CLOUDWATCH: (_OWNER,)}


def topic_policies(topic: Resource, graph: Graph) -> list[object]:
    """The policies of a topic, AWS's own if there is no other. What has one alone replaces what the topic states.

    Raises:
        NotKnownError: Nothing tells which topic a policy is of, or the policy isn't known at preview.
    """
    separate = graph.once(_policies_by_topic).get(topic.urn, ())
    documents = [one.read_but(_NAMED, _HOLDERS[one.type][1]) for one in separate] or [_stated(topic)]
    return [document or _AWS_OWN for document in documents]


def admits(policy: object, service: str) -> bool:
    """Tell whether the policy of a topic lets a service publish. A Deny is not looked at.

    Raises:
        ValueError: The policy can't be read.
    """
    return grants(policy, ("sns:publish",), lambda allow: _is_for(allow, service))


def _stated(topic: Resource) -> object:
    """The policy that a topic states itself: an output mirrors that of a resource which may be gone."""
    return topic.read("policy") if topic.states("policy") else None


def _is_for(allow: Statement, service: str) -> bool:
    admitted = (Principal("Service", service), Principal("AWS", "*"), Principal("*", "*"))
    return (
        not allow.inverted
        and any(one in admitted for one in allow.principals)
        and conditions_hold(allow, service, also=_TOLD_BESIDE.get(service, ()))
    )


def _policies_by_topic(graph: Graph) -> Mapping[str, list[Resource]]:
    """What has the policies of each topic, by its URN."""
    found: defaultdict[str, list[Resource]] = defaultdict(list)
    for policy in graph.of_type(*_HOLDERS):
        for topic in _topics_of(policy, graph):
            found[topic.urn].append(policy)
    return found


def _topics_of(policy: Resource, graph: Graph) -> list[Resource]:
    name, _ = _HOLDERS[policy.type]
    stated = NotKnownError(name) if policy.opaque else policy.partly(name)
    found = topics_among(items_in(stated), policy, name, graph)
    if not found:
        policy.read(name)
    return found
