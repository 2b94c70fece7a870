"""What CloudWatch Logs checks of a log group's key, and of where a subscription filter sends.

Sources: "Encrypt log data in CloudWatch Logs using AWS KMS" and "Log group-level subscription filters" in the
CloudWatch Logs User Guide; AssociateKmsKey and PutSubscriptionFilter in its API reference.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from sandbox.iam import Principal
from sandbox.provider.errors import refusal
from sandbox.provider.rules.access import can_assume, role_may
from sandbox.provider.rules.keys import find_key
from sandbox.provider.rules.metric_filters import check_pattern
from sandbox.provider.rules.quotas import SUBSCRIPTION_FILTERS
from sandbox.provider.session import endpoint_data

if TYPE_CHECKING:
    from sandbox.provider.aws import Aws

_INVALID: Final = "InvalidParameterException"
_USES: Final = ("kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey")

# By the service in a destination's ARN: the action its role needs, and what AWS calls it in its message.
_DESTINATIONS: Final = {
    "firehose": ("firehose:PutRecord", "Firehose stream. Check if the given Firehose stream is in ACTIVE state."),
    "kinesis": ("kinesis:PutRecord", "Kinesis stream. Check if the given kinesis stream is in ACTIVE state."),
}


def check_create_log_group(aws: Aws, request: Mapping[str, Any], region: str) -> None:
    """Refuse CreateLogGroup with a key that CloudWatch Logs can't use for that group."""
    if "kmsKeyId" in request:
        _check_key(aws, "CreateLogGroup", request, region)


def check_associate_kms_key(aws: Aws, request: Mapping[str, Any], region: str) -> None:
    """Refuse AssociateKmsKey with a key that CloudWatch Logs can't use for that group."""
    _check_key(aws, "AssociateKmsKey", request, region)


def _check_key(aws: Aws, operation: str, request: Mapping[str, Any], region: str) -> None:
    key = find_key(aws, request["kmsKeyId"], region)
    if key is None or not key.enabled:
        raise refusal(operation, _INVALID, "The specified KMS Key Id could not be found.")
    group = _group_arn(aws, request, region)
    service = Principal("Service", _regional(aws, region))
    if not all(key.lets(service, use, {"kms:EncryptionContext:aws:logs:arn": group}) for use in _USES):
        raise refusal(
            operation,
            "AccessDeniedException",
            f"The specified KMS key does not exist or is not allowed to be used with Arn '{group}'",
        )


def check_put_subscription_filter(aws: Aws, request: Mapping[str, Any], region: str) -> None:
    """Refuse a pattern that is none, a filter too many, and a destination that its role does not let it put to."""
    check_pattern("PutSubscriptionFilter", request["filterPattern"])
    _check_destination(aws, request, region)
    SUBSCRIPTION_FILTERS.check(aws, request, region)


def _check_destination(aws: Aws, request: Mapping[str, Any], region: str) -> None:
    destination = request["destinationArn"]
    vendor = destination.split(":")[2]
    if vendor not in _DESTINATIONS:
        return
    role = request.get("roleArn")
    if role is None:
        message = f"destinationArn for vendor {vendor} cannot be used without roleArn"
        raise refusal("PutSubscriptionFilter", _INVALID, message)
    action, stream = _DESTINATIONS[vendor]
    if not _can_assume(aws, role, f"{_group_arn(aws, request, region)}:*", region) or not role_may(
        aws, role, action, destination
    ):
        raise refusal("PutSubscriptionFilter", _INVALID, f"Could not deliver test message to specified {stream}")


def _can_assume(aws: Aws, role: str, source: str, region: str) -> bool:
    """Tell whether CloudWatch Logs can assume a role, by its own name or by that of its region."""
    context = {"aws:SourceArn": source, "aws:SourceAccount": aws.account}
    services = ("logs.amazonaws.com", _regional(aws, region))
    return any(can_assume(aws, role, service, context) for service in services)


def _group_arn(aws: Aws, request: Mapping[str, Any], region: str) -> str:
    return f"arn:{aws.partition}:logs:{region}:{aws.account}:log-group:{request['logGroupName']}"


def _regional(aws: Aws, region: str) -> str:
    """Return the service's name in a region."""
    return f"logs.{region}.{endpoint_data(aws.partition)['dnsSuffix']}"
