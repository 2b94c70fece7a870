"""What a topic is called, and which topics values name."""

from collections.abc import Iterable

from graph import Graph
from known import NotKnownError
from resource_types import TOPICS
from resource_view import Resource


def name_of(topic: Resource) -> str:
    """The name of a topic; where it isn't known, or AWS chooses it, the resource's in the program."""
    return topic.known_text("name") or topic.known_text("topicName") or topic.name


def topics_among(values: Iterable[object], resource: Resource, name: str, graph: Graph) -> list[Resource]:
    """The topics of a stack among what values name.

    Args:
        values: What a property names, by name or ARN, with a `NotKnownError` in the place of what isn't known: that
            may be any of the topics that the property comes from.
        resource: Whose property it is.
        name: The property.
        graph: The stack.
    """
    stated = list(values)
    texts = [text for text in stated if isinstance(text, str)]
    named = [topic for text in texts for topic in graph.named(text, TOPICS) if _may_be(topic, text)]
    to_come = any(isinstance(value, NotKnownError) for value in stated)
    return [*named, *(graph.origins(resource, name, TOPICS) if to_come else ())]


def _may_be(topic: Resource, text: str) -> bool:
    """Whether a text that ends as the name of a topic stands for it: not the ARN of anything else does."""
    arn = topic.known_text("arn") or topic.known_text("topicArn")
    return ":" not in text or (text == arn if arn else ":sns:" in text)
