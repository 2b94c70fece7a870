"""The programs whose previews are measured with the policy pack."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from benchmarks.checkov_runs import Planned

Declared = tuple[str, str, Mapping[str, Any]]
"""A resource of a program: its type, its name and its inputs."""

_BUCKET: Final = "aws:s3/bucket:Bucket"
_POLICY: Final = "aws:s3/bucketPolicy:BucketPolicy"
_QUEUE: Final = "aws:sqs/queue:Queue"
_TERRAFORM_TYPES: Final = {_BUCKET: "aws_s3_bucket", _POLICY: "aws_s3_bucket_policy", _QUEUE: "aws_sqs_queue"}


@dataclass(frozen=True)
class Program:
    """What a program declares.

    Attributes:
        title: What it is called in tables.
        resources: Its resources.
    """

    title: str
    resources: tuple[Declared, ...]

    def terraform(self) -> list[Planned]:
        """The same resources, as a terraform plan has them."""
        return [(_TERRAFORM_TYPES[type_], name, inputs) for type_, name, inputs in self.resources]


def mixed(count: int) -> Program:
    """A program of resources of three kinds.

    Args:
        count: The number of resources. A fifth are bucket policies, a fifth their buckets, the rest queues.
    """
    of_each = count // 5
    queues: list[Declared] = [
        (_QUEUE, f"queue-{number}", {"name": f"queue-{number}", "tags": {"Team": "a"}})
        for number in range(count - 2 * of_each)
    ]
    title = f"{count:,} resources, {of_each:,} of them bucket policies"
    return Program(title, (*_buckets_and_policies(of_each), *queues))


def buckets_and_policies(count: int) -> Program:
    """A program of buckets with a policy each.

    Args:
        count: The number of buckets: half that of the resources.
    """
    return Program(f"{count:,} buckets with policies", tuple(_buckets_and_policies(count)))


def _buckets_and_policies(count: int) -> list[Declared]:
    policies: list[Declared] = [
        (_POLICY, f"policy-{number}", {"bucket": name, "policy": _delivery_policy(name)})
        for number in range(count)
        for name in (f"b-{number}",)
    ]
    buckets: list[Declared] = [
        (_BUCKET, f"bucket-{number}", {"bucket": f"b-{number}", "tags": {"Team": "a"}}) for number in range(count)
    ]
    return policies + buckets


def _delivery_policy(bucket: str) -> str:
    arn, trail = f"arn:aws:s3:::{bucket}", "arn:aws:cloudtrail:us-east-1:111122223333:trail/main"
    service: dict[str, Any] = {"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"}}
    pin, acl = {"aws:SourceArn": trail}, {"s3:x-amz-acl": "bucket-owner-full-control"}
    check = {**service, "Action": "s3:GetBucketAcl", "Resource": arn, "Condition": {"StringEquals": pin}}
    keys = f"{arn}/AWSLogs/111122223333/*"
    put = {**service, "Action": "s3:PutObject", "Resource": keys, "Condition": {"StringEquals": {**pin, **acl}}}
    return json.dumps({"Version": "2012-10-17", "Statement": [check, put]})
