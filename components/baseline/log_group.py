"""The log groups of the stack, made or adopted."""

from dataclasses import dataclass

from components.baseline.key import Encryption
from components.baseline.stack import StackContext
from components.producers import Producer
from components.sinks.cloudwatch_logs import CloudWatchLogsSink
from components.sinks.existing_log_group import ExistingLogGroup


@dataclass(frozen=True)
class LogGroupPlan:
    """What a log group is to be."""

    name: str
    """The component's name."""
    producer: Producer
    """What writes to it."""
    retention_days: int
    """Days that events are kept in a group that the stack makes."""
    existing: str
    """The name of the group of others to deliver to; empty for one that the stack makes."""


def log_group(stack: StackContext, plan: LogGroupPlan, encryption: Encryption) -> CloudWatchLogsSink | ExistingLogGroup:
    """The log group of one producer: the stack's own, or the one of others that the plan names."""
    if plan.existing:
        return ExistingLogGroup(
            plan.name,
            {"naming": stack.naming, "log_group": plan.existing, "producers": [plan.producer]},
            opts=stack.deletion.options(),
        )
    return CloudWatchLogsSink(
        plan.name,
        {
            "naming": stack.naming,
            "producers": [plan.producer],
            "retention_days": plan.retention_days,
            **encryption,
        },
        opts=stack.deletion.options(),
    )
