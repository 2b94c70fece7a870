"""SNS subscriptions.

Not handled: replayPolicy. Subscriptions that their owner has to confirm (e-mail, HTTPS) are created pending; the
official provider waits for those of which endpointAutoConfirms is true, here none is waited for.
"""

from __future__ import annotations

from typing import Final

from sandbox.provider.codecs import PLAIN, Codec
from sandbox.provider.declaration import Call, Change, FromResponse, Input, Presence, Read, Setting
from sandbox.provider.resource_type import ResourceType
from sandbox.provider.template import Derived
from sandbox.provider.text_codecs import FLAG_TEXT, JSON_TEXT
from sandbox.provider.values import Value

# By pulumi-aws's name: AWS's, how it is written, and what takes it away.
_ATTRIBUTES: Final[dict[str, tuple[str, Codec, str]]] = {
    "deliveryPolicy": ("DeliveryPolicy", JSON_TEXT, ""),
    "filterPolicy": ("FilterPolicy", JSON_TEXT, "{}"),
    "filterPolicyScope": ("FilterPolicyScope", PLAIN, "MessageAttributes"),
    "rawMessageDelivery": ("RawMessageDelivery", FLAG_TEXT, "false"),
    "redrivePolicy": ("RedrivePolicy", JSON_TEXT, ""),
    "subscriptionRoleArn": ("SubscriptionRoleArn", PLAIN, ""),
}
_AWS_CHOOSES: Final = ("filterPolicyScope",)


def _attribute(name: str, member: str, nothing: str) -> Setting:
    def make(value: Value) -> Value:
        return nothing if value is None else value

    request = {"SubscriptionArn": "$id", "AttributeName": member, "AttributeValue": Derived((name,), make)}
    return Setting((name,), put=Call("set_subscription_attributes", request))


def _replacing(member: str) -> Input:
    return Input(f"subscription.{member}", change=Change.REPLACES, presence=Presence.REQUIRED)


TOPIC_SUBSCRIPTION: Final = ResourceType(
    type="aws:sns/topicSubscription:TopicSubscription",
    service="sns",
    id=FromResponse("SubscriptionArn"),
    inputs={
        "topic": _replacing("TopicArn"),
        "protocol": _replacing("Protocol"),
        "endpoint": _replacing("Endpoint"),
        "endpointAutoConfirms": Input(default=False),
        "confirmationTimeoutInMinutes": Input(default=1),
        **{
            name: Input(
                f"subscription.{member}",
                codec,
                presence=Presence.AWS_CHOOSES if name in _AWS_CHOOSES else Presence.OPTIONAL,
            )
            for name, (member, codec, _) in _ATTRIBUTES.items()
        },
    },
    create=Call(
        "subscribe",
        {
            "TopicArn": "$topic",
            "Protocol": "$protocol",
            "Endpoint": "$endpoint",
            "Attributes": {member: f"${name}" for name, (member, _, _) in _ATTRIBUTES.items()},
            "ReturnSubscriptionArn": True,
        },
    ),
    settings=tuple(_attribute(name, member, nothing) for name, (member, _, nothing) in _ATTRIBUTES.items()),
    reads=(Read("subscription", Call("get_subscription_attributes", {"SubscriptionArn": "$id"}), at="Attributes"),),
    outputs={
        "arn": "subscription.SubscriptionArn",
        "confirmationWasAuthenticated": "subscription.ConfirmationWasAuthenticated == 'true'",
        "ownerId": "subscription.Owner",
        "pendingConfirmation": "subscription.PendingConfirmation == 'true'",
    },
    delete=(Call("unsubscribe", {"SubscriptionArn": "$id"}),),
    gone=("NotFound", "NotFoundException"),
)

TYPES: Final = (TOPIC_SUBSCRIPTION,)
