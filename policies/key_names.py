"""How AWS writes condition keys. A key may be in any case, and is read in lower case."""

from typing import Final

from s3_keys import KEYS

_NAMES: Final = {
    name.lower(): name
    for name in (
        *("aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths", "aws:SourceIp"),
        *("aws:SourceVpc", "aws:SourceVpce", "aws:SecureTransport", "aws:CurrentTime", "aws:Referer", "aws:UserAgent"),
        *("aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths"),
        *("aws:PrincipalServiceName", "aws:PrincipalIsAWSService", "aws:PrincipalType", "aws:RequestedRegion"),
        *("aws:TagKeys", "aws:ViaAWSService", "aws:CalledVia", "aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge"),
        *("ec2:CreateAction", "iam:AWSServiceName", "iam:PassedToService", "iam:PermissionsBoundary", "iam:PolicyARN"),
        *("kms:CallerAccount", "kms:GrantIsForAWSResource", "kms:KeyOrigin", "kms:KeySpec", "kms:ViaService"),
        *(key for key in KEYS if not key.endswith("/")),
        *("sns:Endpoint", "sns:Protocol", "sts:ExternalId", "sts:RoleSessionName"),
    )
}

# What follows is a name that somebody chose.
_PREFIXES: Final = {
    prefix.lower(): prefix
    for prefix in (
        *("aws:PrincipalTag/", "aws:RequestTag/", "aws:ResourceTag/", "kms:EncryptionContext:"),
        *(key for key in KEYS if key.endswith("/")),
    )
}


def key_as_aws_writes_it(key: str) -> str:
    """The key, given in lower case, as AWS's documentation has it; as it is, when it is none of the best known."""
    found = next((prefix for prefix in _PREFIXES if key.startswith(prefix)), "")
    return _PREFIXES[found] + key.removeprefix(found) if found else _NAMES.get(key, key)
