"""Every VPC has a flow log that records what is rejected, to a place that keeps it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from arn_names import names_in
from frameworks import cis
from graph import Graph
from known import NotKnownError
from pulumi_policy import Severity
from resource_types import FLOW_LOG_SINKS, FLOW_LOGS, VPCS
from resource_view import Resource
from rule import StackRule
from rule_options import Options, texts_option

SINKS: Final = "sinks"


def _flow_logs(graph: Graph) -> Mapping[str, list[Resource]]:
    """The flow logs of each VPC of the stack, by its URN."""
    found: defaultdict[str, list[Resource]] = defaultdict(list)
    for flow_log in graph.of_type(*FLOW_LOGS):
        try:
            vpcs = [vpc for name in ("vpcId", "resourceId") for vpc in graph.referred(flow_log, (name,), VPCS)]
        except NotKnownError:
            continue
        for vpc in vpcs:
            found[vpc.urn].append(flow_log)
    return found


def _is_kept(flow_log: Resource, graph: Graph, others: tuple[str, ...]) -> bool:
    places = ("logDestination", "logGroupName")
    if any(graph.referred(flow_log, (place,), FLOW_LOG_SINKS) for place in places):
        return True
    return any(not set(names_in(text)).isdisjoint(others) for place in places if (text := flow_log.text(place)))


def _check(vpc: Resource, graph: Graph, options: Options) -> Iterator[str]:
    found = [one for one in graph.once(_flow_logs).get(vpc.urn, ()) if one.text("trafficType") in ("ALL", "REJECT")]
    if not found:
        yield 'No flow log records what this VPC rejects.\nGive it one, with the trafficType "ALL" or "REJECT".'
    elif not any(_is_kept(flow_log, graph, texts_option(options, SINKS)) for flow_log in found):
        yield f"Its flow logs go where nobody allowed them to.\nName the place in {SINKS} of the configuration."


RULE: Final = StackRule(
    name="vpc-has-flow-log",
    title="A VPC has no flow log of what it rejects",
    severity=Severity.MEDIUM,
    framework=cis("3.9"),
    controls=("EC2.6",),
    risk="Nothing tells who probes the network, nor where what was taken went to.",
    remedy="Give each VPC a FlowLog for ALL or REJECT traffic to a log group, a bucket or a delivery stream.",
    url="https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html",
    types=VPCS,
    check=_check,
    options={SINKS: {"type": "array", "items": {"type": "string"}, "description": "Names or ARNs of others' sinks."}},
)
