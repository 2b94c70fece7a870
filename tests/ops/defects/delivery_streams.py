"""What can be wrong with a delivery stream."""

from datetime import timedelta
from typing import Any

from tests.ops.defects.defect import Defect
from tests.ops.deployed import BUCKET, ERROR_GROUP, ERROR_STREAM, ERRORS, STREAM, Deployed
from tests.ops.used_network import NOW
from tests.ops.watched import put_metric

STREAM_CHECKS = {
    f"delivery stream {STREAM}: {claim}" for claim in ("is active", "could process all records", "reports no errors")
}


def stream(claim: str) -> set[str]:
    return {f"delivery stream {STREAM}: {claim}"}


def delete_stream(it: Deployed) -> None:
    client: Any = it.account.firehose
    client.delete_delivery_stream(DeliveryStreamName=STREAM)


def refuse_puts(_: Deployed) -> None:
    put_metric(STREAM, "DeliveryToS3.Success", 1, NOW - timedelta(minutes=30))
    put_metric(STREAM, "DeliveryToS3.Success", 0, NOW - timedelta(minutes=10))


def let_records_wait(_: Deployed) -> None:
    put_metric(STREAM, "DeliveryToS3.DataFreshness", 4000, NOW - timedelta(minutes=10))


def fail_to_process(it: Deployed) -> None:
    key = f"{ERRORS}processing-failed/day={NOW:%d}/{STREAM}-1-records"
    it.account.s3.put_object(Bucket=BUCKET, Key=key, Body=b"{}")


def say_an_error(it: Deployed) -> None:
    event: Any = {"timestamp": int(NOW.timestamp() * 1000), "message": '{"errorCode": "S3.AccessDenied"}'}
    it.account.logs.put_log_events(logGroupName=ERROR_GROUP, logStreamName=ERROR_STREAM, logEvents=[event])


def delete_the_log_of_errors(it: Deployed) -> None:
    it.account.logs.delete_log_stream(logGroupName=ERROR_GROUP, logStreamName=ERROR_STREAM)


DEFECTS: list[Defect] = [
    # That of the dashboard which shows it as well.
    (delete_stream, STREAM_CHECKS | {"dashboard monitoring-dev: all that it shows exists"}),
    (refuse_puts, stream("last delivery to the bucket succeeded")),
    (let_records_wait, stream("delivers in time")),
    (fail_to_process, stream("could process all records")),
    (say_an_error, stream("reports no errors")),
    (delete_the_log_of_errors, stream("reports no errors")),
]
