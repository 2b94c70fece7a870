"""The networks that are watched: those of the stack, and those of others."""

from collections.abc import Mapping
from typing import NotRequired, TypedDict

import pulumi

from components.baseline.stack import StackContext
from components.baseline.traffic import Traffic
from components.flow_log import FlowLog
from components.network import MonitoredVpc


class _Target(TypedDict):
    vpc_id: NotRequired[str]
    subnet_id: NotRequired[str]
    eni_id: NotRequired[str]


def monitored_vpcs(stack: StackContext, traffic: Traffic) -> Mapping[str, MonitoredVpc]:
    """The stack's VPCs, by name, each with a flow log to each sink."""
    return {
        vpc.name: MonitoredVpc(
            vpc.name,
            {
                **vpc.layout,
                "flow_logs": traffic.flow_logs,
                "tags": stack.naming.tags,
                "deletion_guard": stack.guard,
            },
        )
        for vpc in stack.settings.vpcs
    }


def other_flow_logs(stack: StackContext, traffic: Traffic) -> Mapping[str, Mapping[str, pulumi.Output[str]]]:
    """Flow logs of the network resources of others: the resource's id to the sink's name to the flow log's id."""
    return {
        resource: {
            sink: FlowLog(
                f"{resource}-{sink}", {**settings, **_target(resource), "tags": stack.naming.tags}
            ).flow_log_id
            for sink, settings in traffic.flow_logs.items()
        }
        for resource in stack.settings.network_resources
    }


def _target(resource: str) -> _Target:
    kind, _, _ = resource.partition("-")
    targets: dict[str, _Target] = {
        "vpc": {"vpc_id": resource},
        "subnet": {"subnet_id": resource},
        "eni": {"eni_id": resource},
    }
    return targets[kind]
