"""Who made a request: CloudTrail User Guide, "CloudTrail userIdentity element"."""

from typing import Literal

from logs.trail_records.part import Account, RecordPart

IdentityType = Literal[
    "Root",
    "IAMUser",
    "AssumedRole",
    "Role",
    "FederatedUser",
    "Directory",
    "AWSAccount",
    "AWSService",
    "IdentityCenterUser",
    "SAMLUser",
    "WebIdentityUser",
    "Unknown",
]


class SessionIssuer(RecordPart):
    """Whose credentials the session's were got with."""

    type: str | None = None
    user_name: str | None = None
    principal_id: str | None = None
    arn: str | None = None
    account_id: Account | None = None


class WebIdFederationData(RecordPart):
    """The identity provider of web identity federation."""

    federated_provider: str | None = None
    attributes: dict[str, str] | None = None


class SessionAttributes(RecordPart):
    """When the session began, and whether with a second factor."""

    creation_date: str
    mfa_authenticated: Literal["true", "false"]


class SessionContext(RecordPart):
    """The session of temporary credentials."""

    session_issuer: SessionIssuer | None = None
    web_id_federation_data: WebIdFederationData | None = None
    assumed_root: bool | None = None
    sign_in_session_arn: str | None = None
    attributes: SessionAttributes | None = None
    source_identity: str | None = None
    ec2_role_delivery: Literal["1.0", "2.0"] | None = None


class Delegate(RecordPart):
    """The product provider that acted with delegated access."""

    account_id: Account


class OnBehalfOf(RecordPart):
    """The user of IAM Identity Center."""

    user_id: str
    identity_store_arn: str


class InScopeOf(RecordPart):
    """The resource of a service in whose scope the request was made."""

    source_arn: str | None = None
    source_account: Account | None = None
    issuer_type: str | None = None
    credentials_issued_to: str | None = None


class UserIdentity(RecordPart):
    """Who made the request. Events of services have no type."""

    type: IdentityType | None = None
    user_name: str | None = None
    principal_id: str | None = None
    arn: str | None = None
    account_id: Account | None = None
    access_key_id: str | None = None
    session_context: SessionContext | None = None
    invoked_by: str | None = None
    invoked_by_delegate: Delegate | None = None
    on_behalf_of: OnBehalfOf | None = None
    in_scope_of: InScopeOf | None = None
    credential_id: str | None = None
    identity_provider: str | None = None
