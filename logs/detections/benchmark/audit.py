"""What keeps the account's records: its trails, its keys, its buckets, AWS Config."""

from collections.abc import Mapping

from logs.detections.benchmark.controls import controls
from logs.detections.detection import Detection, Severity
from logs.detections.pattern_text import bare_actions
from logs.detections.sample import ACCOUNT, REGION, Sample, TrailEvent, asked, changed, event

_TRAIL = {"name": f"arn:aws:cloudtrail:{REGION}:{ACCOUNT}:trail/monitoring-dev-audit"}
_TRAIL_CALLS: Mapping[str, Mapping[str, object]] = {
    "CreateTrail": {"name": "second", "s3BucketName": "example-elsewhere", "isMultiRegionTrail": False},
    "UpdateTrail": {**_TRAIL, "isMultiRegionTrail": False},
    "DeleteTrail": _TRAIL,
    "StartLogging": _TRAIL,
    "StopLogging": _TRAIL,
}
_STOP = event("cloudtrail", "StopLogging", _TRAIL)

TRAIL_CHANGED = Detection(
    id="trail-changed",
    title="A trail was made, changed, deleted, started or stopped",
    severity=Severity.HIGH,
    pattern=f"{{{bare_actions(*_TRAIL_CALLS)}}}",
    why="What follows isn't recorded, or is recorded for somebody else.",
    remedy="Deploy the stack again, which puts its trail back. Treat what was done meanwhile as unknown.",
    matching=tuple(Sample(name, event("cloudtrail", name, request)) for name, request in _TRAIL_CALLS.items()),
    near_misses=(
        Sample("its state is read", asked(_STOP, "GetTrailStatus")),
        Sample("what it records is changed, which the benchmarks leave out", asked(_STOP, "PutEventSelectors")),
    ),
    evidence='CloudTrail API Reference; CloudTrail User Guide, "Log file examples".',
    controls=controls(5),
)

_KEY = "1234abcd-12ab-34cd-56ef-1234567890ab"
_KEY_ARN = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/{_KEY}"


def key_event(name: str, key_arn: str = _KEY_ARN, **parameters: object) -> TrailEvent:
    """A change of a KMS key."""
    key_id = key_arn.rpartition("/")[2]
    resources = [{"accountId": ACCOUNT, "type": "AWS::KMS::Key", "ARN": key_arn}]
    response = {"keyId": key_arn}
    return event("kms", name, {"keyId": key_id, **parameters}, responseElements=response, resources=resources)


_DISABLE = key_event("DisableKey")

KEY_DISABLED = Detection(
    id="key-disabled",
    title="A KMS key was disabled or scheduled for deletion",
    severity=Severity.HIGH,
    pattern=f"{{($.eventSource=kms.amazonaws.com) && ({bare_actions('DisableKey', 'ScheduleKeyDeletion')})}}",
    why="Without its key what is encrypted with it can't be read: at once, and after the deletion never again.",
    remedy="Cancel the deletion and enable the key (CancelKeyDeletion, EnableKey), then find out who did it.",
    matching=(
        Sample("a key is disabled", _DISABLE),
        Sample("a key is scheduled for deletion", key_event("ScheduleKeyDeletion", pendingWindowInDays=7)),
    ),
    near_misses=(
        Sample("it is enabled", asked(_DISABLE, "EnableKey")),
        Sample("another service's action of the same name", changed(_DISABLE, eventSource="example.amazonaws.com")),
    ),
    evidence='KMS Developer Guide, "DisableKey" and "ScheduleKeyDeletion" (log entries).',
    controls=controls(7),
)

_BUCKET = {"bucketName": "example", "Host": f"example.s3.{REGION}.amazonaws.com"}
_BUCKET_CALLS: Mapping[str, Mapping[str, object]] = {
    "PutBucketAcl": {**_BUCKET, "acl": "", "x-amz-acl": ["private"]},
    "PutBucketPolicy": {**_BUCKET, "policy": "", "bucketPolicy": {"Version": "2012-10-17", "Statement": []}},
    "PutBucketCors": {**_BUCKET, "cors": ""},
    "PutBucketLifecycle": {**_BUCKET, "lifecycle": ""},
    "PutBucketReplication": {**_BUCKET, "replication": ""},
    "DeleteBucketPolicy": {**_BUCKET, "policy": ""},
    "DeleteBucketCors": {**_BUCKET, "cors": ""},
    "DeleteBucketLifecycle": {**_BUCKET, "lifecycle": ""},
    "DeleteBucketReplication": {**_BUCKET, "replication": ""},
}
_PUT_POLICY = event("s3", "PutBucketPolicy", _BUCKET_CALLS["PutBucketPolicy"])

BUCKET_POLICY_CHANGED = Detection(
    id="bucket-policy-changed",
    title="Who may use a bucket, or what becomes of its objects, was changed",
    severity=Severity.MEDIUM,
    pattern=f"{{($.eventSource=s3.amazonaws.com) && ({bare_actions(*_BUCKET_CALLS)})}}",
    why="A bucket's policy is the shortest way to its data from outside; its lifecycle deletes what it keeps.",
    remedy="Compare the change with the deployments of the hour. Undo one that nobody knows of, and see who made it.",
    matching=tuple(Sample(name, event("s3", name, request)) for name, request in _BUCKET_CALLS.items()),
    near_misses=(
        Sample("the policy is read", changed(_PUT_POLICY, eventName="GetBucketPolicy", readOnly=True)),
        Sample("an access point's policy", changed(_PUT_POLICY, eventName="PutAccessPointPolicy")),
        Sample("a bucket of S3 Tables", changed(_PUT_POLICY, eventSource="s3tables.amazonaws.com")),
    ),
    evidence='S3 User Guide, "Amazon S3 CloudTrail events".',
    controls=controls(8),
)

_RECORDER = {"configurationRecorderName": "default"}
_CONFIG_CALLS: Mapping[str, Mapping[str, object]] = {
    "StopConfigurationRecorder": _RECORDER,
    "DeleteDeliveryChannel": {"deliveryChannelName": "default"},
    "PutDeliveryChannel": {"deliveryChannel": {"name": "default", "s3BucketName": "example-elsewhere"}},
    "PutConfigurationRecorder": {"configurationRecorder": {"name": "default", "recordingGroup": {"resourceTypes": []}}},
}
_STOP_RECORDER = event("config", "StopConfigurationRecorder", _RECORDER)

CONFIG_CHANGED = Detection(
    id="config-changed",
    title="AWS Config was stopped, or records or delivers otherwise",
    severity=Severity.MEDIUM,
    pattern=f"{{($.eventSource=config.amazonaws.com) && ({bare_actions(*_CONFIG_CALLS)})}}",
    why="Without its recorder nobody knows what was changed, and Security Hub's checks are blind.",
    remedy="Start the recorder again (StartConfigurationRecorder) and put its settings and its channel back.",
    matching=tuple(Sample(name, event("config", name, request)) for name, request in _CONFIG_CALLS.items()),
    near_misses=(
        Sample("it is started", asked(_STOP_RECORDER, "StartConfigurationRecorder")),
        Sample(
            "another service's action of the same name", changed(_STOP_RECORDER, eventSource="example.amazonaws.com")
        ),
    ),
    evidence='AWS Config Developer Guide, "Logging AWS Config API Calls with AWS CloudTrail" (log files).',
    controls=controls(9),
)
