"""What the value of a condition has to be, so that only requests of one account or organization meet it.

A policy variable, such as `${aws:PrincipalAccount}`, is whatever the request says, and so pins nothing.
"""

import re
from typing import Final

POSITIVE: Final = ("StringEquals", "StringLike", "StringEqualsIgnoreCase", "ArnEquals", "ArnLike")
"""The operators that hold only when the key is there, and has one of the values."""

ACCOUNT: Final = re.compile(r"\d{12}")
"""An account, as keys such as `aws:SourceAccount` have it."""

ORGANIZATION: Final = re.compile(r"o-[a-z0-9]+")
"""An organization, as keys such as `aws:PrincipalOrgID` have it."""

# The Region may be a wildcard, where it can't reach into the account: StringLike's "*" crosses colons.
_ARN: Final = re.compile(r"arn:[a-z-]+:[a-z0-9-]+:[^:$]*:\d{12}:.+")
_ARN_AS_STRING: Final = re.compile(r"arn:[a-z-]+:[a-z0-9-]+:[^:*?$]*:\d{12}:.+")


def arn_of_account(operator: str) -> re.Pattern[str]:
    """The form of an ARN that names its account, under one of `POSITIVE`."""
    return _ARN_AS_STRING if operator.startswith("String") else _ARN
