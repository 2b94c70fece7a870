"""Which events a trail records. The management events are always among them: read and write, of all sources.

CloudTrail User Guide, "Logging management events" and "Logging data events"; prices are those of "AWS CloudTrail
pricing" in us-east-1. Every event that a trail records is delivered to its log group, too, which bills by the gigabyte.
"""

from dataclasses import dataclass
from typing import Literal, NotRequired, Protocol, TypedDict

import pulumi
from pulumi_aws import cloudtrail

Insight = Literal["ApiCallRateInsight", "ApiErrorRateInsight"]
"""An unusual activity that CloudTrail looks for among the management events, and records as an event of its own.

`ApiCallRateInsight` needs write events and analyses those; `ApiErrorRateInsight` needs read or write events and
analyses all. All selectors here record both. Each kind costs 0.35 USD per 100,000 events analysed, so with both kinds a
write event is billed twice (CloudTrail User Guide, "Working with CloudTrail Insights", "Costs for Insights events")."""

# CloudTrail User Guide, "Quotas in AWS CloudTrail".
MOST_DATA_RESOURCES = 250
"""Buckets and functions that a trail's basic selectors may name."""


class SelectorInputs(TypedDict):
    """Selectors as a trail takes them: of one kind or of the other."""

    event_selectors: NotRequired[list[cloudtrail.TrailEventSelectorArgsDict]]
    """Basic selectors."""
    advanced_event_selectors: NotRequired[list[cloudtrail.TrailAdvancedEventSelectorArgsDict]]
    """Advanced selectors."""


class Selectors(Protocol):
    """All that a trail records: AdvancedSelectors or BasicSelectors."""

    def inputs(self) -> SelectorInputs:
        """The selectors as the trail takes them."""
        ...


class Events(Protocol):
    """Some of what a trail records."""

    def advanced_selector(self) -> cloudtrail.TrailAdvancedEventSelectorArgsDict:
        """The advanced selector that chooses them: an event must match all of its fields."""
        ...


@dataclass(frozen=True)
class ManagementEvents:
    """What is done to the account's resources: reads and writes, of all sources.

    KMS and the RDS Data API are the sources that CloudTrail would let one leave out, for they are busy; Security Hub
    CloudWatch.7 wants KMS. The first copy of an account's management events is free; that of each further trail costs
    2.00 USD per 100,000 events.
    """

    def advanced_selector(self) -> cloudtrail.TrailAdvancedEventSelectorArgsDict:
        """Without the field `readOnly`, which would choose reads or writes."""
        return {"name": "Management events", "field_selectors": [_equal("eventCategory", "Management")]}


@dataclass(frozen=True)
class S3DataEvents:
    """Each access to an object in any bucket but the log buckets. Costs 0.10 USD per 100,000 events.

    Were a log bucket's accesses recorded, too, each delivery to it would be an event, to be delivered in its turn.
    """

    log_bucket_arns: tuple[pulumi.Input[str], ...]
    """The buckets to leave out, from `S3Sink.bucket_arn`: the trail's own and all others that are delivered to."""

    def __post_init__(self) -> None:
        if not self.log_bucket_arns:
            raise pulumi.RunError(
                "S3DataEvents leaves out no bucket, so each delivery of the trail would be an event to deliver: "
                "give the ARN of the trail's bucket in log_bucket_arns."
            )

    def advanced_selector(self) -> cloudtrail.TrailAdvancedEventSelectorArgsDict:
        """CloudTrail User Guide, "Filtering data events by using advanced event selectors"."""
        return {
            "name": "S3 objects",
            "field_selectors": [
                _equal("eventCategory", "Data"),
                _equal("resources.type", "AWS::S3::Object"),
                {"field": "resources.ARN", "not_starts_withs": [_objects(arn) for arn in self.log_bucket_arns]},
            ],
        }


@dataclass(frozen=True)
class LambdaDataEvents:
    """Each invocation of any function. Costs 0.10 USD per 100,000 events."""

    def advanced_selector(self) -> cloudtrail.TrailAdvancedEventSelectorArgsDict:
        """CloudTrail User Guide, "Filtering data events by using advanced event selectors"."""
        return {
            "name": "Lambda functions",
            "field_selectors": [_equal("eventCategory", "Data"), _equal("resources.type", "AWS::Lambda::Function")],
        }


@dataclass(frozen=True)
class AdvancedSelectors:
    """The management events, and data events of whole services."""

    data_events: tuple[Events, ...] = ()
    """What is recorded besides, as in `S3DataEvents((log_bucket.bucket_arn,))`. Without it, management events only."""

    def inputs(self) -> SelectorInputs:
        """One selector for the management events, and one for each kind of data events."""
        return {
            "advanced_event_selectors": [
                events.advanced_selector() for events in (ManagementEvents(), *self.data_events)
            ]
        }


@dataclass(frozen=True)
class BasicSelectors:
    """The management events, and data events of the buckets and functions named, at 0.10 USD per 100,000 events.

    Basic selectors can't leave out a bucket, so all buckets can't be chosen here: the log buckets would be among them.
    """

    bucket_arns: tuple[pulumi.Input[str], ...] = ()
    """Buckets each access to an object of which is recorded; never one that is delivered to (see S3DataEvents)."""
    function_arns: tuple[pulumi.Input[str], ...] = ()
    """Functions each invocation of which is recorded; `arn:PARTITION:lambda` stands for all of them."""

    def __post_init__(self) -> None:
        named = len(self.bucket_arns) + len(self.function_arns)
        if named > MOST_DATA_RESOURCES:
            raise pulumi.RunError(
                f"BasicSelectors names {named} buckets and functions, and CloudTrail takes {MOST_DATA_RESOURCES}: "
                "name fewer, or use AdvancedSelectors, which records whole services."
            )

    def inputs(self) -> SelectorInputs:
        """One selector for all: what any of a trail's selectors chooses is recorded."""
        chosen = {
            "AWS::S3::Object": [_objects(arn) for arn in self.bucket_arns],
            "AWS::Lambda::Function": list(self.function_arns),
        }
        return {
            "event_selectors": [
                {
                    "read_write_type": "All",
                    "include_management_events": True,
                    "data_resources": [{"type": type_, "values": arns} for type_, arns in chosen.items() if arns],
                }
            ]
        }


def _equal(field: str, value: str) -> cloudtrail.TrailAdvancedEventSelectorFieldSelectorArgsDict:
    return {"field": field, "equals": [value]}


def _objects(bucket_arn: pulumi.Input[str]) -> pulumi.Output[str]:
    """What the ARNs of a bucket's objects begin with: without the slash, those of `logs-2` would be those of `logs`."""
    return pulumi.Output.concat(bucket_arn, "/")
