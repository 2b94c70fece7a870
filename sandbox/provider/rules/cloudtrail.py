"""What CloudTrail checks when a trail is created or changed.

Sources: "Amazon S3 bucket policy for CloudTrail", "Role policy document for CloudTrail to use CloudWatch Logs for
monitoring", "Configure AWS KMS key policies for CloudTrail" and "Amazon SNS topic policy for CloudTrail" in the
CloudTrail User Guide; CreateTrail's errors in its API reference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import ClientError

from sandbox.iam import Decision, Principal, Request, evaluate
from sandbox.provider.errors import error_code, refusal
from sandbox.provider.rules.access import can_assume, role_may
from sandbox.provider.rules.keys import Key, find_key
from sandbox.provider.rules.organization import organization_of

if TYPE_CHECKING:
    from sandbox.provider.aws import Aws

_SERVICE: Final = "cloudtrail.amazonaws.com"
_PRINCIPAL: Final = Principal("Service", _SERVICE)


@dataclass(frozen=True)
class _Trail:
    operation: str
    arn: str
    settings: Mapping[str, Any]
    organization: str = ""

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
    if trail.settings.get("IsOrganizationTrail"):
        trail = replace(trail, organization=organization_of(aws, trail.operation, _SERVICE))
    _check_bucket(aws, trail, region)
    _check_key(aws, trail, region)
    _check_topic(aws, trail, region)
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
    """Yield what CloudTrail does to the bucket: look at its ACL, and write log files."""
    context = {
        **_source(aws, trail),
        "aws:SecureTransport": ("true",),
        "aws:PrincipalIsAWSService": ("true",),
        "aws:PrincipalServiceName": (_SERVICE,),
    }
    arn = f"arn:{aws.partition}:s3:::{bucket}"
    yield Request("s3:GetBucketAcl", arn, _PRINCIPAL, context)
    written = {**context, "s3:x-amz-acl": ("bucket-owner-full-control",), **_encryption(trail)}
    file = f"{aws.account}/CloudTrail/{region}/2026/01/31/{aws.account}_CloudTrail_{region}.json.gz"
    for folder in _folders(trail):
        yield Request("s3:PutObject", f"{arn}/{folder}/{file}", _PRINCIPAL, written)


def _folders(trail: _Trail) -> Iterator[str]:
    """Yield where log files go; an organization's trail may become one of its own account again, so both count."""
    root = f"{trail.get('S3KeyPrefix')}/AWSLogs" if trail.get("S3KeyPrefix") else "AWSLogs"
    yield root
    if trail.organization:
        yield f"{root}/{trail.organization}"


def _encryption(trail: _Trail) -> dict[str, tuple[str, ...]]:
    key = trail.get("KmsKeyId")
    if not key:
        return {"s3:x-amz-server-side-encryption": ("AES256",)}
    return {
        "s3:x-amz-server-side-encryption": ("aws:kms",),
        "s3:x-amz-server-side-encryption-aws-kms-key-id": (key,),
    }


def _check_key(aws: Aws, trail: _Trail, region: str) -> None:
    ident = trail.get("KmsKeyId")
    if not ident:
        return
    key = _find_key(aws, trail, ident, region)
    if not key.enabled:
        raise refusal(trail.operation, "KmsException", f"The KMS key {ident} is disabled.")
    bucket = trail.get("S3BucketName")
    context = {**_names(aws, trail), "kms:EncryptionContext:aws:cloudtrail:arn": trail.arn}
    uses = ["kms:GenerateDataKey", *(["kms:Decrypt"] if _has_bucket_key(aws, bucket, region) else [])]
    if not key.lets(_PRINCIPAL, "kms:DescribeKey", _names(aws, trail)) or not all(
        key.lets(_PRINCIPAL, use, context) for use in uses
    ):
        raise refusal(
            trail.operation,
            "InsufficientEncryptionPolicyException",
            f"Insufficient permissions to access S3 bucket {bucket} or KMS key {ident}.",
        )


def _find_key(aws: Aws, trail: _Trail, ident: str, region: str) -> Key:
    key = find_key(aws, ident, region)
    if key is None:
        raise refusal(trail.operation, "KmsKeyNotFoundException", f"The KMS key {ident} does not exist in {region}.")
    return key


def _has_bucket_key(aws: Aws, bucket: str, region: str) -> bool:
    try:
        found = aws.call("s3", "get_bucket_encryption", {"Bucket": bucket}, region)
    except ClientError as error:
        if error_code(error) == "ServerSideEncryptionConfigurationNotFoundError":
            return False
        raise
    return any(rule.get("BucketKeyEnabled") for rule in found["ServerSideEncryptionConfiguration"]["Rules"])


def _check_topic(aws: Aws, trail: _Trail, region: str) -> None:
    topic = trail.get("SnsTopicName")
    if not topic:
        return
    arn = topic if topic.startswith("arn:") else f"arn:{aws.partition}:sns:{region}:{aws.account}:{topic}"
    found = _topic(aws, arn)
    publish = Request("SNS:Publish", arn, _PRINCIPAL, _source(aws, trail))
    if found is None or evaluate(found["Policy"], publish) is not Decision.ALLOWED:
        raise refusal(
            trail.operation,
            "InsufficientSnsTopicPolicyException",
            "SNS Topic does not exist or the topic policy is incorrect!",
        )
    if found.get("KmsMasterKeyId"):
        _find_key(aws, trail, found["KmsMasterKeyId"], arn.split(":")[3])


def _topic(aws: Aws, arn: str) -> Mapping[str, str] | None:
    """Return a topic's attributes, None when there is no such topic."""
    try:
        return aws.call("sns", "get_topic_attributes", {"TopicArn": arn}, arn.split(":")[3])["Attributes"]
    except ClientError as error:
        if error_code(error) in ("NotFound", "NotFoundException"):
            return None
        raise


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
    if not can_assume(aws, role, _SERVICE, _names(aws, trail)):
        raise refusal(trail.operation, bad_role, "Access denied. Check the trust relationships for your role.")
    if not all(
        role_may(aws, role, action, f"{group.removesuffix(':*')}:log-stream:{stream}")
        for action in ("logs:CreateLogStream", "logs:PutLogEvents")
        for stream in _streams(aws, trail, region)
    ):
        raise refusal(trail.operation, bad_group, "Access denied. Check the permissions for your role.")


def _group_exists(aws: Aws, arn: str, region: str) -> bool:
    # CloudTrail takes a log group's ARN only with the ":*" that stands for its streams.
    name = arn.removesuffix(":*").split(":", 6)[-1]
    found = aws.call("logs", "describe_log_groups", {"logGroupNamePrefix": name}, region)["logGroups"]
    return arn.endswith(":*") and any(group["logGroupName"] == name for group in found)


def _streams(aws: Aws, trail: _Trail, region: str) -> Iterator[str]:
    """Yield the names of the log streams that CloudTrail makes; an organization has one for each account."""
    stream = f"{aws.account}_CloudTrail_{region}"
    yield stream
    if trail.organization:
        yield f"{trail.organization}_{stream}"


def _names(aws: Aws, trail: _Trail) -> dict[str, str]:
    """Return the condition keys that say for which trail CloudTrail asks."""
    return {"aws:SourceArn": trail.arn, "aws:SourceAccount": aws.account}


def _source(aws: Aws, trail: _Trail) -> dict[str, tuple[str, ...]]:
    return {key: (value,) for key, value in _names(aws, trail).items()}
