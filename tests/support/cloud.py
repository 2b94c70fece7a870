"""The account and Region that a recorded program finds itself in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Cloud:
    """The account and Region that the recorded program's invokes answer with."""

    account: str = "123456789012"
    region: str = "us-east-1"
    partition: str = "aws"
    zones: tuple[str, ...] = ("a", "b", "c")
    """Letters of the Availability Zones. A Local Zone is always offered too, for programs to leave out."""
    failed_zones: tuple[str, ...] = ()
    """Letters of those of them that are not in the state `available`."""

    regions: tuple[str, ...] = ()
    """The Regions that are on in the account. Its own without it."""

    image: str = "ami-0ae8605ed708e3c3e"
    """What any parameter of SSM says; the program asks for the newest image only."""

    def answer(self, token: str, args: Mapping[str, Any]) -> dict[str, Any]:
        """The result of the invoke `token`; KeyError for one that no program here is known to make."""
        failed_zones = self.failed_zones if args.get("state") == "available" else ()
        local_zones = [] if _asks_for(args, "opt-in-status") == ["opt-in-not-required"] else ["-lax-1a"]
        return {
            "aws:index/getCallerIdentity:getCallerIdentity": {
                "accountId": self.account,
                "arn": f"arn:{self.partition}:iam::{self.account}:user/someone",
                "id": self.account,
                "userId": "AIDAEXAMPLE",
            },
            "aws:index/getPartition:getPartition": {"partition": self.partition, "id": self.partition},
            "aws:index/getRegion:getRegion": {"region": self.region, "id": self.region, "name": self.region},
            "aws:index/getRegions:getRegions": {"names": list(self.regions or (self.region,)), "id": self.partition},
            "aws:index/getAvailabilityZones:getAvailabilityZones": {
                "names": [
                    f"{self.region}{suffix}" for suffix in (*local_zones, *self.zones) if suffix not in failed_zones
                ]
            },
            "aws:ssm/getParameter:getParameter": {
                "name": args.get("name"),
                "insecureValue": self.image,
                "value": self.image,
                "id": args.get("name"),
            },
        }[token]


def _asks_for(args: Mapping[str, Any], filter_name: str) -> list[str]:
    """The values of one of an invoke's `filters`."""
    filters: list[dict[str, Any]] = args.get("filters", [])
    return [value for one in filters if one["name"] == filter_name for value in one["values"]]
