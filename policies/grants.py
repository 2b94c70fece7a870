"""Where resources hold policy documents that grant something."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from resource_view import Resource
from values import texts_in

# A property, or a list of objects and the property within each. Bucket policies have rules of their own.
HOLDERS: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "aws:iam/role:Role": (("inlinePolicies", "policy"),),
    "aws:iam/rolePolicy:RolePolicy": (("policy",),),
    "aws:iam/userPolicy:UserPolicy": (("policy",),),
    "aws:iam/groupPolicy:GroupPolicy": (("policy",),),
    "aws:iam/policy:Policy": (("policy",),),
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": (),
    "aws:iam/userPolicyAttachment:UserPolicyAttachment": (),
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": (),
    "aws:iam/policyAttachment:PolicyAttachment": (),
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": (),
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": (("policyDocument",),),
    "aws:kms/key:Key": (("policy",),),
    "aws:kms/replicaKey:ReplicaKey": (("policy",),),
    "aws:kms/keyPolicy:KeyPolicy": (("policy",),),
    "aws:sns/topic:Topic": (("policy",),),
    "aws:sns/topicPolicy:TopicPolicy": (("policy",),),
    "aws:sqs/queue:Queue": (("policy",),),
    "aws:sqs/queuePolicy:QueuePolicy": (("policy",),),
    "aws-native:iam:Role": (("policies", "policyDocument"),),
    "aws-native:iam:RolePolicy": (("policyDocument",),),
    "aws-native:iam:UserPolicy": (("policyDocument",),),
    "aws-native:iam:GroupPolicy": (("policyDocument",),),
    "aws-native:iam:User": (("policies", "policyDocument"),),
    "aws-native:iam:Group": (("policies", "policyDocument"),),
    "aws-native:iam:ManagedPolicy": (("policyDocument",),),
    "aws-native:kms:Key": (("keyPolicy",),),
    "aws-native:logs:ResourcePolicy": (("policyDocument",),),
    "aws-native:sns:TopicPolicy": (("policyDocument",),),
    "aws-native:sqs:QueuePolicy": (("policyDocument",),),
}
"""The types, and where each has its documents."""

OWN: Final[Mapping[str, str]] = dict.fromkeys(
    ("aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey", "aws:kms/keyPolicy:KeyPolicy", "aws-native:kms:Key"), "*"
)
"""What a document calls its holder: in a key policy "*" is the key (KMS Developer Guide, "Key policies")."""

_OF_AWS: Final = re.compile(r"arn:[a-z-]+:iam::aws:policy/.+")
_MANAGED: Final = ("policyArn", "policyArns", "managedPolicyArns")


def documents_of(resource: Resource) -> Iterator[object]:
    """The policy documents that a resource of `HOLDERS` holds itself.

    Raises:
        NotKnownError: One isn't known at preview.
    """
    for path in HOLDERS[resource.type]:
        if path[1:]:
            yield from (item.get(path[1]) for item in resource.objects(path[0]))
        else:
            yield resource.read(*path)


def managed_policies_of(resource: Resource) -> Iterator[str]:
    """The ARNs of the policies of AWS that a resource attaches.

    Raises:
        NotKnownError: What it attaches isn't known at preview.
    """
    for name in _MANAGED:
        yield from (arn for arn in texts_in(resource.read(name)) if _OF_AWS.fullmatch(arn))
