"""Which VPC a flow log is of, and whether what it records is kept."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from typing import Final

from arn_names import names_in
from graph import Graph
from known import NotKnownError
from own_resources import own_referred
from resource_types import FLOW_LOG_SINKS, FLOW_LOGS, VPCS
from resource_view import Resource

# aws-native has one property for whatever is watched.
_WATCHED: Final = ("vpcId", "resourceId")
_SINKS: Final = ("logDestination", "logGroupName")
# Of all traffic, what tells accepted from rejected; AWS's own format has it (VPC User Guide, "Flow log records").
_ALL: Final = "ALL"
_ACCEPTED: Final = "ACCEPT"
_ACTION: Final = "${action}"


def flow_logs_by_vpc(graph: Graph) -> Mapping[str, list[Resource]]:
    """The flow logs of each VPC of a stack, by the VPC's URN."""
    found: defaultdict[str, list[Resource]] = defaultdict(list)
    for flow_log in graph.of_type(*FLOW_LOGS):
        try:
            vpcs = [vpc for name in _WATCHED for vpc in graph.referred(flow_log, (name,), VPCS)]
        except NotKnownError:
            continue
        for vpc in vpcs:
            found[vpc.urn].append(flow_log)
    return found


def is_kept(flow_log: Resource, graph: Graph, others: Iterable[str]) -> bool:
    """Tell whether a flow log goes to a sink of the stack, or to one of others, by name or ARN.

    Raises:
        NotKnownError: Nothing tells where it goes.
    """
    if any(own_referred(graph, flow_log, (place,), FLOW_LOG_SINKS) for place in _SINKS):
        return True
    named = {name for place in _SINKS if (text := flow_log.text(place)) for name in names_in(text)}
    return not named.isdisjoint(others)


def tells(flow_log: Resource, traffic: Container[str]) -> bool:
    """Tell whether a flow log records traffic of a kind that will do: unless accepted traffic would, what was rejected.

    Raises:
        NotKnownError: Its traffic or its format isn't known.
    """
    recorded = flow_log.text("trafficType")
    if recorded is None or recorded not in traffic:
        return False
    if recorded != _ALL or _ACCEPTED in traffic:
        return True
    fields = flow_log.text("logFormat")
    return fields is None or _ACTION in fields
