"""AlertTopic: the topic that alarms and rules publish to, and its subscriptions."""

from collections import Counter
from collections.abc import Sequence
from typing import NotRequired, TypedDict

import pulumi
from pulumi_aws import sns

from components.alerts.chats import Chat, connect_chats
from components.alerts.publishers import ALERT_PUBLISHERS
from components.alerts.subscriptions import Subscription, subscription_key
from components.naming import Naming
from components.notifications import published_topic
from components.options import child_options


class AlertTopicArgs(TypedDict):
    """What an AlertTopic takes."""

    naming: Naming
    """Names and tags the topic: the component's name says what it is for. Known while the program runs."""
    subscriptions: Sequence[Subscription]
    """Who is told. Known while the program runs."""
    chats: NotRequired[Sequence[Chat]]
    """Which chats are told. Known while the program runs. None without it."""
    key_arn: NotRequired[pulumi.Input[str]]
    """The key that messages are encrypted with, from a `LogKey` that has `TopicEncryption(ALERT_PUBLISHERS)` among its
    users. Without it, messages aren't encrypted at rest: the key that SNS offers, `alias/aws/sns`, can be used by
    neither CloudWatch nor EventBridge. Best a key of its own: whoever disables it silences the alerts, so that of the
    logs would go down together with the alert about it."""


class AlertTopic(pulumi.ComponentResource):
    """A topic for alerts: CloudWatch's alarms and EventBridge's rules publish to it, over TLS only.

    Whoever may subscribe besides may by IAM.
    """

    topic_name: pulumi.Output[str]
    """The topic's name. Known at preview; a resource that takes it waits for the topic's policy."""
    topic_arn: pulumi.Output[str]
    """The topic's ARN. Known at preview; a resource that takes it waits for the topic's policy."""
    subscription_counts: dict[str, int]
    """The number of subscriptions by protocol (`email`, `sqs`, `https`), chats not among them: AWS subscribes those."""

    def __init__(self, name: str, args: AlertTopicArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("aws-monitoring-baseline:index:AlertTopic", name, None, opts)
        self.topic_name, self.topic_arn = published_topic(
            self, name, naming=args["naming"], publishers=ALERT_PUBLISHERS, key_arn=args.get("key_arn"), opts=opts
        )
        # A set: one who is named twice is told once.
        subscriptions = sorted(set(args["subscriptions"]), key=subscription_key)
        self.subscription_counts = dict(Counter(subscription.protocol for subscription in subscriptions))
        for subscription in subscriptions:
            sns.TopicSubscription(
                f"{name}-{subscription_key(subscription)}-subscription",
                topic=self.topic_arn,
                protocol=subscription.protocol,
                endpoint=subscription.endpoint,
                opts=child_options(self, opts),
            )
        chats = args.get("chats", ())
        connect_chats(self, name, naming=args["naming"], topic_arn=self.topic_arn, chats=chats, opts=opts)
        self.register_outputs({"topicName": self.topic_name, "topicArn": self.topic_arn})
