"""Reads what the check of the log bucket needs of its objects."""

from datetime import datetime

from ops.aws.account import Account
from ops.facts import FlowLog, Missing, Reading, Skipped, Unreadable
from ops.outputs import StackOutputs
from ops.verify.arrivals import NOT_JUDGED, Quiet
from ops.verify.check import NOTHING
from ops.verify.flow_arrivals import searches
from ops.verify.traffic import Traffic


def newest_flow_files(
    declared: StackOutputs, account: Account, traffic: Traffic, now: datetime | None
) -> Reading[dict[str, datetime | None]]:
    """When the newest file of each flow log to the bucket came, of those that have something to record.

    Args:
        declared: The stack.
        account: The account.
        traffic: The flow logs, and what they record.
        now: The moment; None: it is not asked.
    """
    if now is None:
        return NOT_JUDGED
    expected = traffic.expected(declared.flow_logs_to("s3"))
    flow_logs = traffic.flow_logs
    if isinstance(expected, Missing | Unreadable | Skipped):
        return expected
    if isinstance(expected, Quiet) or isinstance(flow_logs, NOTHING):
        return {}
    newest: dict[str, datetime | None] = {}
    for one in expected:
        found = _newest(declared, account, one.flow_log_id, flow_logs[one.flow_log_id], now)
        if isinstance(found, Missing | Unreadable | Skipped):
            return found
        newest[one.flow_log_id] = found
    return newest


def _newest(
    declared: StackOutputs, account: Account, flow_log_id: str, flow_log: FlowLog, now: datetime
) -> Reading[datetime | None]:
    for search in searches(declared, flow_log_id, flow_log, now):
        found = account.objects_after(declared.log_bucket, search.prefix, search.start)
        if isinstance(found, NOTHING):
            return found
        if found:
            return max(one.modified for one in found)
    return None
