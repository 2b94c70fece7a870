"""IAM's managed policies, their attachments to roles, and identity providers.

Not handled: policy's namePrefix; a change of a provider's clientIdLists in place, which moto does not know: it replaces
the provider.
"""

from __future__ import annotations

from typing import Final

from sandbox.provider.codecs import JSON_DOCUMENT, Codec
from sandbox.provider.declaration import (
    AutoName,
    Call,
    Change,
    FromResponse,
    Input,
    Presence,
    Procedure,
    Read,
    Replacement,
    Scoped,
    Setting,
    TagChange,
    Tags,
)
from sandbox.provider.procedures_iam import delete_former_versions, replace_policy
from sandbox.provider.resource_type import ResourceType
from sandbox.provider.template import Text

_NEW_VERSION: Final = Call(
    "create_policy_version", {"PolicyArn": "$id", "PolicyDocument": "$policy", "SetAsDefault": True}
)

POLICY: Final = ResourceType(
    type="aws:iam/policy:Policy",
    service="iam",
    scoped=Scoped.GLOBAL,
    id=FromResponse("Policy.Arn"),
    inputs={
        "name": Input("policy.PolicyName", change=Change.REPLACES, name=AutoName(128)),
        "policy": Input("versions[?IsDefaultVersion].Document | [0]", JSON_DOCUMENT, presence=Presence.REQUIRED),
        "description": Input("policy.Description", change=Change.REPLACES),
        "path": Input("policy.Path", change=Change.REPLACES, default="/"),
    },
    tags=Tags("policy.Tags"),
    create=Call(
        "create_policy",
        {
            "PolicyName": "$name",
            "PolicyDocument": "$policy",
            "Description": "$description",
            "Path": "$path",
            "Tags": "$tags",
        },
    ),
    settings=(
        Setting(("policy",), put=Procedure(replace_policy, sends=(_NEW_VERSION,))),
        TagChange(
            add=Call("tag_policy", {"PolicyArn": "$id", "Tags": "$tags_added"}),
            remove=Call("untag_policy", {"PolicyArn": "$id", "TagKeys": "$removed_keys"}),
        ),
    ),
    reads=(
        Read("policy", Call("get_policy", {"PolicyArn": "$id"}), at="Policy"),
        # The one request that gives the default version without its number.
        Read(
            "versions",
            Call("get_account_authorization_details", {"Filter": ["LocalManagedPolicy"], "MaxItems": 1000}),
            at=Text("Policies[?Arn=='{id}'].PolicyVersionList[]"),
        ),
    ),
    outputs={"arn": "policy.Arn", "policyId": "policy.PolicyId"},
    delete=(Procedure(delete_former_versions), Call("delete_policy", {"PolicyArn": "$id"})),
    gone=("NoSuchEntity",),
)

ATTACHMENT: Final = ResourceType(
    type="aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    service="iam",
    scoped=Scoped.GLOBAL,
    id=Text("{role}|{policyArn}"),
    inputs={
        "role": Input(change=Change.REPLACES, presence=Presence.REQUIRED),
        "policyArn": Input("attached.PolicyArn", change=Change.REPLACES, presence=Presence.REQUIRED),
    },
    create=Call("attach_role_policy", {"RoleName": "$role", "PolicyArn": "$policyArn"}),
    reads=(
        Read(
            "attached",
            Call("list_attached_role_policies", {"RoleName": "$role"}),
            at=Text("AttachedPolicies[?PolicyArn=='{policyArn}'] | [0]"),
        ),
    ),
    delete=(Call("detach_role_policy", {"RoleName": "$role", "PolicyArn": "$policyArn"}),),
    gone=("NoSuchEntity",),
)


def _same_url(one: str, other: str) -> bool:
    return one.removeprefix("https://") == other.removeprefix("https://")


IDENTITY_PROVIDER: Final = ResourceType(
    type="aws:iam/openIdConnectProvider:OpenIdConnectProvider",
    service="iam",
    scoped=Scoped.GLOBAL,
    id=FromResponse("OpenIDConnectProviderArn"),
    inputs={
        "url": Input("provider.Url", Codec(same=_same_url), change=Change.REPLACES, presence=Presence.REQUIRED),
        "clientIdLists": Input("provider.ClientIDList", change=Change.REPLACES, presence=Presence.REQUIRED),
        "thumbprintLists": Input("provider.ThumbprintList", presence=Presence.AWS_CHOOSES),
    },
    tags=Tags("provider.Tags"),
    create=Call(
        "create_open_id_connect_provider",
        {"Url": "$url", "ClientIDList": "$clientIdLists", "ThumbprintList": "$thumbprintLists", "Tags": "$tags"},
    ),
    settings=(
        Setting(
            ("thumbprintLists",),
            put=Call(
                "update_open_id_connect_provider_thumbprint",
                {"OpenIDConnectProviderArn": "$id", "ThumbprintList": "$thumbprintLists"},
            ),
        ),
        TagChange(
            add=Call("tag_open_id_connect_provider", {"OpenIDConnectProviderArn": "$id", "Tags": "$tags_added"}),
            remove=Call(
                "untag_open_id_connect_provider", {"OpenIDConnectProviderArn": "$id", "TagKeys": "$removed_keys"}
            ),
        ),
    ),
    reads=(Read("provider", Call("get_open_id_connect_provider", {"OpenIDConnectProviderArn": "$id"})),),
    outputs={"arn": Text("{id}")},
    replacement=Replacement.DELETE_FIRST,  # an account has one for each URL
    delete=(Call("delete_open_id_connect_provider", {"OpenIDConnectProviderArn": "$id"}),),
    gone=("NoSuchEntity",),
)

TYPES: Final = (POLICY, ATTACHMENT, IDENTITY_PROVIDER)
