"""Whether flow records have to come at all, since when, and where in a bucket they would be."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from logs.keys.flow_log_keys import FlowLogKeys
from ops.facts import FlowLog, NetworkInterface
from ops.outputs import StackOutputs
from ops.verify.arrivals import Arrival, Quiet, span

# VPC user guide, "Flow log basics" (Aggregation interval): at most 10 minutes, then about 5 to CloudWatch Logs and 10
# to S3, "on a best effort basis"; CloudWatch Logs then says so within an hour (API reference: LogStream). In all, and
# doubled: also an interface without traffic has a record for each interval, NODATA.
RECORDS_WITHIN: Final = timedelta(hours=3)

SILENT: Final = (
    "see whether the flow logs' last deliveries failed, and whether somebody changed the role, the sink's policy or "
    "its key; then put back what the stack declares: `pulumi up --refresh`"
)


class Expected(NamedTuple):
    """A flow log that has something to record."""

    flow_log_id: str
    since: datetime | None
    """Since when; None when that isn't known."""


def expected_records(
    flow_log_ids: Iterable[str], flow_logs: Mapping[str, FlowLog], interfaces: Iterable[NetworkInterface]
) -> list[Expected] | Quiet:
    """Those of the flow logs that have something to record, or why none of them has.

    Args:
        flow_log_ids: The stack's flow logs to one sink.
        flow_logs: The region's flow logs by their ids.
        interfaces: The region's network interfaces that something uses.
    """
    found = {one: flow_logs[one] for one in flow_log_ids if one in flow_logs}
    everything = {one: flow_log for one, flow_log in found.items() if flow_log.traffic == "ALL"}
    if found and not everything:
        return Quiet("only some traffic is recorded, and there may have been none of it")
    used = list(interfaces)
    expected = [
        Expected(one, _since(flow_log, seen))
        for one, flow_log in everything.items()
        if (seen := [each for each in used if flow_log.resource_id in each.ids])
    ]
    return expected or Quiet("no network interface is in use, so there is nothing to record")


def _since(flow_log: FlowLog, interfaces: Iterable[NetworkInterface]) -> datetime | None:
    """Since both the flow log and the first of its interfaces have been there."""
    attached = min((one.attached for one in interfaces if one.attached), default=None)
    return max((time for time in (flow_log.created, attached) if time), default=None)


def sink_arrival(newest: datetime | None, expected: list[Expected] | Quiet) -> Arrival | Quiet:
    """What came last to a sink that tells only the newest record of all.

    Args:
        newest: When it came; None when none did.
        expected: See `expected_records`.
    """
    if isinstance(expected, Quiet):
        return expected
    return Arrival(newest, min((one.since for one in expected if one.since), default=None))


def late_flow_logs(
    newest: Mapping[str, datetime | None], expected: Iterable[Expected], now: datetime
) -> Iterator[tuple[str, str]]:
    """The flow logs of which no file came to the bucket for too long, each with for how long.

    Args:
        newest: Flow log's id to when the newest of its files came, of those of the last `RECORDS_WITHIN`.
        expected: See `expected_records`.
        now: The moment.
    """
    for flow_log_id, since in expected:
        if newest.get(flow_log_id) is None and (since is None or now - since > RECORDS_WITHIN):
            yield flow_log_id, span(now - since) if since else "as long as is known"


class Search(NamedTuple):
    """Where in a bucket files are, if there are any: those whose keys begin with `prefix` and sort after `start`."""

    prefix: str
    start: str


def searches(declared: StackOutputs, flow_log_id: str, flow_log: FlowLog, now: datetime) -> tuple[Search, ...]:
    """Where a flow log's files of the last `RECORDS_WITHIN` are: one for each folder, from the newest.

    Args:
        declared: The stack.
        flow_log_id: The flow log's id.
        flow_log: The flow log, whose destination is a bucket or a folder of it.
        now: The moment.
    """
    folder = flow_log.destination.partition(":::")[2].partition("/")[2].strip("/")
    keys = FlowLogKeys(flow_log.layout, prefix=f"{folder}/" if folder else "")
    starts: dict[str, str] = {}
    for hours in range(int(RECORDS_WITHIN / timedelta(hours=1)) + 1):
        key = keys.object_key(declared.account_id, declared.region, flow_log_id, now - timedelta(hours=hours), "")
        # Keys of one folder sort by flow log, then by time: only in the folder of the earliest some are too old.
        folder, _, name = key.rpartition(f"_{flow_log_id}_")
        prefix = f"{folder}_{flow_log_id}_"
        starts = {each: each for each in (*starts, prefix)}
        starts[prefix] = prefix + name.partition("_")[0]
    return tuple(Search(prefix, start) for prefix, start in starts.items())
