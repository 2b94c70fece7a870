"""Where a trail puts its files in a bucket."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

# S3 User Guide, "Safe characters", without those that mean more than themselves in a policy.
_PREFIX = re.compile(r"(?:[A-Za-z0-9!_.'()-]+(?:/[A-Za-z0-9!_.'()-]+)*)?")
_LONGEST_PREFIX = 200
# Organizations API Reference, Organization.
_ORGANIZATION = re.compile(r"(?:o-[a-z0-9]{10,32})?")


@dataclass(frozen=True)
class TrailKeys:
    """The keys of the files that one trail writes (CloudTrail User Guide, "Finding your CloudTrail log files")."""

    prefix: str = ""
    """What they begin with, without a slash at the end: the trail's S3KeyPrefix. Nothing without it."""
    organization: str = ""
    """The organization's id, `o-…`, if it is the trail of an organization. The trail of one account without it."""

    def __post_init__(self) -> None:
        if not _PREFIX.fullmatch(self.prefix) or len(self.prefix) > _LONGEST_PREFIX:
            raise ValueError(
                f'"{self.prefix}" is no prefix for a trail: write up to {_LONGEST_PREFIX} letters, digits and '
                "-_.!'(), with slashes between folders and none at the ends, as in audit/trail."
            )
        if "AWSLogs" in self.prefix.split("/"):
            raise ValueError(f'"{self.prefix}" is no prefix for a trail: CloudTrail adds the folder AWSLogs itself.')
        if not _ORGANIZATION.fullmatch(self.organization):
            raise ValueError(
                f'"{self.organization}" is no organization: its id is o- and 10 to 32 lower-case letters and digits.'
            )

    def folders(self, account: str) -> tuple[str, ...]:
        """What a bucket policy has to let in: the trail's own account's folder, and the organization's if there is one.

        Args:
            account: The account that owns the trail; for an organization, the management account.
        """
        own = f"{self._logs}{account}/"
        return (own, self.events_folder) if self.organization else (own,)

    def folder(self, account: str, region: str, day: str) -> str:
        """Where the events of one account, Region and day (`2026/01/31`) are."""
        return f"{self.events_folder}{account}/CloudTrail/{region}/{day}/"

    def object_key(self, account: str, region: str, time: datetime, suffix: str) -> str:
        """The key of one file, as CloudTrail writes it.

        Args:
            account: The account that the events are of.
            region: The Region that they happened in.
            time: When the file was made; the key has it in UTC, to the minute.
            suffix: What CloudTrail adds, so that no file replaces another: sixteen letters and digits.
        """
        utc = time.astimezone(UTC)
        name = f"{account}_CloudTrail_{region}_{utc:%Y%m%dT%H%MZ}_{suffix}.json.gz"
        return f"{self.folder(account, region, f'{utc:%Y/%m/%d}')}{name}"

    @property
    def events_folder(self) -> str:
        """Where the accounts' folders are."""
        return f"{self._logs}{self.organization}/" if self.organization else self._logs

    @property
    def _logs(self) -> str:
        return f"{self.prefix}/AWSLogs/" if self.prefix else "AWSLogs/"
