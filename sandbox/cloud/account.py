"""Who one is in the sandbox's account, and the variables that lead every AWS SDK there and nowhere else."""

from collections.abc import Mapping

ACCOUNT_ID = "123456789012"
"""moto's only account; ministack takes a 12-digit access key id for the account's number."""

REGION = "us-east-1"

_VARIABLES_THAT_LEAD_ELSEWHERE = (
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_DEFAULT_PROFILE",
    "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
    "AWS_PROFILE",
    "AWS_ROLE_ARN",
    "AWS_SECURITY_TOKEN",
    "AWS_SESSION_TOKEN",
    "AWS_USE_DUALSTACK_ENDPOINT",
    "AWS_USE_FIPS_ENDPOINT",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
)


def connection(endpoints: Mapping[str, str]) -> dict[str, str | None]:
    """Give the variables for an SDK or tool to reach the sandbox's account, and no other.

    Args:
        endpoints: Endpoint variables and their URLs.

    Returns:
        Values by variable; None for one that must not be set.
    """
    return {
        **dict.fromkeys(_VARIABLES_THAT_LEAD_ELSEWHERE),
        **endpoints,
        "AWS_ACCESS_KEY_ID": ACCOUNT_ID,
        "AWS_SECRET_ACCESS_KEY": "sandbox",
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        # A profile of the user's own must not be read, nor the metadata service of the machine we may run on.
        "AWS_CONFIG_FILE": "/dev/null",
        "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_PAGER": "",
    }
