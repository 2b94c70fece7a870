"""Somebody is subscribed to every topic."""

from collections.abc import Iterator
from typing import Final

from frameworks import cis
from graph import Graph
from known import NotKnownError
from own_resources import own_referred
from pulumi_policy import Severity
from resource_types import TOPICS
from resource_view import Resource
from rule import StackRule
from rule_options import Options, texts_option, texts_schema
from topics import name_of

ELSEWHERE: Final = "subscribedElsewhere"
_SUBSCRIPTIONS: Final = {
    "aws:sns/topicSubscription:TopicSubscription": "topic",
    "aws-native:sns:Subscription": "topicArn",
}


def _subscribed(graph: Graph) -> frozenset[str]:
    """The URNs of the topics that have a subscription to all that is sent."""
    found: set[str] = set()
    for subscription in graph.of_type(*_SUBSCRIPTIONS):
        try:
            # What a filter lets through may be nothing.
            filters = subscription.read("filterPolicy") not in (None, "", "{}", {})
            topics = own_referred(graph, subscription, (_SUBSCRIPTIONS[subscription.type],), TOPICS)
        except NotKnownError:
            continue
        found |= set() if filters else {topic.urn for topic in topics}
    return frozenset(found)


def _check(topic: Resource, graph: Graph, options: Options) -> Iterator[str]:
    elsewhere = name_of(topic) in texts_option(options, ELSEWHERE)
    if topic.urn in graph.once(_subscribed) or topic.items("subscription") or elsewhere:
        return
    yield (
        "Nobody is subscribed to all of it.\nAdd a subscription without a filter, which takes the topic's ARN from it, "
        f"or name the topic in {ELSEWHERE} of the configuration."
    )


RULE: Final = StackRule(
    name="topic-has-a-subscription",
    title="What is sent to a topic reaches nobody",
    severity=Severity.MEDIUM,
    framework=cis("4.1"),
    controls=("CloudWatch.1",),
    risk="Alarms go off, and nobody hears them.",
    remedy="Subscribe an address, a queue or a function that somebody reads.",
    url="https://docs.aws.amazon.com/sns/latest/dg/sns-create-subscribe-endpoint-to-topic.html",
    types=TOPICS,
    check=_check,
    options={ELSEWHERE: texts_schema("Names of topics.")},
)
