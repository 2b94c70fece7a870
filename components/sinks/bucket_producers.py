"""What a bucket owes its producers, and the destination that it is to each, whoever made the bucket."""

from collections.abc import Sequence
from typing import TypeVar

import pulumi

from components.documents import Statement
from components.naming import Naming
from components.producers import FlowLogDelivery, Producer, TrailDelivery
from components.sinks.destination import FlowLogDestination, TrailBucket

_Kind = TypeVar("_Kind", bound=Producer)


def bucket_statements(naming: Naming, bucket: str, producers: Sequence[Producer]) -> list[Statement]:
    """What lets the producers write to the bucket, in their order."""
    return [statement for producer in producers for statement in producer.bucket_statements(naming, bucket)]


def flow_log_destination(sink: str, bucket_arn: pulumi.Input[str], producers: Sequence[Producer]) -> FlowLogDestination:
    """The bucket, for a flow log.

    Args:
        sink: What the bucket is called in the message about producers that don't have a `FlowLogDelivery`.
        bucket_arn: The bucket's ARN.
        producers: What may write to the bucket.
    """
    keys = _one(FlowLogDelivery, sink, producers).keys
    arn = pulumi.Output.concat(bucket_arn, "/", keys.prefix) if keys.prefix else bucket_arn
    return {"type": "s3", "arn": arn, "keys": keys}


def trail_bucket(sink: str, bucket_name: pulumi.Input[str], producers: Sequence[Producer]) -> TrailBucket:
    """The bucket, for a trail.

    Args:
        sink: What the bucket is called in the message about producers that don't have a `TrailDelivery`.
        bucket_name: The bucket's name.
        producers: What may write to the bucket.
    """
    return {"bucket_name": bucket_name, "keys": _one(TrailDelivery, sink, producers).keys}


def _one(kind: type[_Kind], sink: str, producers: Sequence[Producer]) -> _Kind:
    for producer in producers:
        if isinstance(producer, kind):
            return producer
    raise pulumi.RunError(
        f'The bucket of "{sink}" lets in {" and ".join(producer.key for producer in producers) or "no producer"}, '
        f"not {kind.key}: give it a {kind.__name__} among its producers."
    )
