"""LakeScope: how far a table reaches."""

import re
from dataclasses import dataclass

# Account Management Reference Guide; Regions of every partition.
_ACCOUNT = re.compile(r"\d{12}", re.ASCII)
_REGION = re.compile(r"[a-z]{2,}(?:-[a-z]+)+-\d", re.ASCII)


@dataclass(frozen=True)
class LakeScope:
    """Whose logs a table finds, of which Regions, and how old they may be. What is outside isn't looked at."""

    accounts: tuple[str, ...]
    """Account ids. If there is none, as for an organization whose accounts come and go, every query has to name its
    accounts: `aws_account_id = '111122223333'` or `IN (…)`."""
    regions: tuple[str, ...]
    """Regions, at least one. A trail of all Regions has a folder for each Region that is on in the account."""
    days: int
    """How many days back: as many as the bucket keeps its objects. Today counts besides."""

    def __post_init__(self) -> None:
        for account in self.accounts:
            if not _ACCOUNT.fullmatch(account):
                raise ValueError(f'"{account}" is not an account id: write its 12 digits.')
        for region in self.regions:
            if not _REGION.fullmatch(region):
                raise ValueError(f'"{region}" is not a Region: write its code, as in eu-west-1.')
        for kind, values in (("account", self.accounts), ("Region", self.regions)):
            for value in set(values):
                if values.count(value) > 1:
                    raise ValueError(f"The {kind} {value} is in a lake's scope twice: name it once.")
        if not self.regions:
            raise ValueError("A lake's scope has no Regions: name at least one, as in eu-west-1.")
        if self.days < 1:
            raise ValueError(f"A lake's scope is {self.days} days: it has to be at least 1.")
