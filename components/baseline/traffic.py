"""The sinks of flow records."""

from collections.abc import Mapping
from dataclasses import dataclass

from components.baseline import names
from components.baseline.bucket import LogBucket
from components.baseline.key import Encryption
from components.baseline.log_group import LogGroupPlan, log_group
from components.baseline.stack import StackContext
from components.flow_log import FlowLogSettings
from components.settings.flow_logs import FlowLogSinkName
from components.sinks.cloudwatch_logs import CloudWatchLogsSink
from components.sinks.existing_delivery_stream import ExistingDeliveryStream
from components.sinks.existing_log_group import ExistingLogGroup
from components.sinks.kinesis import KinesisSink

FlowLogSink = CloudWatchLogsSink | ExistingLogGroup | KinesisSink | ExistingDeliveryStream | LogBucket

_LOG_GROUPS = (CloudWatchLogsSink, ExistingLogGroup)
_STREAMS = (KinesisSink, ExistingDeliveryStream)


@dataclass(frozen=True)
class Traffic:
    """Where flow records go, and how."""

    sinks: Mapping[FlowLogSinkName, FlowLogSink]
    """Each network resource has a flow log to each of these."""
    flow_logs: Mapping[str, FlowLogSettings]
    """Sink's name to what a flow log to it records."""

    @property
    def log_group(self) -> CloudWatchLogsSink | ExistingLogGroup | None:
        """The log group among the sinks."""
        return next((sink for sink in self.sinks.values() if isinstance(sink, _LOG_GROUPS)), None)

    @property
    def stream(self) -> KinesisSink | ExistingDeliveryStream | None:
        """The Firehose stream among the sinks."""
        return next((sink for sink in self.sinks.values() if isinstance(sink, _STREAMS)), None)


def traffic_logs(stack: StackContext, bucket: LogBucket, encryption: Encryption) -> Traffic:
    """The sinks that the settings ask for; of these, the log bucket is there already."""
    settings = stack.settings
    sinks: dict[FlowLogSinkName, FlowLogSink] = {
        name: _sink(name, stack, bucket, encryption) for name in settings.flow_log_sinks
    }
    return Traffic(
        sinks,
        {
            name: {
                "destination": sink.flow_log_destination,
                "traffic": settings.flow_log_traffic,
                "interval_seconds": settings.flow_log_interval_seconds,
                "record_format": settings.flow_log_format,
            }
            for name, sink in sinks.items()
        },
    )


def _sink(name: FlowLogSinkName, stack: StackContext, bucket: LogBucket, encryption: Encryption) -> FlowLogSink:
    settings = stack.settings
    match name:
        case "cloudwatch-logs":
            plan = LogGroupPlan(
                names.TRAFFIC_LOGS, stack.flow_logs, settings.flow_log_retention_days, settings.existing_flow_log_group
            )
            return log_group(stack, plan, encryption)
        case "s3":
            return bucket
        case "kinesis" if settings.existing_delivery_stream:
            return ExistingDeliveryStream(
                names.TRAFFIC_STREAM,
                {"naming": stack.naming, "delivery_stream": settings.existing_delivery_stream},
                opts=stack.deletion.options(),
            )
        case "kinesis":
            return KinesisSink(
                names.TRAFFIC_STREAM,
                {"naming": stack.naming, "bucket": bucket.delivery_bucket, **encryption},
                opts=stack.deletion.options(),
            )
