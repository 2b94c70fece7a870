"""Roles and keys."""

from components.deploy_roles.access import Access, Grant
from components.deploy_roles.scope import ALIASES, ANYTHING, KEYS, KEYS_FOR_SERVICES, NEW_FOR_THE_STACK, NEW_KEYS, ROLES

TYPES = {
    "aws:iam/role:Role": Access(
        reads=(Grant.on(ROLES, "iam", "GetRole", "GetRolePolicy", "ListRolePolicies", "ListAttachedRolePolicies"),),
        writes=(
            Grant.on(
                ROLES,
                "iam",
                *("CreateRole", "UpdateRole", "UpdateRoleDescription", "UpdateAssumeRolePolicy", "DeleteRole"),
                *("ListInstanceProfilesForRole", "TagRole", "UntagRole"),
            ),
        ),
    ),
    "aws:iam/rolePolicy:RolePolicy": Access(
        reads=(Grant.on(ROLES, "iam", "GetRolePolicy"),),
        writes=(Grant.on(ROLES, "iam", "PutRolePolicy", "DeleteRolePolicy"),),
    ),
    "aws:kms/key:Key": Access(
        reads=(Grant.on(KEYS, "kms", "DescribeKey", "GetKeyPolicy", "GetKeyRotationStatus", "ListResourceTags"),),
        writes=(
            Grant.on(NEW_FOR_THE_STACK, "kms", "CreateKey"),
            Grant.on(NEW_KEYS, "kms", "TagResource"),
            Grant.on(
                KEYS,
                "kms",
                *("UpdateKeyDescription", "PutKeyPolicy", "EnableKeyRotation", "DisableKeyRotation"),
                *("TagResource", "UntagResource"),
            ),
            # Firehose makes itself a grant, in the name of whoever makes the stream.
            Grant.on(KEYS_FOR_SERVICES, "kms", "CreateGrant"),
        ),
        gives_up_logs=(Grant.on(KEYS, "kms", "ScheduleKeyDeletion"),),
    ),
    "aws:kms/alias:Alias": Access(
        reads=(Grant.on(ANYTHING, "kms", "ListAliases"), Grant.on(KEYS, "kms", "DescribeKey")),
        # An alias is made on a key: both have to be allowed.
        writes=tuple(Grant.on(scope, "kms", "CreateAlias", "UpdateAlias", "DeleteAlias") for scope in (ALIASES, KEYS)),
    ),
}
