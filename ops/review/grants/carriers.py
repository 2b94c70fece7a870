"""Which properties of which resources carry policy documents."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from pydantic import JsonValue

from ops.review.preview import State
from ops.review.values import objects


@dataclass(frozen=True)
class Carrier:
    """How a kind of resource carries a document.

    Attributes:
        kind: What the document is called.
        property: The property that holds it; or a list of objects that each hold one under `policy`, with a `name`.
        of: The property that says whose policy it is; empty when the resource carries its own.
        implied: The element that the document leaves out, because it can only be one: a reader takes it for `*`.
    """

    kind: str
    property: str = "policy"
    of: str = ""
    implied: str = ""


class Carried(NamedTuple):
    """A document that a state carries.

    Attributes:
        carrier: How.
        name: Which one of several; empty when there can only be one.
        document: The document: text, an object, or what stands for a value that isn't known.
    """

    carrier: Carrier
    name: str
    document: JsonValue


# An identity policy has no Principal, a trust policy no Resource (IAM User Guide, "IAM JSON policy elements").
_IDENTITY: Final = "Principal"
_TRUST: Final = "Resource"
CARRIERS: Final[Mapping[str, tuple[Carrier, ...]]] = {
    "aws:s3/bucketPolicy:BucketPolicy": (Carrier("bucket policy", of="bucket"),),
    "aws:s3/bucket:Bucket": (Carrier("bucket policy"),),
    "aws:s3/bucketV2:BucketV2": (Carrier("bucket policy"),),
    "aws:s3/accessPoint:AccessPoint": (Carrier("access point policy"),),
    "aws:kms/key:Key": (Carrier("key policy"),),
    "aws:kms/keyPolicy:KeyPolicy": (Carrier("key policy", of="keyId"),),
    "aws:sns/topic:Topic": (Carrier("topic policy"),),
    "aws:sns/topicPolicy:TopicPolicy": (Carrier("topic policy", of="arn"),),
    "aws:sqs/queue:Queue": (Carrier("queue policy"),),
    "aws:sqs/queuePolicy:QueuePolicy": (Carrier("queue policy", of="queueUrl"),),
    "aws:iam/role:Role": (
        Carrier("trust policy", "assumeRolePolicy", implied=_TRUST),
        Carrier("role policy", "inlinePolicies", implied=_IDENTITY),
    ),
    "aws:iam/rolePolicy:RolePolicy": (Carrier("role policy", of="role", implied=_IDENTITY),),
    "aws:iam/policy:Policy": (Carrier("managed policy", implied=_IDENTITY),),
    "aws:iam/userPolicy:UserPolicy": (Carrier("user policy", of="user", implied=_IDENTITY),),
    "aws:iam/groupPolicy:GroupPolicy": (Carrier("group policy", of="group", implied=_IDENTITY),),
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": (Carrier("log group policy", "policyDocument"),),
    "aws:cloudwatch/eventBusPolicy:EventBusPolicy": (Carrier("event bus policy", of="eventBusName"),),
    "aws:kinesis/resourcePolicy:ResourcePolicy": (Carrier("stream policy", of="resourceArn"),),
    "aws:ec2/vpcEndpoint:VpcEndpoint": (Carrier("endpoint policy"),),
}


def carried_by(type_token: str, state: State | None) -> Iterator[Carried]:
    """The documents that a resource's inputs carry."""
    if state is None:
        return
    for carrier in CARRIERS.get(type_token, ()):
        value = state.inputs.get(carrier.property)
        if value is None:
            continue
        if carrier.property == "inlinePolicies":
            for one in objects(value):
                yield Carried(carrier, str(one.get("name", "")), one.get("policy"))
        else:
            yield Carried(carrier, "", value)


def text_of(document: JsonValue) -> str:
    """A document as text; programs may give an object instead."""
    return document if isinstance(document, str) else json.dumps(document)
