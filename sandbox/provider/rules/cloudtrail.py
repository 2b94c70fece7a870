"""What CloudTrail checks when a trail is created or changed.

Sources: "Amazon S3 bucket policy for CloudTrail" and "Role policy document for CloudTrail to use CloudWatch Logs for
monitoring" in the CloudTrail User Guide; CreateTrail's errors in its API reference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import ClientError

from sandbox.iam import Decision, Principal, Request, evaluate
from sandbox.provider.errors import error_code, refusal
from sandbox.provider.rules.access import can_assume, role_may

if TYPE_CHECKING:
    from sandbox.provider.aws import Aws

_SERVICE: Final = "cloudtrail.amazonaws.com"


@dataclass(frozen=True)
class _Trail:
    operation: str
    arn: str
    settings: Mapping[str, Any]

    def get(self, member: str) -> str:
        return self.settings.get(member) or ""


def check_create(aws: Aws, request: Mapping[str, Any], region: str) -> None:
    """Refuse CreateTrail when CloudTrail could not deliver."""
    arn = f"arn:{aws.partition}:cloudtrail:{region}:{aws.account}:trail/{request['Name']}"
    _check(aws, _Trail("CreateTrail", arn, request), region)


def check_update(aws: Aws, request: Mapping[str, Any], region: str) -> None:
    """Refuse UpdateTrail when CloudTrail could not deliver with what is changed and what stays."""
    present = aws.call("cloudtrail", "get_trail", {"Name": request["Name"]}, region)["Trail"]
    _check(aws, _Trail("UpdateTrail", present["TrailARN"], {**present, **request}), region)


def _check(aws: Aws, trail: _Trail, region: str) -> None:
    _check_bucket(aws, trail, region)
    _check_log_group(aws, trail, region)


def _check_bucket(aws: Aws, trail: _Trail, region: str) -> None:
    bucket = trail.get("S3BucketName")
    policy = _bucket_policy(aws, trail, bucket, region)
    if any(evaluate(policy, request) is not Decision.ALLOWED for request in _deliveries(aws, trail, bucket, region)):
        raise refusal(
            trail.operation,
            "InsufficientS3BucketPolicyException",
            f"Incorrect S3 bucket policy is detected for bucket: {bucket}",
        )


def _bucket_policy(aws: Aws, trail: _Trail, bucket: str, region: str) -> str:
    try:
        return aws.call("s3", "get_bucket_policy", {"Bucket": bucket}, region)["Policy"]
    except ClientError as error:
        match error_code(error):
            case "NoSuchBucketPolicy":
                return "{}"
            case "NoSuchBucket":
                raise refusal(
                    trail.operation, "S3BucketDoesNotExistException", f"S3 bucket {bucket} does not exist!"
                ) from error
            case _:
                raise


def _deliveries(aws: Aws, trail: _Trail, bucket: str, region: str) -> Iterator[Request]:
    """Yield what CloudTrail does to the bucket: look at its ACL, and write a log file."""
    principal = Principal("Service", _SERVICE)
    context = {
        **_source(aws, trail),
        "aws:SecureTransport": ("true",),
        "aws:PrincipalIsAWSService": ("true",),
        "aws:PrincipalServiceName": (_SERVICE,),
    }
    arn = f"arn:{aws.partition}:s3:::{bucket}"
    yield Request("s3:GetBucketAcl", arn, principal, context)
    prefix = f"{trail.get('S3KeyPrefix')}/" if trail.get("S3KeyPrefix") else ""
    key = f"{prefix}AWSLogs/{aws.account}/CloudTrail/{region}/2026/01/31/{aws.account}_CloudTrail_{region}.json.gz"
    written = {
        **context,
        "s3:x-amz-acl": ("bucket-owner-full-control",),
        "s3:x-amz-server-side-encryption": ("aws:kms" if trail.get("KmsKeyId") else "AES256",),
    }
    yield Request("s3:PutObject", f"{arn}/{key}", principal, written)


def _check_log_group(aws: Aws, trail: _Trail, region: str) -> None:
    group, role = trail.get("CloudWatchLogsLogGroupArn"), trail.get("CloudWatchLogsRoleArn")
    bad_group, bad_role = "InvalidCloudWatchLogsLogGroupArnException", "InvalidCloudWatchLogsRoleArnException"
    if not group and not role:
        return
    if not role:
        raise refusal(trail.operation, bad_role, "You must specify a role ARN as well as a log group.")
    if not group:
        raise refusal(trail.operation, bad_group, "You must specify a log group as well as a role ARN.")
    if not _group_exists(aws, group, region):
        raise refusal(trail.operation, bad_group, "CloudTrail cannot validate the specified log group ARN.")
    if not can_assume(aws, role, _SERVICE, {key: value for key, (value,) in _source(aws, trail).items()}):
        raise refusal(trail.operation, bad_role, "Access denied. Check the trust relationships for your role.")
    stream = f"{group.removesuffix(':*')}:log-stream:{aws.account}_CloudTrail_{region}"
    if not all(role_may(aws, role, action, stream) for action in ("logs:CreateLogStream", "logs:PutLogEvents")):
        raise refusal(trail.operation, bad_group, "Access denied. Check the permissions for your role.")


def _group_exists(aws: Aws, arn: str, region: str) -> bool:
    # CloudTrail takes a log group's ARN only with the ":*" that stands for its streams.
    name = arn.removesuffix(":*").split(":", 6)[-1]
    found = aws.call("logs", "describe_log_groups", {"logGroupNamePrefix": name}, region)["logGroups"]
    return arn.endswith(":*") and any(group["logGroupName"] == name for group in found)


def _source(aws: Aws, trail: _Trail) -> dict[str, tuple[str, ...]]:
    return {"aws:SourceArn": (trail.arn,), "aws:SourceAccount": (aws.account,)}
