"""Where services that deliver logs say to which bucket."""

from collections.abc import Mapping
from typing import Final

from graph import Graph
from known import NotKnownError
from resource_types import DELIVERY_DESTINATIONS, DELIVERY_STREAMS, FLOW_LOGS, LOG_GROUPS, SERVICE_LOGS
from resource_view import Resource

# Where the logs of other services go, which CloudWatch Logs delivers: a log group, a delivery stream or a bucket.
_DESTINATION: Final = "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination"
_NATIVE_DESTINATION: Final = "aws-native:logs:DeliveryDestination"
_STREAM: Final = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"
_NATIVE_STREAM: Final = "aws-native:kinesisfirehose:DeliveryStream"
# Destinations of a delivery stream that keep in a bucket what they could not deliver, or all; Redshift loads from it.
_WITH_BUCKET: Final = {
    _STREAM: (
        *("elasticsearch", "httpEndpoint", "iceberg", "opensearch", "opensearchserverless", "redshift", "snowflake"),
        "splunk",
    ),
    _NATIVE_STREAM: (
        *("amazonOpenSearchServerlessDestination", "amazonopensearchserviceDestination", "elasticsearchDestination"),
        *("httpEndpointDestination", "icebergDestination", "redshiftDestination", "snowflakeDestination"),
        "splunkDestination",
    ),
}

SOURCES: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "aws:cloudtrail/trail:Trail": (("s3BucketName",),),
    "aws-native:cloudtrail:Trail": (("s3BucketName",),),
    "aws:ec2/flowLog:FlowLog": (("logDestination",),),
    "aws-native:ec2:FlowLog": (("logDestination",),),
    _STREAM: (
        ("extendedS3Configuration", "bucketArn"),
        ("extendedS3Configuration", "s3BackupConfiguration", "bucketArn"),
        ("redshiftConfiguration", "s3BackupConfiguration", "bucketArn"),
        *((f"{name}Configuration", "s3Configuration", "bucketArn") for name in _WITH_BUCKET[_STREAM]),
    ),
    _NATIVE_STREAM: (
        ("s3DestinationConfiguration", "bucketArn"),
        ("extendedS3DestinationConfiguration", "bucketArn"),
        ("extendedS3DestinationConfiguration", "s3BackupConfiguration", "bucketArn"),
        ("redshiftDestinationConfiguration", "s3BackupConfiguration", "bucketArn"),
        *((f"{name}Configuration", "s3Configuration", "bucketArn") for name in _WITH_BUCKET[_NATIVE_STREAM]),
    ),
    _DESTINATION: (("deliveryDestinationConfiguration", "destinationResourceArn"),),
    _NATIVE_DESTINATION: (("destinationResourceArn",),),
    **dict.fromkeys(sorted(SERVICE_LOGS), (("destinationArn",),)),
}
"""The types of what delivers logs, and the paths of the properties with the bucket."""
# Of these a source always has one: without a value, it is not known.
REQUIRED: Final = (("s3BucketName",), ("logDestination",))
_BUCKET_ARN: Final = ":s3:::"


def log_destinations(source: Resource, graph: Graph) -> tuple[tuple[str, ...], ...]:
    """The paths of the properties in which a resource of a type of `SOURCES` says to which bucket it delivers logs."""
    paths = SOURCES[source.type]
    if source.type in FLOW_LOGS:
        return paths if _may_be_s3(source) else ()
    if source.type in SERVICE_LOGS | DELIVERY_DESTINATIONS:
        return tuple(path for path in paths if _may_be_bucket(source, path, graph))
    return paths


def _may_be_s3(flow_log: Resource) -> bool:
    try:
        return flow_log.text("logDestinationType") == "s3"
    except NotKnownError:
        return True


def _may_be_bucket(source: Resource, path: tuple[str, ...], graph: Graph) -> bool:
    try:
        return _BUCKET_ARN in (source.text(*path) or "")
    except NotKnownError:
        return not graph.sole_origins(source, path[0], LOG_GROUPS | DELIVERY_STREAMS)
