"""Checks of flow logs: those of a VPC of the stack, and those of the network resources of others."""

from collections.abc import Mapping
from functools import partial

from ops.facts import FlowLog, Reading
from ops.outputs import StackOutputs
from ops.verify.check import REDEPLOY, Check, Subject, Verdict

_DELIVERY = (
    f"{REDEPLOY}, so that the flow log is there and its sink lets it in; "
    "then verify after the next delivery, in about 10 minutes"
)


def check_network_resource(
    declared: StackOutputs, resource_id: str, flow_logs: Reading[Mapping[str, FlowLog]]
) -> list[Check]:
    """Whether the traffic of a resource that the stack did not make is logged.

    Args:
        declared: The stack.
        resource_id: The id of a VPC, a subnet or a network interface, of which the stack declares flow logs.
        flow_logs: The region's flow logs by their ids.
    """
    subject = Subject("network resource", resource_id)
    return flow_log_checks(declared, subject, resource_id, declared.other_flow_logs[resource_id], flow_logs)


def flow_log_checks(
    declared: StackOutputs,
    subject: Subject,
    resource_id: str,
    wanted: Mapping[str, str],
    flow_logs: Reading[Mapping[str, FlowLog]],
) -> list[Check]:
    """Whether each flow log is active, on its resource, delivers to a sink of the stack, and did not fail to.

    Args:
        declared: The stack.
        subject: What the checks are about.
        resource_id: What the flow logs must be on.
        wanted: Sink to the id of the flow log that delivers there.
        flow_logs: The region's flow logs by their ids.
    """
    return [
        subject.check(
            f"flow log to {sink} delivers",
            flow_logs,
            partial(_delivers, declared, resource_id, flow_log_id),
            fix=_DELIVERY,
        )
        for sink, flow_log_id in sorted(wanted.items())
    ]


def _delivers(declared: StackOutputs, resource_id: str, flow_log_id: str, flow_logs: Mapping[str, FlowLog]) -> Verdict:
    found = flow_logs.get(flow_log_id)
    if found is None:
        return Verdict(False, f"{flow_log_id} does not exist")
    # EC2 API reference, FlowLog: SUCCESS or FAILED. A new flow log has neither before its first delivery.
    failed = found.delivery == "FAILED"
    delivery = f"FAILED: {found.delivery_error or 'no reason given'}" if failed else found.delivery
    holds = (
        found.status == "ACTIVE"
        and found.resource_id == resource_id
        and declared.is_flow_log_sink(found.destination)
        and not failed
    )
    return Verdict(
        holds,
        f"{flow_log_id} is {found.status}, on {found.resource_id}, to {found.destination or 'nowhere'}, "
        f"{delivery or 'no delivery yet'}",
    )
