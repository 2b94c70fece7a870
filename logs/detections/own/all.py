"""All detections of this project over the trail's events."""

from collections.abc import Iterator

from logs.detections.detection import Detection
from logs.detections.own.alerting import ALERTING, alert_route_cut
from logs.detections.own.credentials import CREDENTIALS
from logs.detections.own.delivery import log_filter_deleted, log_group_deleted, log_retention_cut, log_stream_deleted
from logs.detections.own.exposure import EXPOSURE
from logs.detections.own.recording import RECORDING
from logs.detections.own.storage import log_bucket_policy_changed, log_bucket_weakened, log_key_at_risk
from logs.detections.own.watched import WatchedLogs


def own_detections(logs: WatchedLogs) -> tuple[Detection, ...]:
    """The detections that no benchmark asks for, about these logs and about the account.

    Args:
        logs: The stack's logs. What it doesn't have isn't watched.
    """
    return (*RECORDING, *_of_logs(logs), *ALERTING, *EXPOSURE, *CREDENTIALS)


def _of_logs(logs: WatchedLogs) -> Iterator[Detection]:
    if logs.bucket is not None:
        yield log_bucket_policy_changed(logs.bucket)
        yield log_bucket_weakened(logs.bucket)
    if logs.key_arn is not None:
        yield log_key_at_risk(logs.key_arn)
    yield log_group_deleted(logs.log_group_prefix)
    # Nothing is kept for less than a day.
    if retentions := {group: days for group, days in logs.retentions.items() if days > 1}:
        yield log_retention_cut(retentions)
    yield log_filter_deleted(logs.log_group_prefix)
    yield log_stream_deleted(logs.name_prefix)
    yield alert_route_cut(logs.name_prefix)
