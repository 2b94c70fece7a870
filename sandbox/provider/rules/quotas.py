"""How many of a kind an account or a log group may have.

moto knows most of these quotas too, but a client takes its refusal for throttling, and tries again for up to 20 s.
Source: "CloudWatch Logs quotas" in the CloudWatch Logs User Guide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sandbox.provider.errors import refusal

if TYPE_CHECKING:
    from sandbox.provider.aws import Aws


@dataclass(frozen=True)
class Quota:
    """A quota of CloudWatch Logs.

    Attributes:
        operation: What it refuses.
        most: How many there may be.
        listing: boto3's method that lists them.
        member: Where the listing has them.
        name: What tells them apart, in the listing and in the request.
        within: The member of both requests that names what they are in; empty: the account's Region.
    """

    operation: str
    most: int
    listing: str
    member: str
    name: str
    within: str = ""

    def check(self, aws: Aws, request: Mapping[str, Any], region: str) -> None:
        """Refuse one too many; one of a name that is there replaces it."""
        asked = {self.within: request[self.within]} if self.within else {}
        pages = aws.pages("logs", self.listing, asked, region)
        names = {each[self.name] for page in pages for each in page[self.member]}
        if len(names | {request[self.name]}) > self.most:
            raise refusal(self.operation, "LimitExceededException", "Resource limit exceeded.")


METRIC_FILTERS: Final = Quota(
    "PutMetricFilter", 100, "describe_metric_filters", "metricFilters", "filterName", within="logGroupName"
)
RESOURCE_POLICIES: Final = Quota(
    "PutResourcePolicy", 10, "describe_resource_policies", "resourcePolicies", "policyName"
)
SUBSCRIPTION_FILTERS: Final = Quota(
    "PutSubscriptionFilter",
    2,
    "describe_subscription_filters",
    "subscriptionFilters",
    "filterName",
    within="logGroupName",
)
