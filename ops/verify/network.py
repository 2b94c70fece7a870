"""Checks of a VPC and its flow logs."""

from collections.abc import Mapping

from ops.facts import FlowLog, Reading, SecurityGroup, Vpc
from ops.outputs import DeclaredVpc, StackOutputs
from ops.verify.check import REDEPLOY, Check, Subject, Verdict
from ops.verify.flow_logs import flow_log_checks

_OPENED = (
    "find out who opened it (AuthorizeSecurityGroupIngress, AuthorizeSecurityGroupEgress in the CloudTrail event"
    f" history), then {REDEPLOY}"
)


def check_vpc(
    declared: StackOutputs,
    name: str,
    *,
    vpc: Reading[Vpc],
    flow_logs: Reading[Mapping[str, FlowLog]],
    subnets: Reading[frozenset[str]],
    security_group: Reading[SecurityGroup],
) -> list[Check]:
    """Whether the VPC `name` of the stack is there with its subnets, is closed by default, and its traffic is logged.

    The default security group has no rules, as CIS AWS Foundations asks (5.0: 5.5; Security Hub EC2.2).

    Args:
        declared: The stack.
        name: The VPC's name in the stack.
        vpc: The VPC.
        flow_logs: The region's flow logs by their ids.
        subnets: The ids of the VPC's subnets.
        security_group: The VPC's default security group.
    """
    wanted = declared.vpcs[name]
    subject = Subject("vpc", f"{name} ({wanted.vpc_id})")
    return [
        subject.check("exists", vpc, lambda found: Verdict(found.state == "available", f"{found.state}, {found.cidr}")),
        subject.check("has its subnets", subnets, lambda found: _subnets(wanted, found)),
        subject.check("default security group lets nothing through", security_group, _closed, fix=_OPENED),
        *flow_log_checks(declared, subject, wanted.vpc_id, wanted.flow_log_ids, flow_logs),
    ]


def _subnets(wanted: DeclaredVpc, found: frozenset[str]) -> Verdict:
    ids = wanted.public_subnet_ids + wanted.private_subnet_ids
    gone = [subnet for subnet in ids if subnet not in found]
    return Verdict(not gone, f"not in the VPC: {', '.join(gone)}" if gone else f"all {len(ids)}")


def _closed(group: SecurityGroup) -> Verdict:
    rules = f"{group.group_id} has {group.inbound} inbound and {group.outbound} outbound rules"
    return Verdict(not (group.inbound or group.outbound), rules)
