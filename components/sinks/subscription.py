"""What passes the events of log groups on to a stream: subscription filters, and the role that they write with."""

from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

import pulumi
from pulumi_aws import cloudwatch, iam

from components.documents import Document, Statement, assume_role, document, to_json
from components.naming import Naming
from components.options import child_options, named

LogGroups = Mapping[str, pulumi.Input[str]]
"""What tells a log group from a stream's others, in names of resources, to the group's name."""


class SubscriptionArgs(TypedDict):
    """What `subscribe` takes."""

    naming: Naming
    """Names and tags the role, and names the filters."""
    log_groups: LogGroups
    """The log groups, of this account and Region. CloudWatch Logs allows a group two subscriptions."""
    destination_arn: pulumi.Input[str]
    """The ARN of the stream."""
    statements: Sequence[Statement]
    """What the role may do: put records into the stream."""
    distribution: NotRequired[str]
    """`Random` spreads the events of one log stream over the shards of a data stream. `ByLogStream` without it."""


def subscribe(
    owner: pulumi.ComponentResource, name: str, args: SubscriptionArgs, opts: pulumi.ResourceOptions | None
) -> None:
    """Makes the filters, and one role for them, as children of `owner`: every event of the groups is passed on.

    Args:
        owner: The component that the stream belongs to.
        name: The owner's name, which the children's names begin with.
        args: From where to where.
        opts: What the owner was given.
    """
    naming = args["naming"]
    role_name = naming.role(f"{name}-subscription")
    role = iam.Role(
        f"{name}-subscription-role",
        name=role_name,
        description=f"Passes events of {' and '.join(args['log_groups'])} on to {name}",
        assume_role_policy=pulumi.Output.all(*args["log_groups"].values()).apply(
            lambda log_groups: to_json(subscription_trust(naming, log_groups))
        ),
        tags=named(naming.tags, role_name),
        opts=child_options(owner, opts),
    )
    policy = iam.RolePolicy(
        f"{name}-subscription-role-policy",
        name="deliver",
        role=role.name,
        policy=to_json(document(args["statements"])),
        opts=child_options(owner, opts),
    )
    for key, log_group in args["log_groups"].items():
        cloudwatch.LogSubscriptionFilter(
            f"{name}-{key}-subscription",
            name=role_name,
            log_group=log_group,
            filter_pattern="",
            destination_arn=args["destination_arn"],
            # Through the policy: CloudWatch Logs sends a test message, which the role has to be able to deliver.
            role_arn=policy.role.apply(naming.role_arn),
            distribution=args.get("distribution"),
            opts=child_options(owner, opts),
        )


def subscription_trust(naming: Naming, log_groups: Sequence[str]) -> Document:
    """Only events of these groups make CloudWatch Logs take the role.

    CloudWatch Logs User Guide, "Log group-level subscription filters" and "Confused deputy prevention": AWS's example
    has the account's groups for a source. It doesn't say whether a group's ARN comes with the `:*` that it has in a
    Lambda function's policy, so both are let in.
    """
    arns = [naming.log_group_arn(log_group) for log_group in log_groups]
    return assume_role(
        "logs.amazonaws.com", {"ArnLike": {"aws:SourceArn": [form for arn in arns for form in (arn, f"{arn}:*")]}}
    )
