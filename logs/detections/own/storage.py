"""Detections of what happens to a stack's log bucket and to the key of its logs."""

from collections.abc import Mapping

from logs.detections.benchmark.audit import key_event
from logs.detections.detection import Detection, Severity, Urgency
from logs.detections.pattern_text import SUCCEEDED, action, every, is_, service
from logs.detections.sample import ACCOUNT, DENIED, REGION, Sample, TrailEvent, asked, changed, event

_OPEN = {
    "xmlns": "http://s3.amazonaws.com/doc/2006-03-01/",
    "BlockPublicAcls": False,
    "IgnorePublicAcls": False,
    "BlockPublicPolicy": False,
    "RestrictPublicBuckets": False,
}
_POLICY_CALLS: Mapping[str, Mapping[str, object]] = {
    "PutBucketPolicy": {"policy": "", "bucketPolicy": {"Version": "2012-10-17", "Statement": []}},
    "DeleteBucketPolicy": {"policy": ""},
    "PutBucketAcl": {"acl": "", "x-amz-acl": ["public-read"]},
    "PutBucketPublicAccessBlock": {"publicAccessBlock": "", "PublicAccessBlockConfiguration": _OPEN},
    "DeleteBucketPublicAccessBlock": {"publicAccessBlock": ""},
}
_KEEPING_CALLS: Mapping[str, Mapping[str, object]] = {
    "DeleteBucket": {},
    "PutBucketLifecycle": {
        "lifecycle": "",
        "LifecycleConfiguration": {"Rule": {"ID": "all", "Status": "Enabled", "Expiration": {"Days": 1}}},
    },
    "PutBucketVersioning": {"versioning": "", "VersioningConfiguration": {"Status": "Suspended"}},
    "PutBucketEncryption": {"encryption": ""},
    "DeleteBucketEncryption": {"encryption": ""},
    "PutBucketLogging": {"logging": "", "BucketLoggingStatus": ""},
}
_EVIDENCE = 'S3 User Guide, "Amazon S3 CloudTrail events" (names) and "CloudTrail log file entries" (bucketName).'


def log_bucket_policy_changed(bucket: str) -> Detection:
    """Who may use the log bucket was changed."""
    put = _of_bucket(bucket, "PutBucketPolicy", _POLICY_CALLS["PutBucketPolicy"])
    return Detection(
        id="log-bucket-policy-changed",
        title="Who may use the log bucket was changed",
        severity=Severity.CRITICAL,
        pattern=every(service("s3"), is_("$.requestParameters.bucketName", bucket), action(*_POLICY_CALLS), SUCCEEDED),
        why="Who reads the logs knows the account; who may delete them forges its past. Without its policy the "
        "delivery fails, and nobody is told.",
        remedy="Deploy the stack again, which puts the policy and the public access block back; see who read what.",
        matching=tuple(Sample(name, _of_bucket(bucket, name, request)) for name, request in _POLICY_CALLS.items()),
        near_misses=(
            Sample("it is read", asked(put, "GetBucketPolicy")),
            Sample("it is refused", changed(put, **DENIED)),
            Sample(
                "another bucket's, whose name begins alike",
                _of_bucket(f"{bucket}-copy", "PutBucketPolicy", _POLICY_CALLS["PutBucketPolicy"]),
            ),
            Sample("another service's action of the same name", changed(put, eventSource="s3tables.amazonaws.com")),
        ),
        evidence=_EVIDENCE,
        urgency=Urgency.EVENT,
    )


def log_bucket_weakened(bucket: str) -> Detection:
    """How the log bucket keeps the logs was changed, or it was deleted."""
    cut = _of_bucket(bucket, "PutBucketLifecycle", _KEEPING_CALLS["PutBucketLifecycle"])
    return Detection(
        id="log-bucket-weakened",
        title="How the log bucket keeps the logs was changed, or it was deleted",
        severity=Severity.HIGH,
        pattern=every(service("s3"), is_("$.requestParameters.bucketName", bucket), action(*_KEEPING_CALLS), SUCCEEDED),
        why="A lifecycle of one day deletes all logs without a call that deletes. Without versions what is overwritten "
        "is gone.",
        remedy="Deploy the stack again, which puts its settings back. Restore deleted files from their older versions.",
        matching=tuple(Sample(name, _of_bucket(bucket, name, request)) for name, request in _KEEPING_CALLS.items()),
        near_misses=(
            Sample("it is read", asked(cut, "GetBucketLifecycle")),
            Sample("it is refused", changed(cut, **DENIED)),
            Sample(
                "another bucket's, whose name begins alike",
                _of_bucket(f"{bucket}-copy", "PutBucketLifecycle", _KEEPING_CALLS["PutBucketLifecycle"]),
            ),
            Sample("another service's action of the same name", changed(cut, eventSource="s3tables.amazonaws.com")),
        ),
        evidence=f"{_EVIDENCE[:-1]}; Stratus Red Team, aws.defense-evasion.cloudtrail-lifecycle-rule.",
    )


def log_key_at_risk(key_arn: str) -> Detection:
    """The key of the logs was disabled or scheduled for deletion, or its policy was changed."""
    disable = key_event("DisableKey", key_arn)
    other = f"{key_arn.rpartition('/')[0]}/00000000-0000-4000-8000-000000000000"
    return Detection(
        id="log-key-at-risk",
        title="The KMS key of the logs was disabled or scheduled for deletion, or its policy was changed",
        severity=Severity.CRITICAL,
        # What is refused has no response, and so isn't found.
        pattern=every(
            service("kms"),
            is_("$.responseElements.keyId", key_arn),
            action("DisableKey", "ScheduleKeyDeletion", "PutKeyPolicy"),
        ),
        why="Without the key no log is delivered and none can be read; once it is deleted, all logs are lost.",
        remedy="Cancel the deletion and enable the key (CancelKeyDeletion, EnableKey); deploy the stack again.",
        matching=(
            Sample("it is disabled", disable),
            Sample("it is scheduled for deletion", key_event("ScheduleKeyDeletion", key_arn, pendingWindowInDays=7)),
            Sample("its policy is changed", key_event("PutKeyPolicy", key_arn, policyName="default", policy="{}")),
        ),
        near_misses=(
            Sample("it is enabled", asked(disable, "EnableKey")),
            Sample("it is refused", changed(disable, **DENIED)),
            Sample("another key", key_event("DisableKey", other)),
            Sample("another service's action of the same name", changed(disable, eventSource="example.amazonaws.com")),
        ),
        evidence='KMS Developer Guide, "DisableKey", "ScheduleKeyDeletion" and "PutKeyPolicy" (log entries; since '
        "December 2022 they have the ARN in responseElements.keyId, however the key was named).",
    )


def _of_bucket(bucket: str, name: str, request: Mapping[str, object]) -> TrailEvent:
    return event(
        "s3",
        name,
        {"bucketName": bucket, "Host": f"{bucket}.s3.{REGION}.amazonaws.com", **request},
        additionalEventData={
            "SignatureVersion": "SigV4",
            "AuthenticationMethod": "AuthHeader",
            "bytesTransferredIn": 0,
        },
        resources=[{"accountId": ACCOUNT, "type": "AWS::S3::Bucket", "ARN": f"arn:aws:s3:::{bucket}"}],
    )
