from collections.abc import Callable
from typing import Any

import pytest
from pulumi_aws import sns

from components.naming import Naming
from components.producers import FlowLogDelivery, TrailDelivery
from components.sinks.access_log_bucket import AccessLogBucket
from components.sinks.cloudwatch_logs import CloudWatchLogsSink
from components.sinks.data_stream import DataStream
from components.sinks.existing_log_group import ExistingLogGroup
from components.sinks.kinesis import KinesisSink
from components.sinks.s3 import S3Sink
from logs.keys.flow_log_keys import FlowLogKeys
from tests.support.recorder import record

PRODUCERS = [TrailDelivery("t"), FlowLogDelivery(FlowLogKeys(prefix="net/"))]


def bucket(naming: Naming) -> S3Sink:
    return S3Sink("sink", {"naming": naming, "producers": PRODUCERS, "expiration_days": 7})


def access_logs(naming: Naming) -> AccessLogBucket:
    return AccessLogBucket("sink", {"naming": naming, "sources": ["b"], "expiration_days": 7})


def group(naming: Naming) -> CloudWatchLogsSink:
    return CloudWatchLogsSink("sink", {"naming": naming, "producers": PRODUCERS, "retention_days": 7})


def adopted_group(naming: Naming) -> ExistingLogGroup:
    return ExistingLogGroup("sink", {"naming": naming, "producers": PRODUCERS, "log_group": "/theirs"})


def delivery_stream(naming: Naming) -> KinesisSink:
    return KinesisSink("sink", {"naming": naming, "bucket": {"bucket_name": "b"}})


def data_stream(naming: Naming) -> DataStream:
    return DataStream("sink", {"naming": naming, "log_groups": {"audit": "/audit"}})


@pytest.mark.parametrize(
    ("make", "given", "awaited"),
    [
        (bucket, ("bucket_name",), "sink-policy"),
        (bucket, ("bucket_arn",), "sink-policy"),
        (bucket, ("flow_log_destination", "arn"), "sink-policy"),
        (bucket, ("trail_bucket", "bucket_name"), "sink-policy"),
        (bucket, ("delivery_bucket", "bucket_name"), "sink-policy"),
        (access_logs, ("bucket_name",), "sink-policy"),
        (access_logs, ("bucket_arn",), "sink-policy"),
        (group, ("log_group_name",), "sink-group"),
        (group, ("log_group_arn",), "sink-group"),
        (group, ("flow_log_destination", "role_arn"), "sink-vpc-flow-logs-role-policy"),
        (group, ("trail_destination", "role_arn"), "sink-cloudtrail-role-policy"),
        (adopted_group, ("flow_log_destination", "role_arn"), "sink-vpc-flow-logs-role-policy"),
        (adopted_group, ("trail_destination", "role_arn"), "sink-cloudtrail-role-policy"),
        (delivery_stream, ("flow_log_destination", "arn"), "sink-delivery-stream"),
        (delivery_stream, ("error_log_group_name",), "sink-errors-stream"),
        (data_stream, ("stream_arn",), "sink-stream"),
    ],
)
def test_what_takes_an_output_waits_until_logs_are_let_in(
    naming: Naming, make: Callable[[Naming], Any], given: tuple[str, ...], awaited: str
) -> None:
    def program() -> None:
        output = getattr(make(naming), given[0])
        sns.Topic("taker", display_name=output[given[1]] if given[1:] else output)

    assert awaited in record(program).one("aws:sns/topic:Topic").dependencies
