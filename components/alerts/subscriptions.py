"""Subscriptions: who is told what a topic says, and how."""

import hashlib
from dataclasses import dataclass
from typing import ClassVar, Protocol


class Subscription(Protocol):
    """One that a topic's messages go to. Known while the program runs."""

    protocol: ClassVar[str]
    """How, as Subscribe takes it."""

    @property
    def endpoint(self) -> str:
        """Where to, as Subscribe takes it."""
        ...


@dataclass(frozen=True)
class EmailSubscription:
    """Somebody by e-mail, who has to confirm it: SNS sends a link that is good for two days."""

    address: str
    """The address."""
    protocol: ClassVar[str] = "email"

    @property
    def endpoint(self) -> str:
        """The address."""
        return self.address


@dataclass(frozen=True)
class QueueSubscription:
    """An SQS queue.

    Its policy, and that of the key that it may be encrypted with, are its owner's: both have to let `sns.amazonaws.com`
    in for the topic (SNS Developer Guide, "Subscribing an Amazon SQS queue to an Amazon SNS topic").
    """

    queue_arn: str
    """The queue's ARN. In this account it needs no confirmation."""
    protocol: ClassVar[str] = "sqs"

    @property
    def endpoint(self) -> str:
        """The queue's ARN."""
        return self.queue_arn


@dataclass(frozen=True)
class HttpsSubscription:
    """A web service, as one that calls people. It has to confirm the subscription that is posted to it."""

    url: str
    """The address, which begins with `https://`."""
    protocol: ClassVar[str] = "https"

    def __post_init__(self) -> None:
        if not self.url.startswith("https://"):
            raise ValueError(f'"{self.url}" is not an address for alerts: it has to begin with https://.')

    @property
    def endpoint(self) -> str:
        """The address."""
        return self.url


def subscription_key(subscription: Subscription) -> str:
    """What tells a subscription from a topic's others, in names of resources.

    Not the endpoint itself: a web service's address may hold what lets one in, and names are shown everywhere.
    """
    return f"{subscription.protocol}-{hashlib.sha256(subscription.endpoint.encode()).hexdigest()[:8]}"
