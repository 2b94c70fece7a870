"""What can be wrong with what has to come: it came once, or never did."""

from datetime import timedelta

from tests.ops.defects.defect import Defect
from tests.ops.defects.trail import report, trail
from tests.ops.deployed import BUCKET, FLOW_GROUP, STREAM, Deployed
from tests.ops.used_network import NOW, record_to_all_but

TWO_DAYS_AGO = NOW - timedelta(days=2)
DAY_AND_A_HALF_AGO = NOW - timedelta(hours=36)


def files_stopped(_: Deployed) -> None:
    report(LatestDeliveryTime=TWO_DAYS_AGO)


def digests_stopped(_: Deployed) -> None:
    report(LatestDigestDeliveryTime=NOW - timedelta(hours=4))


def events_stopped(_: Deployed) -> None:
    report(LatestCloudWatchLogsDeliveryTime=TWO_DAYS_AGO)


def digests_and_events_never_came(_: Deployed) -> None:
    report(StartLoggingTime=DAY_AND_A_HALF_AGO)


def no_records_in_the_log_group(it: Deployed) -> None:
    record_to_all_but(it, "cloudwatch-logs")


def no_records_in_the_bucket(it: Deployed) -> None:
    record_to_all_but(it, "s3")


def no_records_in_the_stream(it: Deployed) -> None:
    record_to_all_but(it, "kinesis")


FILES = trail("log files keep coming to the bucket")
DIGESTS = trail("digest files keep coming to the bucket")
EVENTS = trail("events keep coming to the log group")

DEFECTS: list[Defect] = [
    (files_stopped, FILES),
    (digests_stopped, DIGESTS),
    (events_stopped, EVENTS),
    (digests_and_events_never_came, DIGESTS | EVENTS),
    (no_records_in_the_log_group, {f"log group {FLOW_GROUP}: flow records keep coming"}),
    (no_records_in_the_bucket, {f"log bucket {BUCKET}: flow records keep coming"}),
    (no_records_in_the_stream, {f"delivery stream {STREAM}: records keep coming to the bucket"}),
]
