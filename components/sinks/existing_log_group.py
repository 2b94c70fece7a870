"""ExistingLogGroup: a log group that others made and keep, and the roles that its producers write with."""

from collections.abc import Sequence
from typing import TypedDict

import pulumi

from components.naming import Naming
from components.producers import Producer
from components.sinks.adoption import once
from components.sinks.destination import FlowLogDestination, TrailLogDestination
from components.sinks.producer_roles import ProducerRoles


class ExistingLogGroupArgs(TypedDict):
    """What an ExistingLogGroup takes."""

    naming: Naming
    """Names and tags the roles. Known while the program runs."""
    log_group: str
    """The group's name, in this account and Region. Known while the program runs."""
    producers: Sequence[Producer]
    """What writes to the group. Each gets a role of its own, which can do nothing else."""


class ExistingLogGroup(pulumi.ComponentResource):
    """A log group to deliver to as it is: its owner decides on retention and encryption."""

    log_group_name: pulumi.Output[str]
    """The group's name. Known at preview."""
    log_group_arn: pulumi.Output[str]
    """The group's ARN, without `:*`. Known at preview."""
    role_arns: dict[str, pulumi.Output[str]]
    """Producer's key to the ARN of its role. Known at preview; what takes one waits for the role's policy."""

    def __init__(self, name: str, args: ExistingLogGroupArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        made = once(opts, "aws-monitoring-baseline:index:CloudWatchLogsSink")
        super().__init__("aws-monitoring-baseline:index:ExistingLogGroup", name, None, made)
        naming, log_group = args["naming"], args["log_group"]
        self._roles = ProducerRoles(
            self, name, naming=naming, log_group=log_group, producers=args["producers"], opts=opts
        )
        self.log_group_name = pulumi.Output.from_input(log_group)
        self.log_group_arn = pulumi.Output.from_input(naming.log_group_arn(log_group))
        self.role_arns = self._roles.arns
        self.register_outputs({"logGroupName": self.log_group_name, "logGroupArn": self.log_group_arn})

    @property
    def flow_log_destination(self) -> FlowLogDestination:
        """This group, for a flow log; needs a `FlowLogDelivery` among the producers."""
        return self._roles.flow_log_destination(self.log_group_arn)

    @property
    def trail_destination(self) -> TrailLogDestination:
        """This group, for a trail; needs a `TrailDelivery` among the producers."""
        return self._roles.trail_destination(self.log_group_arn)
