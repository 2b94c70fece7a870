"""What EC2 checks when a flow log is created.

Sources: "IAM role for publishing flow logs to CloudWatch Logs", "Amazon S3 bucket permissions for flow logs", "Create
a flow log that publishes to Amazon S3", "Publish flow logs to Amazon Data Firehose" and "Flow log records" in the
Amazon VPC User Guide. AWS documents no message for a reserved folder, for an option that a destination does not take
and for a stream of the wrong kind: those are this sandbox's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import ClientError

from sandbox.iam import Decision, Principal, Request, evaluate
from sandbox.provider.errors import error_code, refusal
from sandbox.provider.rules.access import can_assume
from sandbox.provider.rules.flow_log_fields import FIELDS

if TYPE_CHECKING:
    from sandbox.provider.aws import Aws

_FLOW_LOGS: Final = "vpc-flow-logs.amazonaws.com"
_DELIVERY: Final = "delivery.logs.amazonaws.com"
_FORMAT: Final = re.compile(r"\$\{[a-z0-9-]+\}( \$\{[a-z0-9-]+\})*")
_INVALID: Final = "InvalidParameter"

# What EC2 answers with for a destination it may not write to is an HTTP status, not a name.
_BAD_DESTINATION: Final = "400"


def check_create(aws: Aws, request: Mapping[str, Any], region: str) -> None:
    """Refuse a record format, a role, an option or a destination with which nothing would be delivered."""
    _check_format(request.get("LogFormat"))
    kind = request.get("LogDestinationType", "cloud-watch-logs")
    if "DestinationOptions" in request and kind != "s3":
        raise _refusal(_INVALID, f"DestinationOptions is not applicable for {kind} delivery")
    _check_role(aws, request.get("DeliverLogsPermissionArn"), kind, region)
    if kind == "s3":
        _check_bucket(aws, request, region)
    if kind == "kinesis-data-firehose":
        _check_stream(aws, request["LogDestination"], region)


def _refusal(code: str, message: str) -> ClientError:
    return refusal("CreateFlowLogs", code, message)


def _check_format(log_format: str | None) -> None:
    if log_format is None:
        return
    if not _FORMAT.fullmatch(log_format):
        message = f"1 validation error detected: Value '{log_format}' at 'logFormat' has an invalid format"
        raise _refusal(_INVALID, message)
    if unknown := [field for field in log_format.split(" ") if field[2:-1] not in FIELDS]:
        raise _refusal(_INVALID, f"Unknown fields provided: {', '.join(unknown)}")


def _check_role(aws: Aws, role: str | None, kind: str, region: str) -> None:
    if role is None:
        return
    if kind == "s3":
        raise _refusal(_INVALID, "DeliverLogsPermissionArn is not applicable for s3 delivery")
    context = {
        "aws:SourceAccount": aws.account,
        # The flow log has no id yet; roles name every flow log of the account.
        "aws:SourceArn": f"arn:{aws.partition}:ec2:{region}:{aws.account}:vpc-flow-log/fl-00000000000000000",
    }
    if not can_assume(aws, role, _FLOW_LOGS, context):
        raise _refusal(_INVALID, f"Unable to assume given IAM role: '{role}'")


def _check_bucket(aws: Aws, request: Mapping[str, Any], region: str) -> None:
    bucket, _, folder = request["LogDestination"].split(":", 5)[-1].partition("/")
    if "AWSLogs" in folder.split("/"):
        raise _refusal(_INVALID, "LogDestination: AWSLogs is a reserved term and can't be a subfolder's name")
    policy = _bucket_policy(aws, bucket, region)
    # AWS adds what is missing to the policy when the caller may put one. A program that relies on it would find its own
    # policy changed behind its back, so here it has to declare all of it.
    for delivery in _deliveries(aws, request, f"arn:{aws.partition}:s3:::{bucket}", folder, region):
        if policy is not None and evaluate(policy, delivery) is not Decision.ALLOWED:
            message = f"Access Denied for LogDestination: {bucket}. Please check LogDestination permission"
            raise _refusal(_BAD_DESTINATION, message)


def _bucket_policy(aws: Aws, bucket: str, region: str) -> str | None:
    """Return a bucket's policy; None when there is no such bucket, which the emulator refuses by itself."""
    try:
        return aws.call("s3", "get_bucket_policy", {"Bucket": bucket}, region)["Policy"]
    except ClientError as error:
        match error_code(error):
            case "NoSuchBucketPolicy":
                return "{}"
            case "NoSuchBucket":
                return None
            case _:
                raise


def _deliveries(aws: Aws, request: Mapping[str, Any], bucket: str, folder: str, region: str) -> Iterator[Request]:
    """Yield what the delivery service does to the bucket: look at its ACL, and write a log file."""
    principal = Principal("Service", _DELIVERY)
    context = {
        "aws:SourceAccount": (aws.account,),
        "aws:SourceArn": (f"arn:{aws.partition}:logs:{region}:{aws.account}:log-delivery",),
        "aws:SecureTransport": ("true",),
        "aws:PrincipalIsAWSService": ("true",),
        "aws:PrincipalServiceName": (_DELIVERY,),
    }
    yield Request("s3:GetBucketAcl", bucket, principal, context)
    if request.get("DestinationOptions", {}).get("HiveCompatiblePartitions"):
        path = f"aws-account-id={aws.account}/aws-service=vpcflowlogs/aws-region={region}/year=2026/month=01/day=31"
    else:
        path = f"{aws.account}/vpcflowlogs/{region}/2026/01/31"
    prefix = f"{folder.removesuffix('/')}/" if folder else ""
    key = (
        f"{prefix}AWSLogs/{path}/{aws.account}_vpcflowlogs_{region}_fl-00000000000000000_20260131T0000Z_00000000.log.gz"
    )
    written = {**context, "s3:x-amz-acl": ("bucket-owner-full-control",)}
    yield Request("s3:PutObject", f"{bucket}/{key}", principal, written)


def _check_stream(aws: Aws, arn: str, region: str) -> None:
    name = arn.rpartition("/")[-1]
    try:
        found = aws.call("firehose", "describe_delivery_stream", {"DeliveryStreamName": name}, region)
    except ClientError as error:
        if error_code(error) != "ResourceNotFoundException":
            raise
        raise _refusal(_BAD_DESTINATION, f"LogDestination: {name} does not exist.") from error
    if found["DeliveryStreamDescription"]["DeliveryStreamType"] != "DirectPut":
        raise _refusal(_INVALID, f"LogDestination: the source of {name} is not Direct PUT")
