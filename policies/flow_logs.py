"""Which VPC a flow log is of, and whether what it records is kept."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
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
