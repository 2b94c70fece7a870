"""How AWS writes condition keys. A key may be in any case, and is read in lower case."""

from typing import Final

_NAMES: Final = {
    name.lower(): name
    for name in (
        *("aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceIp", "aws:SecureTransport"),
        *("aws:PrincipalOrgID", "aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalServiceName"),
        *("aws:PrincipalIsAWSService", "aws:SourceVpce", "aws:SourceVpc", "s3:DataAccessPointAccount"),
        *("s3:DataAccessPointArn", "s3:TlsVersion", "aws:CurrentTime", "aws:Referer", "aws:UserAgent"),
    )
}


def key_as_aws_writes_it(key: str) -> str:
    """The key, in lower case, as AWS's documentation has it; as it is, when it is none of the best known."""
    return _NAMES.get(key, key)
