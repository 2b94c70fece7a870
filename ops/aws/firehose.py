"""What can be asked about delivery streams."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ops.aws.calls import read
from ops.facts import Reading

if TYPE_CHECKING:
    from mypy_boto3_firehose import FirehoseClient


@dataclass(frozen=True, kw_only=True)
class DeliveryStreams:
    """The part of an `Account` that Firehose answers for."""

    firehose: "FirehoseClient"

    def delivery_stream_status(self, name: str) -> Reading[str]:
        """`ACTIVE`, or what else the delivery stream is (Firehose API reference: DeliveryStreamDescription)."""

        def call() -> str:
            answer = self.firehose.describe_delivery_stream(DeliveryStreamName=name)
            return answer["DeliveryStreamDescription"]["DeliveryStreamStatus"]

        absent = {"ResourceNotFoundException": "the delivery stream does not exist"}
        return read("firehose:DescribeDeliveryStream", call, absent)
