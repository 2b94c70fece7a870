"""CloudWatchLogsSink: a log group and the roles that its producers write with."""

from collections.abc import Sequence
from typing import NotRequired, TypedDict

import pulumi
from pulumi_aws import cloudwatch

from components.naming import Naming
from components.options import child_options, named
from components.producers import Producer
from components.sinks.adoption import once
from components.sinks.destination import FlowLogDestination, TrailLogDestination
from components.sinks.producer_roles import ProducerRoles


class CloudWatchLogsSinkArgs(TypedDict):
    """What a CloudWatchLogsSink takes."""

    naming: Naming
    """Names and tags the group and the roles: the component's name says what the logs are for. Known while the program
    runs."""
    producers: Sequence[Producer]
    """What writes to the group. Each gets a role of its own; nothing else is let in."""
    retention_days: pulumi.Input[int]
    """Days that events are kept: a value that CloudWatch Logs allows."""
    key_arn: NotRequired[pulumi.Input[str]]
    """The key that events are encrypted with, from `LogKey.key_arn`: its users need a `LogGroupEncryption` with this
    group. Without it, CloudWatch Logs' own keys."""


class CloudWatchLogsSink(pulumi.ComponentResource):
    """A log group that exactly its producers can write to, each with a role that can do nothing else.

    With `retain_on_delete`, group and roles stay in the account, so that what was delivering still can.
    """

    log_group_name: pulumi.Output[str]
    """The group's name. Known at preview."""
    log_group_arn: pulumi.Output[str]
    """The group's ARN, without `:*`. Known at preview."""
    retention: dict[str, pulumi.Input[int]]
    """The group's name to the days that events are kept in it."""
    role_arns: dict[str, pulumi.Output[str]]
    """Producer's key to the ARN of its role. Known at preview; what takes one waits for the role's policy."""

    def __init__(self, name: str, args: CloudWatchLogsSinkArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        adopted = once(opts, "aws-monitoring-baseline:index:ExistingLogGroup")
        super().__init__("aws-monitoring-baseline:index:CloudWatchLogsSink", name, None, adopted)
        naming = args["naming"]
        log_group = naming.log_group(name)
        group = cloudwatch.LogGroup(
            f"{name}-group",
            name=log_group,
            retention_in_days=args["retention_days"],
            kms_key_id=args.get("key_arn"),
            tags=named(naming.tags, log_group),
            opts=child_options(self, opts),
        )
        self._roles = ProducerRoles(
            self, name, naming=naming, log_group=log_group, producers=args["producers"], opts=opts
        )
        self.retention = {log_group: args["retention_days"]}
        self.log_group_name = group.name
        self.log_group_arn = group.name.apply(naming.log_group_arn)
        self.role_arns = self._roles.arns
        self.register_outputs({"logGroupName": self.log_group_name, "logGroupArn": self.log_group_arn})

    @property
    def flow_log_destination(self) -> FlowLogDestination:
        """This sink, for a flow log; needs a `FlowLogDelivery` among the producers."""
        return self._roles.flow_log_destination(self.log_group_arn)

    @property
    def trail_destination(self) -> TrailLogDestination:
        """This sink, for a trail; needs a `TrailDelivery` among the producers."""
        return self._roles.trail_destination(self.log_group_arn)
