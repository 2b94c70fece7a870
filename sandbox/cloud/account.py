"""Who one is in the sandbox's account, and the variables that lead every AWS SDK there and nowhere else."""

import os
from collections.abc import Mapping

ACCOUNT_ID = "123456789012"
"""moto's only account; ministack takes a 12-digit access key id for the account's number."""

REGION = "us-east-1"


def connection(endpoints: Mapping[str, str]) -> dict[str, str | None]:
    """Give the variables for an SDK or tool to reach the sandbox's account, and no other.

    Args:
        endpoints: Endpoint variables and their URLs.

    Returns:
        Values by variable; None for one that must not be set.
    """
    return {
        # A profile, a token or an endpoint of the user's own would have precedence.
        **dict.fromkeys(name for name in os.environ if name.startswith("AWS_")),
        **endpoints,
        "AWS_ACCESS_KEY_ID": ACCOUNT_ID,
        "AWS_SECRET_ACCESS_KEY": "sandbox",
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        # Nor must the user's files be read, or the metadata service of the machine we may run on.
        "AWS_CONFIG_FILE": "/dev/null",
        "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_PAGER": "",
    }
