"""Calls that were refused."""

from dataclasses import replace

from logs.detections.alarm import Alarm
from logs.detections.benchmark.controls import cis_controls, controls
from logs.detections.detection import Detection, Severity
from logs.detections.sample import DENIED, DENIED_BY_EC2, Sample, changed, event

_LIST_KEYS = event("kms", "ListKeys", {}, readOnly=True, **DENIED)
_RUN = event(
    "ec2",
    "RunInstances",
    {"instancesSet": {"items": [{"imageId": "ami-0abcdef1234567890", "minCount": 1, "maxCount": 1}]}},
    **DENIED_BY_EC2,
)
_ASSUME = event(
    "sts",
    "AssumeRole",
    {"roleArn": "arn:aws:iam::111122223333:role/admin", "roleSessionName": "ada"},
    **{**DENIED, "errorCode": "AccessDeniedException"},
)
_DELIVERY = changed(
    event("s3", "GetBucketAcl", {"bucketName": "example-logs"}, readOnly=True, **DENIED),
    userIdentity={"type": "AWSService", "invokedBy": "delivery.logs.amazonaws.com"},
    sourceIPAddress="delivery.logs.amazonaws.com",
)
_HEAD = event("s3", "HeadBucket", {"bucketName": "example"}, readOnly=True, **DENIED)

DENIED_CALLS = Detection(
    id="denied-calls",
    title="Calls were refused for want of a permission",
    severity=Severity.MEDIUM,
    pattern='{($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*")}',
    why="Who has stolen a key first tries what it opens. A few come of clumsy tools; the alarm waits for five in "
    "five minutes.",
    remedy="See whose key it was and what it asked for: unrelated services in a row are a search. Disable the key.",
    matching=(
        Sample("a user lists keys without a permission", _LIST_KEYS),
        Sample("EC2's own name for it", _RUN),
        Sample("a service's exception", _ASSUME),
        Sample("log delivery may not read the bucket's ACL", _DELIVERY),
        Sample("a client looks whether there is a bucket", _HEAD),
    ),
    near_misses=(
        Sample("throttled", changed(_LIST_KEYS, errorCode="ThrottlingException")),
        Sample(
            "allowed", {name: value for name, value in _LIST_KEYS.items() if name not in ("errorCode", "errorMessage")}
        ),
        Sample("a dry run that would have worked", changed(_RUN, errorCode="Client.DryRunOperation")),
    ),
    evidence='CloudTrail User Guide, "Log file examples" (error code and message); EC2 API Reference, "Error codes".',
    controls=controls(2),
    alarm=Alarm(threshold=5),
)

# The text of CIS 4.0 to 7.0. `&&` binds before `||`, so what follows it excepts from AccessDenied* alone. That of CIS
# 1.4 and 3.0 joins all with `||` and so is true of nearly every event (its address isn't log delivery's): it is not
# offered.
DENIED_CALLS_CIS = replace(
    DENIED_CALLS,
    pattern='{ ($.errorCode ="*UnauthorizedOperation") || ($.errorCode ="AccessDenied*") && '
    '($.sourceIPAddress!="delivery.logs.amazonaws.com") && ($.eventName!="HeadBucket") }',
    matching=(
        Sample("a user lists keys without a permission", _LIST_KEYS),
        Sample("EC2's own name for it", _RUN),
        Sample("a service's exception", _ASSUME),
        Sample("EC2's own name, from log delivery", changed(_RUN, sourceIPAddress="delivery.logs.amazonaws.com")),
    ),
    near_misses=(
        *DENIED_CALLS.near_misses,
        Sample("log delivery may not list keys", changed(_LIST_KEYS, sourceIPAddress="delivery.logs.amazonaws.com")),
        Sample("a client looks whether there is a bucket", changed(_LIST_KEYS, eventName="HeadBucket")),
    ),
    controls=cis_controls(2),
)
