"""A network of the account in moto in which something runs, so that its flow logs have something to record."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from moto.ec2.models import ec2_backends

from logs.keys.flow_log_keys import FlowLogKeys
from tests.ops.deployed import ACCOUNT_ID, BUCKET, FLOW_GROUP, REGION, STREAM, Deployed
from tests.ops.watched import put_metric

NOW = datetime.now(UTC)
A_DAY_AGO = NOW - timedelta(days=1)


def use_network(it: Deployed, since: datetime = A_DAY_AGO) -> None:
    """Let an interface of the VPC `main` be in use, and its flow logs be there, since a time."""
    backend: Any = ec2_backends[ACCOUNT_ID][REGION]
    interface = it.account.ec2.create_network_interface(SubnetId=it.vpc("main")["privateSubnetIds"][0])
    # As one of a service: of an instance's, moto wants the instance.
    backend.enis[interface["NetworkInterface"].get("NetworkInterfaceId", "")].status = "in-use"
    for flow_log_id in it.vpc("main")["flowLogIds"].values():
        backend.flow_logs[flow_log_id].creation_time = since.replace(tzinfo=None)


def record_to_log_group(it: Deployed) -> None:
    it.account.logs.create_log_stream(logGroupName=FLOW_GROUP, logStreamName="eni-1-all")
    event: Any = {"timestamp": int(NOW.timestamp() * 1000), "message": "2 … ACCEPT OK"}
    it.account.logs.put_log_events(logGroupName=FLOW_GROUP, logStreamName="eni-1-all", logEvents=[event])


def record_to_bucket(it: Deployed) -> None:
    flow_log_id = it.vpc("main")["flowLogIds"]["s3"]
    key = FlowLogKeys().object_key(ACCOUNT_ID, REGION, flow_log_id, NOW - timedelta(minutes=10), "0123abcd")
    it.account.s3.put_object(Bucket=BUCKET, Key=key, Body=b"2 ... ACCEPT OK")


def record_to_stream(_: Deployed) -> None:
    for name, value in (("Success", 1), ("Records", 40), ("DataFreshness", 300)):
        put_metric(STREAM, f"DeliveryToS3.{name}", value, NOW - timedelta(minutes=10))


RECORD: dict[str, Callable[[Deployed], None]] = {
    "cloudwatch-logs": record_to_log_group,
    "s3": record_to_bucket,
    "kinesis": record_to_stream,
}
"""By sink: what lets something newly arrive there."""


def record_to_all_but(it: Deployed, *silent: str) -> None:
    """Let the network be in use, and records come to all sinks but some."""
    use_network(it)
    for sink, record in RECORD.items():
        if sink not in silent:
            record(it)
