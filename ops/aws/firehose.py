"""What can be asked about delivery streams."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ops.aws.calls import read
from ops.facts import Reading
from ops.watch_facts import DeliveryStream

if TYPE_CHECKING:
    from mypy_boto3_firehose import FirehoseClient
    from mypy_boto3_firehose.type_defs import DeliveryStreamDescriptionTypeDef


@dataclass(frozen=True, kw_only=True)
class DeliveryStreams:
    """The part of an `Account` that Firehose answers for."""

    firehose: "FirehoseClient"

    def delivery_stream(self, name: str) -> Reading[DeliveryStream]:
        """What the delivery stream is, and where it delivers to."""

        def call() -> DeliveryStream:
            return _stream(self.firehose.describe_delivery_stream(DeliveryStreamName=name)["DeliveryStreamDescription"])

        absent = {"ResourceNotFoundException": "the delivery stream does not exist"}
        return read("firehose:DescribeDeliveryStream", call, absent)


def _stream(found: "DeliveryStreamDescriptionTypeDef") -> DeliveryStream:
    # Firehose API reference, DeliveryStreamDescription: there is exactly one destination.
    bucket = found["Destinations"][0].get("ExtendedS3DestinationDescription")
    log = bucket.get("CloudWatchLoggingOptions") if bucket else None
    return DeliveryStream(
        status=found["DeliveryStreamStatus"],
        failure=found.get("FailureDescription", {}).get("Details", ""),
        created=found.get("CreateTimestamp"),
        bucket=bucket["BucketARN"].rpartition(":")[2] if bucket else "",
        error_prefix=bucket.get("ErrorOutputPrefix", "") if bucket else "",
        error_log_group=log.get("LogGroupName", "") if log and log.get("Enabled") else "",
        error_log_stream=log.get("LogStreamName", "") if log and log.get("Enabled") else "",
    )
