"""What saved queries ask for: the values that a person puts in, in both of the languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Parameter:
    """A value that a query looks for."""

    name: str
    """One lower-case word."""
    meaning: str
    """What it is, as in "the id of the network interface"."""
    example: str
    """A value, which in the text of a Logs Insights query stands where the real one has to."""
    pattern: str
    """What all values match as a whole. None of them can end a string, in either language."""

    def check(self, value: str) -> None:
        """Take a value, or refuse it.

        Raises:
            ValueError: It can't be one: says what would be.
        """
        if not re.fullmatch(self.pattern, value, re.ASCII):
            raise ValueError(f"{value!r} can't be {self.meaning}: it has to look like {self.example}")


INTERFACE: Final = Parameter(
    "interface", "the id of a network interface", "eni-0123456789abcdef0", r"eni-[0-9a-f]{8,17}"
)
ADDRESS: Final = Parameter("address", "an IP address", "10.0.0.1", r"[0-9a-fA-F.:]{3,45}")
# IAM User Guide, "IAM identifiers": the characters of names and paths.
PRINCIPAL: Final = Parameter(
    "principal",
    "the ARN of a principal",
    "arn:aws:iam::111122223333:user/ada",
    r"arn:aws[a-z-]*:(iam|sts)::[0-9]{12}:[\w+=,.@:/-]{1,512}",
)
ACCESS_KEY: Final = Parameter("key", "the id of an access key", "AKIAIOSFODNN7EXAMPLE", r"[A-Z0-9]{16,128}")
SECURITY_GROUP: Final = Parameter("group", "the id of a security group", "sg-0123456789abcdef0", r"sg-[0-9a-f]{8,17}")
ACCOUNT: Final = Parameter("account", "the id of an account", "111122223333", r"[0-9]{12}")

PARAMETERS: Final[Mapping[str, Parameter]] = {
    "flow-logs-one-interface": INTERFACE,
    "flow-logs-one-address": ADDRESS,
    "trail-one-principal": PRINCIPAL,
    "trail-one-access-key": ACCESS_KEY,
    "trail-one-security-group": SECURITY_GROUP,
}
"""Query's name to what it asks for, in Logs Insights and in Athena. Where accounts come and go, as in an organization,
every query of Athena asks for the `ACCOUNT` besides, first."""


def insights_text(text: str, parameter: Parameter, value: str) -> str:
    """A Logs Insights query with a value in the place of the example.

    Raises:
        ValueError: The value can't be one, or the query has no place for it.
    """
    parameter.check(value)
    example = f'"{parameter.example}"'
    if example not in text:
        raise ValueError(f"the query has no {example} to put {parameter.meaning} in the place of")
    return text.replace(example, insights_literal(value))


def insights_literal(value: str) -> str:
    """A string of Logs Insights: it escapes with a backslash."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def sql_literal(value: str) -> str:
    """A string of SQL, as Athena takes an execution parameter (its User Guide, "Use parameterized queries")."""
    escaped = value.replace("'", "''")
    return f"'{escaped}'"
