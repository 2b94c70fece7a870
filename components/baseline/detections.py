"""What the stack looks for in its logs."""

from collections.abc import Iterator

from components.baseline import names
from components.naming import Naming
from components.settings import Settings
from logs.detections.catalog import catalog
from logs.detections.detection import Detection, LogSource
from logs.detections.override import overridden
from logs.detections.own.watched import WatchedLogs


def stack_detections(settings: Settings, naming: Naming) -> tuple[Detection, ...]:
    """The catalog's detections in the logs that the stack has a log group of, as the settings tune them.

    The one about the key of the logs is about every key of the account and Region: which of them it is, KMS chooses.
    `watch_logs` narrows it down.
    """
    if not settings.watch:
        return ()
    sources = {LogSource.TRAIL, *([LogSource.FLOW_LOG] if "cloudwatch-logs" in settings.flow_log_sinks else [])}
    found = catalog(settings.profile, _watched_logs(settings, naming), settings.flow_log_format).detections
    ids = {detection.id for detection in found}
    tuned = overridden(found, {id_: override for id_, override in settings.overrides.items() if id_ in ids})
    return tuple(detection for detection in tuned if detection.source in sources)


def _watched_logs(settings: Settings, naming: Naming) -> WatchedLogs:
    return WatchedLogs(
        name_prefix=f"{naming.prefix}-{naming.stack}",
        log_group_prefix=naming.log_group(""),
        retentions=dict(_retentions(settings, naming)),
        bucket=settings.existing_log_bucket or naming.bucket(names.LOGS),
        key_arn=naming.keys_arn() if settings.log_encryption == "customer-managed" else None,
    )


def _retentions(settings: Settings, naming: Naming) -> Iterator[tuple[str, int]]:
    """The log groups that the stack makes for logs, each with the days that it keeps them."""
    if not settings.existing_trail_log_group:
        yield naming.log_group(names.AUDIT_LOGS), settings.trail_retention_days
    if "cloudwatch-logs" in settings.flow_log_sinks and not settings.existing_flow_log_group:
        yield naming.log_group(names.TRAFFIC_LOGS), settings.flow_log_retention_days
