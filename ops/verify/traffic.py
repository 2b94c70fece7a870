"""What there is of flow logs and of what they record, read once for all checks."""

from collections.abc import Iterable
from dataclasses import dataclass

from ops.facts import FlowLog, NetworkInterface, Reading
from ops.verify.arrivals import Quiet
from ops.verify.check import NOTHING, both
from ops.verify.flow_arrivals import Expected, expected_records


@dataclass(frozen=True)
class Traffic:
    """The region's flow logs by their ids, and its network interfaces that something uses."""

    flow_logs: Reading[dict[str, FlowLog]]
    interfaces: Reading[tuple[NetworkInterface, ...]]

    def expected(self, flow_log_ids: Iterable[str]) -> Reading[list[Expected] | Quiet]:
        """Those of the flow logs that have something to record, or why none of them has."""
        readings = both(self.flow_logs, self.interfaces)
        return readings if isinstance(readings, NOTHING) else expected_records(flow_log_ids, *readings)
