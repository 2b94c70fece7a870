"""Where flow logs put their files in a bucket."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum

# S3 User Guide, "Safe characters", without those that mean more than themselves in a policy.
_PREFIX = re.compile(r"(?:[A-Za-z0-9!_.'()-]+/)*")


class FileFormat(Enum):
    """What the files are; the values are EC2's."""

    PLAIN_TEXT = "plain-text"
    """Lines of text below a header, gzipped."""
    PARQUET = "parquet"
    """Apache Parquet: faster and cheaper to query; larger below some 100 KB per file."""

    @property
    def extension(self) -> str:
        """How the files' keys end."""
        return {FileFormat.PLAIN_TEXT: "log.gz", FileFormat.PARQUET: "log.parquet"}[self]


class FlowLogLayout(Enum):
    """How the keys tell files apart (VPC User Guide, "Flow log files")."""

    DAILY = "daily"
    HOURLY = "hourly"
    HIVE_DAILY = "hive-daily"
    HIVE_HOURLY = "hive-hourly"

    @property
    def hive_compatible(self) -> bool:
        """Whether folders are named `key=value`. EC2's HiveCompatiblePartitions."""
        return self in {FlowLogLayout.HIVE_DAILY, FlowLogLayout.HIVE_HOURLY}

    @property
    def per_hour(self) -> bool:
        """Whether each hour has a folder of its own. EC2's PerHourPartition."""
        return self in {FlowLogLayout.HOURLY, FlowLogLayout.HIVE_HOURLY}


@dataclass(frozen=True)
class FlowLogKeys:
    """The keys of the files that flow logs write to one bucket."""

    layout: FlowLogLayout = FlowLogLayout.DAILY
    """How they are told apart. A folder a day without it."""
    file_format: FileFormat = FileFormat.PLAIN_TEXT
    """What they are. Text without it."""
    prefix: str = ""
    """What they begin with: folders, each with its slash, as in `network/`. Nothing without it."""

    def __post_init__(self) -> None:
        if not _PREFIX.fullmatch(self.prefix):
            raise ValueError(
                f'"{self.prefix}" is no prefix for flow logs: write folders of letters, digits and -_.!\'(), '
                "each with a slash behind it and none before, as in network/."
            )
        if "AWSLogs" in self.prefix.split("/"):
            raise ValueError(
                f'"{self.prefix}" is no prefix for flow logs: AWS adds the folder AWSLogs itself and refuses a second.'
            )

    def account_folder(self, account: str) -> str:
        """Where all files of an account are, and what a bucket policy has to let in."""
        return f"{self.prefix}AWSLogs/{'aws-account-id=' if self.layout.hive_compatible else ''}{account}/"

    def folder(self, account: str, region: str, time: str) -> str:
        """Where the files of one day, or of one hour, are.

        Args:
            account: The account that owns the flow log.
            region: Its Region.
            time: The day or the hour, in the layout's notation.
        """
        service = "aws-service=vpcflowlogs/aws-region=" if self.layout.hive_compatible else "vpcflowlogs/"
        return f"{self.account_folder(account)}{service}{region}/{time}/"

    def object_key(self, account: str, region: str, flow_log_id: str, time: datetime, suffix: str) -> str:
        """The key of one file, as AWS writes it.

        Args:
            account: The account that owns the flow log.
            region: Its Region.
            flow_log_id: Its id, as in `fl-0123456789abcdef0`.
            time: When the file was made; the key has it in UTC, to the minute.
            suffix: What AWS adds, so that no file replaces another: eight hexadecimal digits.
        """
        utc = time.astimezone(UTC)
        day = utc.strftime("year=%Y/month=%m/day=%d" if self.layout.hive_compatible else "%Y/%m/%d")
        hour = utc.strftime("/hour=%H" if self.layout.hive_compatible else "/%H") if self.layout.per_hour else ""
        return (
            f"{self.folder(account, region, day + hour)}"
            f"{account}_vpcflowlogs_{region}_{flow_log_id}_{utc:%Y%m%dT%H%MZ}_{suffix}.{self.file_format.extension}"
        )
