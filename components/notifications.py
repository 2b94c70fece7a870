"""TrailTopic: a topic that says when a trail has delivered a file; what a topic asks of whatever publishes to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NotRequired, Protocol, TypedDict

import pulumi
from pulumi_aws import sns

from components.documents import Conditions, Statement, deny_publish_without_tls, document, to_json
from components.naming import Naming
from components.options import child_options, named


class Publisher(Protocol):
    """An AWS service that publishes to the topics of this account."""

    service: ClassVar[str]
    """The service's principal."""
    sid: ClassVar[str]
    """What its statement in a topic's policy is called."""

    def conditions(self, naming: Naming) -> Conditions:
        """What its requests to a topic and, for an encrypted topic, to the key must be for.

        Empty for a service that doesn't say what it publishes for, as EventBridge (SNS Developer Guide, "Managing
        Amazon SNS encryption keys and costs").
        """
        ...


@dataclass(frozen=True)
class TrailPublisher:
    """CloudTrail, for one trail of this account with this Region as its home."""

    trail: str
    """The trail's name."""
    service: ClassVar[str] = "cloudtrail.amazonaws.com"
    sid: ClassVar[str] = "AWSCloudTrailSNSPolicy20131101"

    def conditions(self, naming: Naming) -> Conditions:
        """CloudTrail User Guide, "Amazon SNS topic policy for CloudTrail": SNS topic policy best practice."""
        # [LIVE-TEST] That page says it of the topic's policy. Of the key's, AWS only says that EventBridge has no such
        # source (SNS Developer Guide, as above).
        return {"StringEquals": {"aws:SourceArn": naming.trail_arn(self.trail)}}


class TrailTopicArgs(TypedDict):
    """What a TrailTopic takes."""

    naming: Naming
    """Names and tags the topic: the component's name says what it is for. Known while the program runs."""
    trail: str
    """The trail's name: CloudTrail may publish for this trail only."""
    key_arn: NotRequired[pulumi.Input[str]]
    """The key that encrypts messages, from a `LogKey` that has a `TopicEncryption` with this trail's `TrailPublisher`
    among its users. Without it, messages aren't encrypted at rest: the key that SNS offers, `alias/aws/sns`, can't be
    used by CloudTrail. A message names the bucket and the file, and holds no event."""


class TrailTopic(pulumi.ComponentResource):
    """A topic for a trail's notifications: CloudTrail publishes to it, over TLS only, and no other service.

    Whoever may subscribe may by IAM.
    """

    topic_name: pulumi.Output[str]
    """The topic's name. Known at preview; a resource that takes it waits for the topic's policy."""
    topic_arn: pulumi.Output[str]
    """The topic's ARN. Known at preview; a resource that takes it waits for the topic's policy."""

    def __init__(self, name: str, args: TrailTopicArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("aws-monitoring-baseline:index:TrailTopic", name, None, opts)
        naming = args["naming"]
        self.topic_name, self.topic_arn = published_topic(
            self,
            name,
            naming=naming,
            publishers=[TrailPublisher(args["trail"])],
            key_arn=args.get("key_arn"),
            opts=opts,
        )
        self.register_outputs({"topicName": self.topic_name, "topicArn": self.topic_arn})


def published_topic(
    owner: pulumi.ComponentResource,
    name: str,
    *,
    naming: Naming,
    publishers: Sequence[Publisher],
    key_arn: pulumi.Input[str] | None,
    opts: pulumi.ResourceOptions | None,
) -> tuple[pulumi.Output[str], pulumi.Output[str]]:
    """Makes a topic and its policy as children of `owner`; gives the topic's name and ARN.

    Args:
        owner: The component that the topic belongs to.
        name: The owner's name, which the children's names begin with.
        naming: Names and tags the topic.
        publishers: The services that may publish to it.
        key_arn: The key that encrypts messages. None for no encryption at rest.
        opts: What the owner was given.
    """
    topic_name = naming.topic(name)
    topic = sns.Topic(
        f"{name}-topic",
        name=topic_name,
        kms_master_key_id=key_arn,
        tags=named(naming.tags, topic_name),
        opts=child_options(owner, opts),
    )
    policy = sns.TopicPolicy(
        f"{name}-topic-policy",
        arn=topic.name.apply(naming.topic_arn),
        policy=topic_policy(naming, topic_name, publishers),
        opts=child_options(owner, opts),
    )
    # Through the policy, so that what publishes is created after it: CreateTrail tries to.
    return policy.arn.apply(lambda _: topic_name), policy.arn


def topic_policy(naming: Naming, topic: str, publishers: Sequence[Publisher]) -> str:
    """The text of a topic's policy: its publishers' statements in their order, then TLS only."""
    arn = naming.topic_arn(topic)
    published = [_publish(arn, publisher, publisher.conditions(naming)) for publisher in publishers]
    return to_json(document([*published, deny_publish_without_tls(arn)]))


def _publish(topic_arn: str, publisher: Publisher, conditions: Conditions) -> Statement:
    statement: Statement = {
        "Sid": publisher.sid,
        "Effect": "Allow",
        "Principal": {"Service": publisher.service},
        "Action": "SNS:Publish",
        "Resource": topic_arn,
    }
    return {**statement, "Condition": conditions} if conditions else statement
