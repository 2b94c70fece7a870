"""What the cases of the rules on log buckets are about: a bucket, what is put on it, and what delivers to it."""

import json
from collections.abc import Sequence
from typing import Any

from pulumi.runtime.proto.resource_pb2 import RegisterResourceRequest

from tests.support.bucket_documents import ARN, BUCKET, document, good_statements, good_with
from tests.support.policy_server import from_outputs, registration

POLICY = "aws:s3/bucketPolicy:BucketPolicy"
GOOD = document(good_statements())
WIDE = good_with(Principal="*")
BUCKET_TYPE = "aws:s3/bucket:Bucket"
NATIVE = "aws-native:s3:Bucket"
TRAIL = "aws:cloudtrail/trail:Trail"
LOGS = registration(BUCKET_TYPE, "bucket", bucket=BUCKET)
# A bucket whose name AWS chooses: all that refers to it does so by its outputs.
UNNAMED = registration(BUCKET_TYPE, "bucket")
WEBSITE = registration(BUCKET_TYPE, "website", bucket="website")
BY_NAME = registration(TRAIL, "trail", name="main", s3BucketName=BUCKET)
BY_OUTPUT = from_outputs(registration(TRAIL, "trail", name="main"), s3BucketName=[UNNAMED])
FLOW_LOG = registration("aws:ec2/flowLog:FlowLog", "flow", logDestinationType="s3", logDestination=f"{ARN}/folder/")
STREAM = registration(
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
    "stream",
    destination="extended_s3",
    extendedS3Configuration={"bucketArn": ARN},
)
PET = registration("random:index/randomPet:RandomPet", "pet")
OTHER_STACK = registration("pulumi:pulumi:StackReference", "other")
NATIVE_LOGS = registration(NATIVE, "bucket", bucketName=BUCKET)


def one(*names: str) -> frozenset[str]:
    return frozenset(names)


def program(*resources: RegisterResourceRequest) -> Sequence[RegisterResourceRequest]:
    """The log bucket of a trail, and more."""
    return [LOGS, BY_NAME, *resources]


def component(type_: str, name: str, /, **inputs: Any) -> RegisterResourceRequest:
    """A component, of whatever type its author says."""
    request = registration(type_, name, **inputs)
    request.custom = False
    return request


def of_one_of(*buckets: RegisterResourceRequest, of: RegisterResourceRequest) -> RegisterResourceRequest:
    """A setting of one of some buckets; nothing tells of which."""
    return from_outputs(of, bucket=buckets)


def cloud_control(type_name: str, name: str, /, **properties: Any) -> RegisterResourceRequest:
    return registration(
        "aws:cloudcontrol/resource:Resource", name, typeName=type_name, desiredState=json.dumps(properties)
    )


def of_bucket(type_: str, name: str, bucket: str = BUCKET, /, **inputs: Any) -> RegisterResourceRequest:
    return registration(type_, name, bucket=bucket, **inputs)


def of_unnamed(type_: str, name: str, /, **inputs: Any) -> Sequence[RegisterResourceRequest]:
    """A setting of the log bucket of a trail, which AWS names; nothing but the graph shows what belongs together."""
    return [UNNAMED, BY_OUTPUT, from_outputs(registration(type_, name, **inputs), bucket=[UNNAMED])]


def on_unknown_bucket(type_: str, /, **inputs: Any) -> RegisterResourceRequest:
    """A setting of a bucket that nothing tells."""
    return from_outputs(registration(type_, "setting", **inputs), bucket=[PET])
