"""What a trust policy has to pin of an identity provider's tokens, so that not all of its users may take the role.

IAM User Guide, "Create a role for OpenID Connect federation": their audience or their subject. Where customers of a
service share its issuer, it is the claim that tells them apart, as in IAM User Guide, "Identity-provider controls for
shared OIDC providers".
"""

import re
from typing import Final, NamedTuple


class Claim(NamedTuple):
    """The condition keys, in lower case, of which one has to be pinned, and the form of a value that pins it."""

    keys: tuple[str, ...]
    form: re.Pattern[str]


# In no form: a "$". It begins a policy variable, such as ${gitlab.com:sub}, which equals what it is compared with.
# A beginning of "https://", or of fewer than three characters, is that of too many.
_BEGINNING: Final = r"[^*?$]+|(?!h?t?t?p?s?:?/{0,2}[*?])[^*?$]{3}[^$]*"
_ANY: Final = re.compile(_BEGINNING, re.DOTALL)
# IAM User Guide, "Configure SAML assertions": the sign-in endpoint of any Region.
_SAML: Final = re.compile(rf"https://\*\.signin\.aws\.amazon\.com/saml|{_BEGINNING}", re.DOTALL)
_WHOLE: Final = re.compile(r"[^*?$]+")
# An audience that names AWS, not the customer.
_AUDIENCE: Final = re.compile(r"(?!sts\.amazonaws\.com$)[^*?$]+")
# KIND:CUSTOMER:... or KIND:CUSTOMER/...: a wildcard in the customer's name is anyone's.
_SUBJECT: Final = r"(?:{kind}):[^*?:/$]+(?:[:/][^$]*)?"
_ANY_SUBJECT: Final = re.compile(rf"[^*?$]+|{_SUBJECT.format(kind='[^*?:/$]+')}")
# GitHub Docs, "Configuring OpenID Connect in Amazon Web Services"
_GITHUB: Final = re.compile(_SUBJECT.format(kind="repo|repository|repository_id|repository_owner|repository_owner_id"))
# Their clusters': IBM, "Setting up an AWS IAM role for Turbonomic SaaS deployments"
_TURBONOMIC: Final = re.compile(_SUBJECT.format(kind="system:serviceaccount"))

# HCP Terraform, "Dynamic Credentials with the AWS Provider"
_TERRAFORM: Final = re.compile(_SUBJECT.format(kind="organization"))

_SUBJECTS: Final = {
    "agent.buildkite.com": _ANY_SUBJECT,
    "app.eu.terraform.io": _TERRAFORM,
    "app.terraform.io": _TERRAFORM,
    # GitLab Docs, "Connect to cloud services"
    "gitlab.com": re.compile(_SUBJECT.format(kind="project_path|project_id|namespace_path|namespace_id")),
    "oidc-configuration.audit-log.githubusercontent.com": _WHOLE,
    "oidc.codefresh.io": _ANY_SUBJECT,
    "oidc.op1.openshiftapps.com/2c51blsaqa9gkjt0o9rt11mle8mmropu": _TURBONOMIC,
    "oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb": _TURBONOMIC,
    "proidc.upbound.io": _ANY_SUBJECT,
    "rh-oidc.s3.us-east-1.amazonaws.com/22ejnvnnturfmt6km08idd0nt4hekbn7": _TURBONOMIC,
    "rh-oidc.s3.us-east-1.amazonaws.com/23e3sd27sju1hoou6ohfs68vbno607tr": _TURBONOMIC,
    "rh-oidc.s3.us-east-1.amazonaws.com/23ne21h005qjl3n33d8dui5dlrmv2tmg": _TURBONOMIC,
    "rh-oidc.s3.us-east-1.amazonaws.com/24jrf12m5dj7ljlfb4ta2frhrcoadm26": _TURBONOMIC,
    "scalr.io": _ANY_SUBJECT,
    "studio.datachain.ai/api": _ANY_SUBJECT,
    "token.actions.githubusercontent.com": _GITHUB,
    "tokens.cloud.shisho.dev": _ANY_SUBJECT,
    "vstoken.actions.githubusercontent.com": _GITHUB,
}
# IAM and AWS STS condition context keys: those of Login with Amazon and Facebook know the application only.
_APPLICATIONS: Final = ("graph.facebook.com", "www.amazon.com")
_AUDIENCES: Final = {
    # The same: an application's id, or that of a user or a service account. An "oaud" is what whoever asks says.
    "accounts.google.com": ("aud", "sub"),
    "api.pulumi.com/oidc": ("aud",),
    # Apple Developer Documentation, "Verifying a user": the audience is the app's client id.
    "appleid.apple.com": ("aud", "sub"),
    "cognito-identity.amazonaws.com": ("aud",),
    "oidc.vercel.com": ("aud",),
    "sandboxes.cloud": ("aud",),
}
# Microsoft Sentinel: the session's name is that of the workspace.
_SESSIONS: Final = ("sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d",)


def claim_of(provider: str) -> Claim:
    """The claim to pin of an identity provider.

    Args:
        provider: As a principal names it: the ARN of an OIDC or SAML provider, or the name of one that IAM knows.
    """
    if ":saml-provider/" in provider:
        return Claim(("saml:aud", "saml:sub"), _SAML)
    name = provider.partition(":oidc-provider/")[2] or provider
    issuer = name.lower().removeprefix("https://").rstrip("/")
    if issuer in _SUBJECTS:
        return Claim((f"{issuer}:sub",), _SUBJECTS[issuer])
    if issuer in _AUDIENCES:
        return Claim(tuple(f"{issuer}:{claim}" for claim in _AUDIENCES[issuer]), _AUDIENCE)
    if issuer in _APPLICATIONS:
        return Claim((f"{issuer}:app_id",), _WHOLE)
    if issuer in _SESSIONS:
        return Claim(("sts:rolesessionname",), _WHOLE)
    return Claim((f"{issuer}:aud", f"{issuer}:sub"), _ANY)
