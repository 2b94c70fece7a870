"""What Data Firehose checks of a stream's roles, encryption and S3 destination.

Sources: "Allow Firehose to assume an IAM role", "Understand custom prefixes for Amazon S3 objects", "Dynamic
partitioning" and "Decompress CloudWatch Logs" in the Amazon Data Firehose Developer Guide; the errors of
CreateDeliveryStream, UpdateDestination and StartDeliveryStreamEncryption in its API reference. Messages of what those
only say in prose are that prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from sandbox.provider.errors import refusal
from sandbox.provider.rules.access import can_assume, role_may
from sandbox.provider.rules.keys import find_key

if TYPE_CHECKING:
    from sandbox.provider.aws import Aws

_SERVICE: Final = "firehose.amazonaws.com"
_INVALID: Final = "InvalidArgumentException"
_EXPRESSION: Final = re.compile(r"!\{([^:}]*)[^}]*\}")
_ERROR_TYPE: Final = "!{firehose:error-output-type}"
_FROM_RECORDS: Final = frozenset({"partitionKeyFromQuery", "partitionKeyFromLambda"})
_NAMESPACES: Final = _FROM_RECORDS | {"firehose", "timestamp"}
_LEAST_PARTITIONED_MB: Final = 64


def check_create(aws: Aws, request: Mapping[str, Any], region: str) -> None:
    """Refuse CreateDeliveryStream when Firehose could not read its source or deliver."""
    arn = f"arn:{aws.partition}:firehose:{region}:{aws.account}:deliverystream/{request['DeliveryStreamName']}"
    if source := request.get("KinesisStreamSourceConfiguration"):
        role, stream = source["RoleARN"], source["KinesisStreamARN"]
        _check_role(aws, "CreateDeliveryStream", role, arn)
        if not role_may(aws, role, "kinesis:DescribeStream", stream):
            message = f"Role {role} is not authorized to perform: kinesis:DescribeStream on resource {stream}."
            raise refusal("CreateDeliveryStream", _INVALID, message)
    if destination := request.get("ExtendedS3DestinationConfiguration"):
        _check_destination(aws, "CreateDeliveryStream", destination, arn)


def check_update(aws: Aws, request: Mapping[str, Any], region: str) -> None:
    """Refuse UpdateDestination when Firehose could not deliver, or what can only be chosen at creation."""
    name = {"DeliveryStreamName": request["DeliveryStreamName"]}
    stream = aws.call("firehose", "describe_delivery_stream", name, region)["DeliveryStreamDescription"]
    before = stream["Destinations"][0].get("ExtendedS3DestinationDescription", {})
    after = request.get("ExtendedS3DestinationUpdate", {})
    if "DynamicPartitioningConfiguration" in after and _is_partitioned(after) != _is_partitioned(before):
        message = "Dynamic partitioning can be enabled only when a stream is created, and not be disabled after that."
        raise refusal("UpdateDestination", _INVALID, message)
    _check_destination(aws, "UpdateDestination", {**before, **after}, stream["DeliveryStreamARN"])


def check_start_encryption(aws: Aws, request: Mapping[str, Any], region: str) -> None:
    """Refuse a key that does not fit its type or can't be used, and a stream that its source encrypts."""
    operation = "StartDeliveryStreamEncryption"
    name = {"DeliveryStreamName": request["DeliveryStreamName"]}
    stream = aws.call("firehose", "describe_delivery_stream", name, region)["DeliveryStreamDescription"]
    if stream["DeliveryStreamType"] != "DirectPut":
        raise refusal(
            operation, _INVALID, "Server-side encryption is only for streams with Direct PUT as their source."
        )
    encryption = request.get("DeliveryStreamEncryptionConfigurationInput", {})
    key, kind = encryption.get("KeyARN"), encryption.get("KeyType")
    if (key is not None) is not (kind == "CUSTOMER_MANAGED_CMK"):
        raise refusal(operation, _INVALID, "KeyARN goes with the key type CUSTOMER_MANAGED_CMK, and with no other.")
    found = key and find_key(aws, key, region)
    if key and not (found and found.enabled):
        raise refusal(operation, "InvalidKMSResourceException", f"KMS key {key} does not exist or is not enabled.")


def _is_partitioned(destination: Mapping[str, Any]) -> bool:
    return destination.get("DynamicPartitioningConfiguration", {}).get("Enabled", False)


def _check_role(aws: Aws, operation: str, role: str, arn: str) -> None:
    # Firehose documents the external id; the other two are what AWS's services pass in general.
    context = {"sts:ExternalId": aws.account, "aws:SourceAccount": aws.account, "aws:SourceArn": arn}
    if not can_assume(aws, role, _SERVICE, context):
        raise refusal(operation, _INVALID, f"Firehose is unable to assume role {role}. Please check the role provided.")


def _check_destination(aws: Aws, operation: str, destination: Mapping[str, Any], arn: str) -> None:
    _check_role(aws, operation, destination["RoleARN"], arn)
    for fault in (*_prefix_faults(destination), *_processing_faults(destination)):
        raise refusal(operation, _INVALID, fault)


def _prefix_faults(destination: Mapping[str, Any]) -> Iterator[str]:
    prefix, error_prefix = destination.get("Prefix") or "", destination.get("ErrorOutputPrefix") or ""
    namespaces, error_namespaces = (set(_EXPRESSION.findall(text)) for text in (prefix, error_prefix))
    if strange := sorted((namespaces | error_namespaces) - _NAMESPACES):
        yield f"Prefix expressions can't have the namespace {', '.join(strange)}."
    if namespaces and not error_prefix:
        yield "ErrorOutputPrefix cannot be null or empty when Prefix contains expressions"
    if _ERROR_TYPE in prefix:
        yield f"Prefix can't contain {_ERROR_TYPE}."
    if error_namespaces and _ERROR_TYPE not in error_prefix:
        yield f"ErrorOutputPrefix with expressions must include {_ERROR_TYPE}."
    if error_namespaces & _FROM_RECORDS:
        yield "ErrorOutputPrefix can't contain partition keys."
    if namespaces & _FROM_RECORDS and not _is_partitioned(destination):
        yield "Prefix can contain partition keys only when Dynamic Partitioning is enabled."


def _processing_faults(destination: Mapping[str, Any]) -> Iterator[str]:
    size = destination.get("BufferingHints", {}).get("SizeInMBs", 0)
    if _is_partitioned(destination) and size < _LEAST_PARTITIONED_MB:
        yield "BufferingHints.SizeInMBs must be at least 64 when Dynamic Partitioning is enabled."
    processors = {each["Type"] for each in destination.get("ProcessingConfiguration", {}).get("Processors", [])}
    if "CloudWatchLogProcessing" in processors and "Decompression" not in processors:
        yield "CloudWatchLogProcessing extracts messages only from what Decompression has decompressed."
