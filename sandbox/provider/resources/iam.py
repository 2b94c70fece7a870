"""IAM. Not handled: role's deprecated inlinePolicies and managedPolicyArns, and namePrefix."""

from __future__ import annotations

from typing import Final

from sandbox.provider.codecs import JSON_DOCUMENT
from sandbox.provider.declaration import (
    AutoName,
    Call,
    Change,
    Input,
    Presence,
    Procedure,
    Read,
    Scoped,
    Setting,
    TagChange,
    Tags,
)
from sandbox.provider.procedures import detach_role_policies
from sandbox.provider.resource_type import ResourceType
from sandbox.provider.template import Text, or_cleared

_PUT_POLICY: Final = Call("put_role_policy", {"RoleName": "$role", "PolicyName": "$name", "PolicyDocument": "$policy"})

ROLE: Final = ResourceType(
    type="aws:iam/role:Role",
    service="iam",
    scoped=Scoped.GLOBAL,
    id=Text("{name}"),
    inputs={
        "name": Input("role.RoleName", change=Change.REPLACES, name=AutoName(64)),
        "assumeRolePolicy": Input("role.AssumeRolePolicyDocument", JSON_DOCUMENT, presence=Presence.REQUIRED),
        "description": Input("role.Description"),
        "path": Input("role.Path", change=Change.REPLACES, default="/"),
        "maxSessionDuration": Input("role.MaxSessionDuration", default=3600),
        "permissionsBoundary": Input("role.PermissionsBoundary.PermissionsBoundaryArn"),
        "forceDetachPolicies": Input(default=False),
    },
    tags=Tags("role.Tags"),
    create=Call(
        "create_role",
        {
            "RoleName": "$name",
            "AssumeRolePolicyDocument": "$assumeRolePolicy",
            "Description": "$description",
            "Path": "$path",
            "MaxSessionDuration": "$maxSessionDuration",
            "PermissionsBoundary": "$permissionsBoundary",
            "Tags": "$tags",
        },
    ),
    settings=(
        Setting(
            ("assumeRolePolicy",),
            put=Call("update_assume_role_policy", {"RoleName": "$id", "PolicyDocument": "$assumeRolePolicy"}),
        ),
        Setting(
            ("description", "maxSessionDuration"),
            put=Call(
                "update_role",
                {
                    "RoleName": "$id",
                    "Description": or_cleared("description"),
                    "MaxSessionDuration": "$maxSessionDuration",
                },
            ),
        ),
        Setting(
            ("permissionsBoundary",),
            put=Call(
                "put_role_permissions_boundary", {"RoleName": "$id", "PermissionsBoundary": "$permissionsBoundary"}
            ),
            clear=Call("delete_role_permissions_boundary", {"RoleName": "$id"}),
        ),
        TagChange(
            add=Call("tag_role", {"RoleName": "$id", "Tags": "$tags_added"}),
            remove=Call("untag_role", {"RoleName": "$id", "TagKeys": "$removed_keys"}),
        ),
    ),
    reads=(Read("role", Call("get_role", {"RoleName": "$id"}), at="Role"),),
    outputs={"arn": "role.Arn", "createDate": "role.CreateDate", "uniqueId": "role.RoleId"},
    delete=(Procedure(detach_role_policies, when="forceDetachPolicies"), Call("delete_role", {"RoleName": "$id"})),
    gone=("NoSuchEntity",),
)

ROLE_POLICY: Final = ResourceType(
    type="aws:iam/rolePolicy:RolePolicy",
    service="iam",
    scoped=Scoped.GLOBAL,
    id=Text("{role}:{name}"),
    inputs={
        "role": Input("policy.RoleName", change=Change.REPLACES, presence=Presence.REQUIRED),
        "name": Input("policy.PolicyName", change=Change.REPLACES, name=AutoName(128)),
        "policy": Input("policy.PolicyDocument", JSON_DOCUMENT, presence=Presence.REQUIRED),
    },
    create=_PUT_POLICY,
    settings=(Setting(("policy",), put=_PUT_POLICY),),
    reads=(Read("policy", Call("get_role_policy", {"RoleName": "$role", "PolicyName": "$name"})),),
    delete=(Call("delete_role_policy", {"RoleName": "$role", "PolicyName": "$name"}),),
    gone=("NoSuchEntity",),
)

TYPES: Final = (ROLE, ROLE_POLICY)
