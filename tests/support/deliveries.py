"""What delivers logs asks for, and the documents of a recorded program that have to allow it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from components.baseline.names import AUDIT_NOTIFICATIONS
from components.naming import Naming
from components.settings import Settings
from sandbox.iam import Decision, Principal, Request, evaluate
from tests.support.linter import key_arn
from tests.support.recorder import Recording

_THEN = datetime(2026, 1, 31, 23, 59, tzinfo=UTC)
Context = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Need:
    """A request that a delivery makes, and the document that has to allow it."""

    request: Request
    document: str


def refused(needs: Iterator[Need]) -> list[Request]:
    """The requests that their documents don't allow."""
    return [need.request for need in needs if evaluate(need.document, need.request) is not Decision.ALLOWED]


def needs_of_buckets(recording: Recording, naming: Naming, settings: Settings) -> Iterator[Need]:
    """What the log bucket's policy has to let in, the stack's own or that of others."""
    outputs = recording.outputs
    document = outputs.get("logBucketPolicy") or outputs["requiredLogBucketPolicy"]
    arn = naming.bucket_arn(outputs["logBucket"])
    acl = {"s3:x-amz-acl": ("bucket-owner-full-control",), "aws:SecureTransport": ("true",)}
    trail, logs = _trail(recording, naming), _log_delivery(naming)
    keys = settings.trail_keys
    for account in (naming.account, *(["999999999999"] if keys.organization else [])):
        file = keys.object_key(account, naming.region, _THEN, "x")
        yield Need(_of("cloudtrail", "s3:PutObject", f"{arn}/{file}", trail | acl), document)
    yield Need(_of("cloudtrail", "s3:GetBucketAcl", arn, trail), document)
    if _flow_logs(recording, "s3"):
        file = settings.flow_log_keys.object_key(naming.account, naming.region, "fl-1", _THEN, "x")
        yield Need(_of("delivery.logs", "s3:PutObject", f"{arn}/{file}", logs | acl), document)
        yield Need(_of("delivery.logs", "s3:GetBucketAcl", arn, logs), document)


def needs_of_keys(recording: Recording, naming: Naming) -> Iterator[Need]:
    """What the key's policy has to let services do, for all that is encrypted with the key of the logs.

    Who publishes alerts, and may use the key of those, is for `tests.support.alert_path` to follow.
    """
    for key in (one for one in recording.of_type("aws:kms/key:Key") if one.name == "logs-key"):
        policy, arn = key.inputs["policy"], key_arn(naming)
        for group in recording.of_type("aws:cloudwatch/logGroup:LogGroup"):
            if "kmsKeyId" in group.inputs:
                context: Context = {"kms:EncryptionContext:aws:logs:arn": (naming.log_group_arn(group.inputs["name"]),)}
                for action in ("Encrypt", "Decrypt", "ReEncryptTo", "GenerateDataKey"):
                    yield Need(
                        Request(f"kms:{action}", arn, Principal("Service", naming.service("logs")), context), policy
                    )
        trail = _trail(recording, naming)
        if "kmsKeyId" in recording.one("aws:cloudtrail/trail:Trail").inputs:
            context = {"kms:EncryptionContext:aws:cloudtrail:arn": trail["aws:SourceArn"]}
            # With a bucket key, S3 has the bucket for a context.
            bucket: Context = {"kms:EncryptionContext:aws:s3:arn": (naming.bucket_arn(recording.outputs["logBucket"]),)}
            yield Need(_of("cloudtrail", "kms:GenerateDataKey", arn, trail | context), policy)
            yield Need(_of("cloudtrail", "kms:GenerateDataKey", arn, trail | bucket), policy)
            yield Need(_of("cloudtrail", "kms:Decrypt", arn, trail | bucket), policy)
            yield Need(_of("cloudtrail", "kms:DescribeKey", arn, trail), policy)
        for topic in recording.of_type("aws:sns/topic:Topic"):
            if key.urn in topic.property_dependencies.get("kmsMasterKeyId", []):
                yield Need(_of("cloudtrail", "kms:GenerateDataKey", arn, trail), policy)
                yield Need(_of("cloudtrail", "kms:Decrypt", arn, trail), policy)
        if _flow_logs(recording, "s3") and _encrypted(recording, "logs-encryption"):
            for action in ("GenerateDataKey", "Decrypt"):
                yield Need(_of("delivery.logs", f"kms:{action}", arn, _log_delivery(naming)), policy)


def needs_of_streams(recording: Recording, naming: Naming) -> Iterator[Need]:
    """What the role of each Firehose stream, and that of each subscription, has to be able to do."""
    policies = {one.inputs["role"]: one.inputs["policy"] for one in recording.of_type("aws:iam/rolePolicy:RolePolicy")}
    for stream in recording.of_type("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"):
        written = stream.inputs["extendedS3Configuration"]
        policy = policies[written["roleArn"].rpartition("/")[2]]
        logging = written["cloudwatchLoggingOptions"]
        group = f"{naming.log_group_arn(logging['logGroupName'])}:log-stream:{logging['logStreamName']}"
        for prefix in (written["prefix"], written["errorOutputPrefix"]):
            objects = f"{written['bucketArn']}/{prefix.partition('!')[0]}x"
            yield Need(Request("s3:PutObject", objects), policy)
            # A bucket of others may be encrypted with a key of theirs.
            adopted = "requiredLogBucketPolicy" in recording.outputs
            if adopted or _encrypted(recording, "logs-encryption"):
                context: Context = {
                    "kms:ViaService": (naming.service("s3"),),
                    "kms:EncryptionContext:aws:s3:arn": (written["bucketArn"],),
                }
                key = key_arn(naming).replace(naming.account, "999999999999") if adopted else key_arn(naming)
                yield Need(Request("kms:GenerateDataKey", key, context=context), policy)
            if adopted:
                theirs = recording.outputs["requiredLogBucketPolicy"]
                role = Principal("AWS", written["roleArn"])
                said: Context = {"aws:PrincipalArn": (written["roleArn"],), "aws:SecureTransport": ("true",)}
                for action in ("s3:PutObject", "s3:PutObjectAcl"):
                    yield Need(Request(action, objects), policy)
                    yield Need(Request(action, objects, role, said), theirs)
        yield Need(Request("logs:PutLogEvents", group), policy)
    for subscription in recording.of_type("aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter"):
        destination = subscription.inputs["destinationArn"]
        action = "firehose:PutRecord" if ":firehose:" in destination else "kinesis:PutRecord"
        yield Need(Request(action, destination), policies[subscription.inputs["roleArn"].rpartition("/")[2]])


def needs_of_topics(recording: Recording, naming: Naming) -> Iterator[Need]:
    """What the policy of the trail's topic has to let in."""
    notifications = naming.topic_arn(naming.topic(AUDIT_NOTIFICATIONS))
    policies = recording.of_type("aws:sns/topicPolicy:TopicPolicy")
    for topic in (one for one in policies if one.inputs["arn"] == notifications):
        context = _trail(recording, naming) | {"aws:SecureTransport": ("true",)}
        yield Need(_of("cloudtrail", "SNS:Publish", topic.inputs["arn"], context), topic.inputs["policy"])


def _of(service: str, action: str, resource: str, context: Context) -> Request:
    return Request(action, resource, Principal("Service", f"{service}.amazonaws.com"), context)


def _trail(recording: Recording, naming: Naming) -> Context:
    arn = naming.trail_arn(recording.one("aws:cloudtrail/trail:Trail").inputs["name"])
    return {"aws:SourceArn": (arn,), "aws:SourceAccount": (naming.account,)}


def _log_delivery(naming: Naming) -> Context:
    source = f"arn:{naming.partition}:logs:{naming.region}:{naming.account}:*"
    return {"aws:SourceArn": (source,), "aws:SourceAccount": (naming.account,)}


def _flow_logs(recording: Recording, type_: str) -> list[dict[str, Any]]:
    flow_logs = [one.inputs for one in recording.of_type("aws:ec2/flowLog:FlowLog")]
    return [inputs for inputs in flow_logs if inputs["logDestinationType"] == type_]


def _encrypted(recording: Recording, name: str) -> bool:
    """Whether a bucket of the stack is encrypted with the key."""
    type_ = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
    return any(one.name == name and '"aws:kms"' in json.dumps(one.inputs["rules"]) for one in recording.of_type(type_))
