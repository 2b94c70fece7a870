"""What can be asked about trails."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ops.aws.calls import read
from ops.aws.selectors import advanced_selector, basic_selector
from ops.facts import Delivery, EventSelector, Reading, Trail, TrailStatus

if TYPE_CHECKING:
    from mypy_boto3_cloudtrail import CloudTrailClient

_NO_TRAIL = {"TrailNotFoundException": "the trail does not exist"}


@dataclass(frozen=True, kw_only=True)
class Trails:
    """The part of an `Account` that CloudTrail answers for."""

    cloudtrail: "CloudTrailClient"

    def trail(self, arn: str) -> Reading[Trail]:
        """The settings of the trail."""

        def call() -> Trail:
            trail = self.cloudtrail.get_trail(Name=arn)["Trail"]
            return Trail(
                bucket=trail.get("S3BucketName", ""),
                key_prefix=trail.get("S3KeyPrefix", ""),
                log_group_arn=trail.get("CloudWatchLogsLogGroupArn", ""),
                key_arn=trail.get("KmsKeyId", ""),
                topic_arn=trail.get("SnsTopicARN", ""),
                validates_files=trail.get("LogFileValidationEnabled", False),
                multi_region=trail.get("IsMultiRegionTrail", False),
                global_events=trail.get("IncludeGlobalServiceEvents", False),
            )

        return read("cloudtrail:GetTrail", call, _NO_TRAIL)

    def trail_status(self, arn: str) -> Reading[TrailStatus]:
        """Whether the trail records events now, and how its last deliveries ended."""

        def call() -> TrailStatus:
            status = self.cloudtrail.get_trail_status(Name=arn)
            return TrailStatus(
                is_logging=status["IsLogging"],
                started=status.get("StartLoggingTime"),
                files=Delivery(status.get("LatestDeliveryError", ""), status.get("LatestDeliveryTime")),
                digests=Delivery(status.get("LatestDigestDeliveryError", ""), status.get("LatestDigestDeliveryTime")),
                events=Delivery(
                    status.get("LatestCloudWatchLogsDeliveryError", ""),
                    status.get("LatestCloudWatchLogsDeliveryTime"),
                ),
                notifications=Delivery(status.get("LatestNotificationError", ""), status.get("LatestNotificationTime")),
            )

        return read("cloudtrail:GetTrailStatus", call, _NO_TRAIL)

    def event_selectors(self, arn: str) -> Reading[tuple[EventSelector, ...]]:
        """Which events the trail records; none when nobody ever chose."""

        def call() -> tuple[EventSelector, ...]:
            answer = self.cloudtrail.get_event_selectors(TrailName=arn)
            # A trail has selectors of one kind; the answer has no list of the other.
            return (
                *map(basic_selector, answer.get("EventSelectors", [])),
                *map(advanced_selector, answer.get("AdvancedEventSelectors", [])),
            )

        return read("cloudtrail:GetEventSelectors", call, _NO_TRAIL)
