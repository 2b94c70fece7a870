"""Which IAM action an operation of an AWS API needs, and on which kinds of resource an action can be allowed.

The actions are those of parliament's copy of the Service Authorization Reference; an operation is called like its
action, except in S3 (S3 API Reference: "Permissions" of each operation).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sandbox.provider.session import shared_session
from tests.support.linter import iam_definition

_OF_S3 = {
    "AbortMultipartUpload": "AbortMultipartUpload",
    "DeleteBucketEncryption": "PutEncryptionConfiguration",
    "DeleteBucketLifecycle": "PutLifecycleConfiguration",
    "DeleteBucketOwnershipControls": "PutBucketOwnershipControls",
    "DeleteBucketTagging": "PutBucketTagging",
    "DeleteObjects": "DeleteObjectVersion",
    "DeletePublicAccessBlock": "PutBucketPublicAccessBlock",
    "GetBucketEncryption": "GetEncryptionConfiguration",
    "GetBucketLifecycleConfiguration": "GetLifecycleConfiguration",
    "GetObjectLockConfiguration": "GetBucketObjectLockConfiguration",
    "GetPublicAccessBlock": "GetBucketPublicAccessBlock",
    "HeadBucket": "ListBucket",
    "ListMultipartUploads": "ListBucketMultipartUploads",
    "ListObjectVersions": "ListBucketVersions",
    "PutBucketEncryption": "PutEncryptionConfiguration",
    "PutBucketLifecycleConfiguration": "PutLifecycleConfiguration",
    "PutObjectLockConfiguration": "PutBucketObjectLockConfiguration",
    "PutPublicAccessBlock": "PutBucketPublicAccessBlock",
}


@dataclass(frozen=True)
class Action:
    """One action of the reference.

    Attributes:
        level: `Read`, `List`, `Write`, `Tagging` or `Permissions management`.
        kinds: Kinds of resource on which it can be allowed; none: only on `*`.
    """

    level: str
    kinds: frozenset[str]


def _actions() -> Iterator[tuple[str, Action]]:
    for service in iam_definition():
        for privilege in service["privileges"]:
            kinds: list[Any] = [each["resource_type"].rstrip("*") for each in privilege["resource_types"]]
            yield (
                f"{service['prefix']}:{privilege['privilege']}",
                Action(privilege["access_level"], frozenset(kinds) - {""}),
            )


ACTIONS = dict(_actions())
"""Every action there is, by its name."""


def action_of(service: str, operation: str) -> str:
    """The action that a call needs.

    Args:
        service: boto3's name of the service.
        operation: boto3's name of the method.
    """
    model = shared_session().get_service_model(service)
    name = next(name for name in model.operation_names if name.lower() == operation.replace("_", ""))
    return f"{service}:{_OF_S3.get(name, name) if service == 's3' else name}"
