"""What a producer's resource needs to know of the sink it writes to."""

from typing import NotRequired, TypedDict

import pulumi


class FlowLogDestination(TypedDict):
    """A sink as CreateFlowLogs takes it. Sinks give theirs as `flow_log_destination`."""

    type: pulumi.Input[str]
    """`cloud-watch-logs` or `s3`."""
    arn: pulumi.Input[str]
    """The ARN of the log group or of the bucket."""
    role_arn: NotRequired[pulumi.Input[str]]
    """The role with which the service writes. Without it, the destination's own policy must let the service in, as a
    bucket's does."""


class TrailLogDestination(TypedDict):
    """A log group as CreateTrail takes it. CloudWatchLogsSink gives its own as `trail_destination`."""

    log_group_arn: pulumi.Input[str]
    """The ARN of the log group, without `:*`."""
    role_arn: pulumi.Input[str]
    """The role with which CloudTrail writes."""
