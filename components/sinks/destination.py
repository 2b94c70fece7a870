"""What a producer's resource needs to know of the sink it writes to."""

from collections.abc import Sequence
from typing import NotRequired, TypedDict

import pulumi

from logs.keys.flow_log_keys import FlowLogKeys
from logs.keys.trail_keys import TrailKeys


class FlowLogDestination(TypedDict):
    """A sink as CreateFlowLogs takes it. Sinks give theirs as `flow_log_destination`."""

    type: pulumi.Input[str]
    """`cloud-watch-logs`, `s3` or `kinesis-data-firehose`."""
    arn: pulumi.Input[str]
    """The ARN of the log group, of the bucket (with the keys' prefix, if they have one) or of the delivery stream."""
    role_arn: NotRequired[pulumi.Input[str]]
    """The role with which the service writes. Without it, the destination's own policy must let the service in, as a
    bucket's does, or the service's own role does, as to a delivery stream."""
    keys: NotRequired[FlowLogKeys]
    """How the objects in the bucket are named and what is in them. Only a bucket has it."""


class TrailLogDestination(TypedDict):
    """A log group as CreateTrail takes it. Sinks give theirs as `trail_destination`."""

    log_group_arn: pulumi.Input[str]
    """The ARN of the log group, without `:*`."""
    role_arn: pulumi.Input[str]
    """The role with which CloudTrail writes."""


class TrailBucket(TypedDict):
    """A bucket as CreateTrail takes it. Sinks give theirs as `trail_bucket`."""

    bucket_name: pulumi.Input[str]
    """The bucket's name."""
    keys: TrailKeys
    """How the objects in it are named: the prefix, and the organization of an organization's trail."""


class DeliveryBucket(TypedDict):
    """A bucket as a KinesisSink takes it. Sinks give theirs as `delivery_bucket`."""

    bucket_name: pulumi.Input[str]
    """The bucket's name."""
    keys_arn: NotRequired[str]
    """The pattern of the ARNs of the keys that the bucket may encrypt objects with, which its writers then need too.
    Without it, S3's own keys."""
    further_actions: NotRequired[Sequence[str]]
    """What a writer has to be able to do with its objects besides writing them, as `s3:PutObjectAcl` where the bucket
    may be another account's. Nothing without it."""
