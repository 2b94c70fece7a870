"""What the stack's sinks are called: components' names, from which physical names and log groups follow."""

from collections.abc import Iterator

from components.settings import Settings

LOGS = "logs"
"""The log bucket, and the key of the logs."""
ACCESS_LOGS = "access-logs"
"""The bucket of the requests to the log bucket."""
AUDIT_LOGS = "audit-logs"
"""The trail's log group."""
AUDIT_STREAM = "audit-stream"
"""The Firehose stream of the trail's events."""
AUDIT_EVENTS = "audit-events"
"""The Kinesis data stream of the trail's events."""
AUDIT_NOTIFICATIONS = "audit-notifications"
"""The topic of the trail's notifications."""
TRAFFIC_LOGS = "traffic-logs"
"""The log group of flow records."""
TRAFFIC_STREAM = "traffic-stream"
"""The Firehose stream of flow records."""
ALERTS = "alerts"
"""The topic of alerts, and its key."""
DETECTIONS = "detections"
"""The alarms of detections."""
DELIVERY = "delivery"
"""The alarms about the delivery of logs and alerts."""
URGENT = "urgent-detections"
"""The rules of detections that can't wait, their log group and their dead-letter queue."""


def firehose_streams(settings: Settings) -> Iterator[str]:
    """Names of the Firehose streams that the stack makes: all deliver to the log bucket."""
    if "delivery-stream" in settings.trail_streams:
        yield AUDIT_STREAM
    if "kinesis" in settings.flow_log_sinks and not settings.existing_delivery_stream:
        yield TRAFFIC_STREAM
