"""What publishes alerts, and what it can be held to: in the topic's policy, and in the policy of the topic's key."""

from dataclasses import dataclass
from typing import ClassVar, Final

from components.documents import Conditions
from components.naming import Naming
from components.notifications import Publisher


@dataclass(frozen=True)
class AlarmPublisher:
    """CloudWatch, for any alarm of this account and Region."""

    service: ClassVar[str] = "cloudwatch.amazonaws.com"
    sid: ClassVar[str] = "CloudWatchAlarms"

    def conditions(self, naming: Naming) -> Conditions:
        """CloudWatch User Guide, "Notifying users on alarm changes": what an alarm publishes for.

        SNS Developer Guide, "Managing Amazon SNS encryption keys and costs": the key's policy may ask for the same.
        """
        return {
            "StringEquals": {"aws:SourceAccount": naming.account},
            "ArnLike": {"aws:SourceArn": naming.alarms_arn()},
        }


@dataclass(frozen=True)
class EventPublisher:
    """EventBridge, for any rule: it doesn't say for which."""

    service: ClassVar[str] = "events.amazonaws.com"
    sid: ClassVar[str] = "EventBridgeRules"

    def conditions(self, naming: Naming) -> Conditions:  # noqa: ARG002 - the protocol's
        """None: with one, nothing is delivered.

        EventBridge User Guide, "Troubleshooting Amazon EventBridge" (no conditions in the policy of a topic); SNS
        Developer Guide, "Managing Amazon SNS encryption keys and costs" (none in the policy of its key).
        """
        return {}


ALERT_PUBLISHERS: Final[tuple[Publisher, ...]] = (AlarmPublisher(), EventPublisher())
"""What publishes alerts. The key of an `AlertTopic` has `TopicEncryption(ALERT_PUBLISHERS)` among its users."""
