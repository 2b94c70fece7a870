"""Firehose and Kinesis."""

from components.deploy_roles.access import Access, Grant
from components.deploy_roles.scope import ANYTHING, DELIVERY_STREAMS, KEYS, STREAMS, passed_to

TYPES = {
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": Access(
        reads=(Grant.on(DELIVERY_STREAMS, "firehose", "DescribeDeliveryStream", "ListTagsForDeliveryStream"),),
        writes=(
            Grant.on(
                DELIVERY_STREAMS,
                "firehose",
                *("CreateDeliveryStream", "UpdateDestination"),
                *("StartDeliveryStreamEncryption", "StopDeliveryStreamEncryption"),
                *("TagDeliveryStream", "UntagDeliveryStream"),
            ),
            Grant.on(passed_to("firehose.amazonaws.com"), "iam", "PassRole"),
        ),
        gives_up_logs=(Grant.on(DELIVERY_STREAMS, "firehose", "DeleteDeliveryStream"),),
    ),
    "aws:kinesis/stream:Stream": Access(
        reads=(
            Grant.on(STREAMS, "kinesis", "DescribeStream", "DescribeStreamSummary", "ListTagsForStream", "ListShards"),
        ),
        writes=(
            Grant.on(
                STREAMS,
                "kinesis",
                *("CreateStream", "IncreaseStreamRetentionPeriod", "DecreaseStreamRetentionPeriod"),
                *("StartStreamEncryption", "StopStreamEncryption", "AddTagsToStream", "RemoveTagsFromStream"),
            ),
            Grant.on(KEYS, "kinesis", "StartStreamEncryption", "StopStreamEncryption"),
            Grant.on(ANYTHING, "kinesis", "UpdateShardCount", "UpdateStreamMode"),
        ),
        gives_up_logs=(Grant.on(STREAMS, "kinesis", "DeleteStream"),),
    ),
}
