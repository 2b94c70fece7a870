"""Checks of a VPC and its flow log."""

from ops.facts import FlowLog, Reading, SecurityGroup, Vpc
from ops.outputs import DeclaredVpc, StackOutputs
from ops.verify.check import REDEPLOY, Check, Subject, Verdict

_DELIVERY = (
    f"{REDEPLOY}, so that the flow log's role can write to its log group again; "
    "then verify after the next delivery, in about 10 minutes"
)
_OPENED = (
    "find out who opened it (AuthorizeSecurityGroupIngress, AuthorizeSecurityGroupEgress in the CloudTrail event"
    f" history), then {REDEPLOY}"
)


def check_vpc(
    declared: StackOutputs,
    name: str,
    *,
    vpc: Reading[Vpc],
    flow_log: Reading[FlowLog],
    subnets: Reading[frozenset[str]],
    security_group: Reading[SecurityGroup],
) -> list[Check]:
    """Whether the VPC `name` of the stack is there with its subnets, is closed by default, and its traffic is logged.

    The default security group has no rules, as CIS AWS Foundations asks (5.0: 5.5; Security Hub EC2.2).
    """
    wanted = declared.vpcs[name]
    subject = Subject("vpc", f"{name} ({wanted.vpc_id})")
    return [
        subject.check("exists", vpc, lambda found: Verdict(found.state == "available", f"{found.state}, {found.cidr}")),
        subject.check("has its subnets", subnets, lambda found: _subnets(wanted, found)),
        subject.check("default security group lets nothing through", security_group, _closed, fix=_OPENED),
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
        subject.check("flow log delivers", flow_log, _delivers, fix=_DELIVERY),
    ]


def _subnets(wanted: DeclaredVpc, found: frozenset[str]) -> Verdict:
    ids = wanted.public_subnet_ids + wanted.private_subnet_ids
    gone = [subnet for subnet in ids if subnet not in found]
    return Verdict(not gone, f"not in the VPC: {', '.join(gone)}" if gone else f"all {len(ids)}")


def _closed(group: SecurityGroup) -> Verdict:
    rules = f"{group.group_id} has {group.inbound} inbound and {group.outbound} outbound rules"
    return Verdict(not (group.inbound or group.outbound), rules)


def _delivers(flow_log: FlowLog) -> Verdict:
    # EC2 API reference, FlowLog: SUCCESS or FAILED. A new flow log has neither before its first delivery.
    if flow_log.delivery == "FAILED":
        return Verdict(False, f"FAILED: {flow_log.delivery_error or 'no reason given'}")
    return Verdict(True, flow_log.delivery or "no delivery yet")
