"""Where moto's flow logs are other than AWS's: destinations in folders, their options, and the tag of a stream."""

from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.models.flow_logs import FlowLogsBackend
from moto.ec2.responses.flow_logs import FlowLogs as FlowLogsResponse
from moto.firehose.models import firehose_backends
from moto.logs.models import logs_backends
from moto.s3.models import s3_backends

# What EC2 answers with for a flow log to S3 that was created without ("DestinationOptionsRequest", EC2 API reference).
_OPTIONS = {"FileFormat": "plain-text", "HiveCompatiblePartitions": False, "PerHourPartition": False}

# A kind of destination that moto does not look at.
_UNSEEN = "kinesis-data-firehose"


def correct_flow_logs(replace: Callable[[type, str, Any], None]) -> None:
    """Put the answers about flow logs right, in this process."""
    replace(FlowLogsBackend, "create_flow_logs", _create(FlowLogsBackend.create_flow_logs))
    replace(FlowLogsResponse, "create_flow_logs", _keep_options(FlowLogsResponse.create_flow_logs))


def _create(create: Callable[..., Any]) -> Callable[..., Any]:
    def create_flow_logs(backend: Any, *, log_destination_type: str, log_destination: str, **keywords: Any) -> Any:
        # moto takes "bucket/folder/" for a bucket's name.
        in_folder = log_destination_type == "s3" and _is_folder_of_bucket(backend, log_destination)
        created, unsuccessful = create(
            backend,
            log_destination_type=_UNSEEN if in_folder else log_destination_type,
            log_destination=log_destination,
            **keywords,
        )
        for flow_log in created:
            flow_log.log_destination_type = log_destination_type or flow_log.log_destination_type
            _prepare_destination(backend, flow_log)
        return created, unsuccessful

    return create_flow_logs


def _is_folder_of_bucket(backend: Any, destination: str) -> bool:
    bucket, slash, _ = destination.split(":", 5)[5].partition("/")
    return bool(slash) and bucket in s3_backends[backend.account_id][backend.partition].buckets


def _prepare_destination(backend: Any, flow_log: Any) -> None:
    match flow_log.log_destination_type:
        case "cloud-watch-logs":
            # moto looks for the log group by LogGroupName only, and reports FAILED for one given by its ARN.
            groups = logs_backends[backend.account_id][backend.region_name].groups
            if flow_log.log_destination and flow_log.log_destination.partition(":log-group:")[2] in groups:
                flow_log.deliver_logs_status, flow_log.deliver_logs_error_message = "SUCCESS", None
        case "kinesis-data-firehose":
            # AWS tags the stream, as its service-linked role may write to tagged ones only ("Logs sent to Firehose").
            streams = firehose_backends[backend.account_id][backend.region_name]
            streams.tag_resource(flow_log.log_destination, {"LogDeliveryEnabled": "true"})
        case _:
            pass


def _keep_options(create: Callable[[Any], ActionResult]) -> Callable[[Any], ActionResult]:
    """Keep a flow log's destination options, which moto drops."""

    def create_flow_logs(response: Any) -> ActionResult:
        answer: Any = create(response)
        for ident in answer.result["FlowLogIds"]:
            flow_log = response.ec2_backend.flow_logs[ident]
            if flow_log.log_destination_type == "s3":
                flow_log.destination_options = {**_OPTIONS, **(response._get_param("DestinationOptions") or {})}
        return answer

    return create_flow_logs
