"""What a topic is called."""

from resource_view import Resource


def name_of(topic: Resource) -> str:
    """The name of a topic; where it isn't known, or AWS chooses it, the resource's in the program."""
    return topic.known_text("name") or topic.known_text("topicName") or topic.name
