"""Checks of a VPC and its flow log."""

from ops.facts import FlowLog, Reading, Vpc
from ops.outputs import DeclaredVpc, StackOutputs
from ops.verify.check import Check, Subject, Verdict


def check_vpc(
    declared: StackOutputs,
    name: str,
    *,
    vpc: Reading[Vpc],
    flow_log: Reading[FlowLog],
    subnets: Reading[frozenset[str]],
) -> list[Check]:
    """Whether the VPC `name` of the stack is there with its subnets, and its traffic is logged."""
    wanted = declared.vpcs[name]
    subject = Subject("vpc", f"{name} ({wanted.vpc_id})")
    return [
        subject.check("exists", vpc, lambda found: Verdict(found.state == "available", f"{found.state}, {found.cidr}")),
        subject.check("has its subnets", subnets, lambda found: _subnets(wanted, found)),
        subject.check(
            "flow log is active",
            flow_log,
            lambda found: Verdict(found.status == "ACTIVE", f"{wanted.flow_log_id} is {found.status}"),
        ),
        subject.check(
            "flow log is on the VPC",
            flow_log,
            lambda found: Verdict(found.resource_id == wanted.vpc_id, f"on {found.resource_id}"),
        ),
        subject.check(
            "flow log delivers to a declared log group",
            flow_log,
            lambda found: Verdict(declared.has_log_group(found.destination), found.destination or "nowhere"),
        ),
    ]


def _subnets(wanted: DeclaredVpc, found: frozenset[str]) -> Verdict:
    ids = wanted.public_subnet_ids + wanted.private_subnet_ids
    gone = [subnet for subnet in ids if subnet not in found]
    return Verdict(not gone, f"not in the VPC: {', '.join(gone)}" if gone else f"all {len(ids)}")
