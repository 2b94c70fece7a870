"""Publishers that later components may bring: how far a service can be held to what it publishes for differs."""

from dataclasses import dataclass
from typing import ClassVar

from components.documents import Conditions
from components.naming import Naming


@dataclass(frozen=True)
class Alarms:
    """Says for which account it publishes, too."""

    service: ClassVar[str] = "cloudwatch.amazonaws.com"
    sid: ClassVar[str] = "Alarms"

    def conditions(self, naming: Naming) -> Conditions:
        return {
            "StringEquals": {"aws:SourceAccount": naming.account},
            "ArnLike": {"aws:SourceArn": f"arn:aws:cloudwatch:us-east-1:{naming.account}:alarm:*"},
        }


@dataclass(frozen=True)
class Events:
    """Can't be held to anything."""

    service: ClassVar[str] = "events.amazonaws.com"
    sid: ClassVar[str] = "Events"

    def conditions(self, naming: Naming) -> Conditions:  # noqa: ARG002 - the protocol's
        return {}
