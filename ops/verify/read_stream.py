"""Reads what the checks of a delivery stream need."""

from datetime import datetime

from ops.aws.account import Account
from ops.facts import Reading, Skipped
from ops.outputs import StackOutputs
from ops.verify.arrivals import NOT_JUDGED, Arrivals
from ops.verify.check import NOTHING, Check
from ops.verify.delivery_streams import LOOKS_BACK, check_delivery_stream
from ops.verify.traffic import Traffic
from ops.verify.undelivered import error_folder, keys_from
from ops.watch_facts import DeliveryStream, LogLine, StoredObject

_NO_PREFIX = Skipped("not looked for: the stream has no prefix of its own for errors")
_NO_LOG = Skipped("not looked for: the stream has no log of its errors")
_ELSEWHERE = Skipped("not looked for: the stream delivers to another bucket than the log bucket")


def verify_delivery_stream(
    declared: StackOutputs, account: Account, traffic: Traffic, arrivals: Arrivals, name: str
) -> list[Check]:
    """All checks of a delivery stream that logs go to, whoever made it."""
    stream = account.delivery_stream(name)
    now = arrivals.now
    flow_logs = [one for one in declared.flow_logs_to("kinesis") if _goes_to(name, one, traffic)]
    return check_delivery_stream(
        name,
        stream=stream,
        metrics=account.stream_metrics(name, now - LOOKS_BACK, now) if now else NOT_JUDGED,
        unprocessed=stream if isinstance(stream, NOTHING) else _unprocessed(declared, account, stream, now),
        newest_error=stream if isinstance(stream, NOTHING) else _newest_error(account, stream, now),
        expected=traffic.expected(flow_logs) if flow_logs else None,
        arrivals=arrivals,
    )


def _goes_to(stream: str, flow_log_id: str, traffic: Traffic) -> bool:
    if isinstance(traffic.flow_logs, NOTHING):
        return True  # nothing is known: the check says why
    found = traffic.flow_logs.get(flow_log_id)
    return found is not None and found.destination.endswith(f":deliverystream/{stream}")


def _newest_error(account: Account, stream: DeliveryStream, now: datetime | None) -> Reading[LogLine | None]:
    if now is None:
        return NOT_JUDGED
    if not stream.error_log_group:
        return _NO_LOG
    return account.newest_line(stream.error_log_group, stream.error_log_stream)


def _unprocessed(
    declared: StackOutputs, account: Account, stream: DeliveryStream, now: datetime | None
) -> Reading[tuple[StoredObject, ...]]:
    if now is None:
        return NOT_JUDGED
    if not stream.error_prefix:
        return _NO_PREFIX
    if stream.bucket != declared.log_bucket:
        return _ELSEWHERE
    since = now - LOOKS_BACK
    kinds = account.folders_in(stream.bucket, error_folder(stream.error_prefix))
    if isinstance(kinds, NOTHING):
        return kinds
    objects: list[StoredObject] = []
    for kind in kinds:
        found = account.objects_after(stream.bucket, kind, keys_from(kind, stream.error_prefix, since))
        if isinstance(found, NOTHING):
            return found
        objects += [one for one in found if one.modified >= since]
    return tuple(objects)
