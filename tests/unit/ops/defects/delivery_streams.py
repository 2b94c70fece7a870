"""What can be wrong with a delivery stream."""

from typing import Any

from tests.unit.ops.defects.defect import Defect
from tests.unit.ops.deployed import STREAM, Deployed


def delete_stream(it: Deployed) -> None:
    client: Any = it.account.firehose
    client.delete_delivery_stream(DeliveryStreamName=STREAM)


DEFECTS: list[Defect] = [
    (delete_stream, {f"delivery stream {STREAM}: is active"}),
]
