"""Every VPC has a flow log that records what is rejected, to a place that keeps it."""

from collections.abc import Iterator
from typing import Final

from flow_logs import flow_logs_by_vpc, is_kept, tells
from frameworks import cis
from graph import Graph
from log_buckets import LOG_BUCKETS
from log_buckets import OPTIONS as LOG_BUCKET_OPTIONS
from pulumi_policy import Severity
from resource_types import VPCS
from resource_view import Resource
from rule import StackRule
from rule_options import Options, texts_option, texts_schema

SINKS: Final = "sinks"
TRAFFIC: Final = "traffic"


def _check(vpc: Resource, graph: Graph, options: Options) -> Iterator[str]:
    traffic = texts_option(options, TRAFFIC, ("ALL", "REJECT"))
    found = [one for one in graph.once(flow_logs_by_vpc).get(vpc.urn, ()) if tells(one, traffic)]
    if not found:
        yield (
            f"No flow log records what this VPC rejects.\nGive it one, with the trafficType {' or '.join(traffic)}; "
            "if that is ALL and it has a logFormat, with ${action} in it."
        )
        return
    allowed = (*texts_option(options, SINKS), *texts_option(options, LOG_BUCKETS))
    if not any(is_kept(flow_log, graph, allowed) for flow_log in found):
        yield (
            "Its flow logs go where nobody allowed them to.\n"
            f"Take the ARN from the sink that the stack makes, or name the place in {SINKS} of this rule's "
            f"configuration, or a bucket in {LOG_BUCKETS}."
        )


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
    options={
        LOG_BUCKETS: LOG_BUCKET_OPTIONS[LOG_BUCKETS],
        SINKS: texts_schema("Names or ARNs of others' sinks."),
        TRAFFIC: {"type": "array", "items": {"enum": ["ACCEPT", "ALL", "REJECT"]}, "description": "ALL or REJECT."},
    },
)
