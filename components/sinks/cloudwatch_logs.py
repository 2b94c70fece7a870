"""CloudWatchLogsSink: a log group and the roles that its producers write with."""

from collections.abc import Sequence
from typing import TypedDict

import pulumi
from pulumi_aws import cloudwatch, iam

from components.documents import to_json
from components.naming import Naming
from components.options import child_options, named
from components.producers import FlowLogDelivery, Producer, TrailDelivery
from components.sinks.destination import FlowLogDestination, TrailLogDestination


class CloudWatchLogsSinkArgs(TypedDict):
    """What a CloudWatchLogsSink takes."""

    naming: Naming
    """Names and tags the group and the roles: the component's name says what the logs are for. Known while the program
    runs."""
    producers: Sequence[Producer]
    """What writes to the group. Each gets a role of its own; nothing else is let in."""
    retention_days: pulumi.Input[int]
    """Days that events are kept: a value that CloudWatch Logs allows."""


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
        super().__init__("aws-monitoring-baseline:index:CloudWatchLogsSink", name, None, opts)
        self._label, self._opts, self._naming = name, opts, args["naming"]
        self._log_group = self._naming.log_group(name)
        group = cloudwatch.LogGroup(
            f"{name}-group",
            name=self._log_group,
            retention_in_days=args["retention_days"],
            tags=named(self._naming.tags, self._log_group),
            opts=child_options(self, opts),
        )
        self.retention = {self._log_group: args["retention_days"]}
        self.log_group_name = group.name
        self.log_group_arn = group.name.apply(self._naming.log_group_arn)
        self.role_arns = {producer.key: self._role_arn(producer) for producer in args["producers"]}
        self.register_outputs({"logGroupName": self.log_group_name, "logGroupArn": self.log_group_arn})

    @property
    def flow_log_destination(self) -> FlowLogDestination:
        """This sink, for a flow log; needs a `FlowLogDelivery` among the producers."""
        return {
            "type": "cloud-watch-logs",
            "arn": self.log_group_arn,
            "role_arn": self.role_arns[FlowLogDelivery.key],
        }

    @property
    def trail_destination(self) -> TrailLogDestination:
        """This sink, for a trail; needs a `TrailDelivery` among the producers."""
        return {"log_group_arn": self.log_group_arn, "role_arn": self.role_arns[TrailDelivery.key]}

    def _role_arn(self, producer: Producer) -> pulumi.Output[str]:
        name = f"{self._label}-{producer.key}"
        role_name = self._naming.role(name)
        role = iam.Role(
            f"{name}-role",
            name=role_name,
            description=f"Delivers {producer.key} to {self._log_group}",
            assume_role_policy=to_json(producer.log_group_trust(self._naming)),
            tags=named(self._naming.tags, role_name),
            opts=child_options(self, self._opts),
        )
        policy = iam.RolePolicy(
            f"{name}-role-policy",
            name="deliver",
            role=role.name,
            policy=to_json(producer.log_group_permissions(self._naming, self._log_group)),
            opts=child_options(self, self._opts),
        )
        # Through the policy, so that whatever takes the role is created after the policy.
        return policy.role.apply(self._naming.role_arn)
