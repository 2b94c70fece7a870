"""The roles with which producers write to a log group, whoever made the group."""

from collections.abc import Sequence

import pulumi
from pulumi_aws import iam

from components.documents import to_json
from components.naming import Naming
from components.options import child_options, named
from components.producers import FlowLogDelivery, Producer, TrailDelivery
from components.sinks.destination import FlowLogDestination, TrailLogDestination


class ProducerRoles:
    """A role per producer, children of the component whose log group it is. Each can do nothing but write to it."""

    arns: dict[str, pulumi.Output[str]]
    """Producer's key to the ARN of its role. Known at preview; what takes one waits for the role's policy."""

    def __init__(
        self,
        owner: pulumi.ComponentResource,
        name: str,
        *,
        naming: Naming,
        log_group: str,
        producers: Sequence[Producer],
        opts: pulumi.ResourceOptions | None,
    ) -> None:
        """Makes the children of `owner`.

        Args:
            owner: The component that the roles belong to.
            name: The owner's name, which the roles' names begin with.
            naming: Names and tags the roles.
            log_group: The name of the log group.
            producers: What writes to it.
            opts: What the owner was given.
        """
        self._owner, self._label, self._opts = owner, name, opts
        self._naming, self._log_group = naming, log_group
        self.arns = {producer.key: self._role_arn(producer) for producer in producers}

    def flow_log_destination(self, log_group_arn: pulumi.Input[str]) -> FlowLogDestination:
        """The log group, for a flow log; needs a `FlowLogDelivery` among the producers."""
        return {"type": "cloud-watch-logs", "arn": log_group_arn, "role_arn": self._arn_of(FlowLogDelivery)}

    def trail_destination(self, log_group_arn: pulumi.Input[str]) -> TrailLogDestination:
        """The log group, for a trail; needs a `TrailDelivery` among the producers."""
        return {"log_group_arn": log_group_arn, "role_arn": self._arn_of(TrailDelivery)}

    def _arn_of(self, kind: type[Producer]) -> pulumi.Output[str]:
        if kind.key not in self.arns:
            raise pulumi.RunError(
                f'The log group of "{self._label}" lets in {" and ".join(self.arns) or "no producer"}, '
                f"not {kind.key}: give it a {kind.__name__} among its producers."
            )
        return self.arns[kind.key]

    def _role_arn(self, producer: Producer) -> pulumi.Output[str]:
        name = f"{self._label}-{producer.key}"
        role_name = self._naming.role(name)
        role = iam.Role(
            f"{name}-role",
            name=role_name,
            description=f"Delivers {producer.key} to {self._log_group}",
            assume_role_policy=to_json(producer.log_group_trust(self._naming)),
            tags=named(self._naming.tags, role_name),
            opts=child_options(self._owner, self._opts),
        )
        policy = iam.RolePolicy(
            f"{name}-role-policy",
            name="deliver",
            role=role.name,
            policy=to_json(producer.log_group_permissions(self._naming, self._log_group)),
            opts=child_options(self._owner, self._opts),
        )
        # Through the policy, so that whatever takes the role is created after the policy.
        return policy.role.apply(self._naming.role_arn)
