"""What the stack looks for in its logs."""

from collections.abc import Iterator

from components.baseline import names
from components.naming import Naming
from components.settings import Settings
from components.sinks.kinesis import ERROR_RETENTION_DAYS
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
        retention_days=min(_retentions(settings)),
        bucket=settings.existing_log_bucket or naming.bucket(names.LOGS),
        key_arn=naming.keys_arn() if settings.log_encryption == "customer-managed" else None,
    )


def _retentions(settings: Settings) -> Iterator[int]:
    """For how many days each of the stack's log groups keeps what is in it: what deploying it sets is no fault."""
    yield settings.trail_retention_days
    if "cloudwatch-logs" in settings.flow_log_sinks:
        yield settings.flow_log_retention_days
    yield from (ERROR_RETENTION_DAYS for _ in names.firehose_streams(settings))
