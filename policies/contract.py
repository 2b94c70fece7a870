"""What the delivery of logs to a bucket needs, and so the most that the bucket's policy may grant.

Sources: CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail"; Amazon VPC User Guide, "Publish flow
logs to Amazon S3". Both services ask for s3:GetBucketAcl on the bucket and s3:PutObject below their folder.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from findings import shown

ACL: Final = "bucket-owner-full-control"

# All that there are (IAM User Guide, "Amazon Resource Names (ARNs)"; the isolated ones are in the SDKs' endpoint data).
PARTITIONS: Final = (
    *("aws", "aws-cn", "aws-us-gov"),
    *("aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc"),
)

_BUCKET_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_ACCOUNT = re.compile(r"[0-9]{12}")
_ORGANIZATION = re.compile(r"o-[a-z0-9]{10,32}")
# CloudTrail User Guide, "Naming requirements for CloudTrail resources, S3 buckets, and KMS keys".
TRAIL: Final = re.compile(r"arn:([a-z-]+):cloudtrail:[a-z0-9-]+:([0-9]{12}):trail/[A-Za-z0-9._-]{3,128}")
_KEY_PREFIX = re.compile(r"([A-Za-z0-9!_.'()&@:=+, -]+/)*")


class Sources(NamedTuple):
    """Whose logs a contract takes: its partition, its accounts and its trails, as `Contract` has them."""

    partition: str | None
    accounts: tuple[str, ...]
    trails: tuple[str, ...]


class Folder(NamedTuple):
    """A folder that a service writes to.

    Attributes:
        path: Where it is, below the key prefix; `{account}` and `{organization}` are whose logs it holds.
        layout: A pattern for what follows it in the keys of log files.
        log_file: Such a key without the folder; `{account}` and `{region}` are whose logs it holds.
        others: What the keys of other services begin with there, though they are of the layout.
    """

    path: str
    layout: str
    log_file: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Service:
    """A log-delivery service; `SERVICES` are all that there are.

    Attributes:
        principal: The service principal.
        source: The service component of the ARNs that it delivers for (`aws:SourceArn`).
        source_resource: What the resource component of those ARNs begins with.
        pins: The condition keys, in lower case, that have to pin the source of its requests.
        folders: The folders it writes to.
    """

    principal: str
    source: str
    source_resource: str
    pins: tuple[str, ...]
    folders: tuple[Folder, ...]

    @property
    def log_file(self) -> str:
        """The key of a log file, without its folder; `{account}` and `{region}` are those of its source."""
        return self.folders[0].log_file


_TRAIL_FILE: Final = "CloudTrail/{region}/2026/01/31/{account}_CloudTrail_{region}_20260131T0000Z_x.json.gz"
_FLOW_LOG_FILE: Final = "{account}_vpcflowlogs_{region}_fl-1234_20260131T0000Z_x.log.gz"

CLOUDTRAIL: Final = Service(
    principal="cloudtrail.amazonaws.com",
    source="cloudtrail",
    source_resource="trail/",
    pins=("aws:sourcearn",),
    # CloudTrail User Guide, "Finding your CloudTrail log files": in an organization's folder each member account's
    # folder comes first. Digests and Insights events lie beside CloudTrail/, and are no logs.
    folders=(
        Folder("AWSLogs/{account}/", "CloudTrail/?*/????/??/??/*.json.gz", _TRAIL_FILE),
        Folder(
            "AWSLogs/{organization}/", "????????????/CloudTrail/?*/????/??/??/*.json.gz", f"{{account}}/{_TRAIL_FILE}"
        ),
    ),
)
LOG_DELIVERY: Final = Service(
    principal="delivery.logs.amazonaws.com",
    source="logs",
    source_resource="",
    pins=("aws:sourcearn", "aws:sourceaccount"),
    # The second is the Hive-compatible layout of flow logs. It delivers other kinds too: a folder each, and more below.
    folders=(
        Folder(
            "AWSLogs/{account}/",
            "?*/?*",
            f"vpcflowlogs/{{region}}/2026/01/31/{_FLOW_LOG_FILE}",
            others=("CloudTrail", "Config/"),
        ),
        Folder(
            "AWSLogs/aws-account-id={account}/",
            "?*/?*",
            f"aws-service=vpcflowlogs/aws-region={{region}}/year=2026/month=01/day=31/{_FLOW_LOG_FILE}",
        ),
    ),
)
SERVICES: Final = {service.principal: service for service in (CLOUDTRAIL, LOG_DELIVERY)}


@dataclass(frozen=True, kw_only=True)
class Contract:
    """The requests that delivery to one bucket needs.

    Attributes:
        bucket: The bucket's name.
        partition: One of `PARTITIONS`; None: the one that the document names, everywhere the same.
        accounts: The accounts, as strings of 12 digits, whose logs the bucket takes; each is trusted with the
            folder of each. Empty: the one account that the document names, everywhere the same.
        organization: The id of the organization whose trail delivers here; None: no such trail.
        key_prefixes: The prefixes before `AWSLogs/`, each ending in "/"; "" is the root of the bucket.
        trails: The ARNs of the trails that deliver here, for which the accounts and the partition have to be given.
            Empty: any trail of the accounts.

    Raises:
        ValueError: A value isn't of its form. The message names the field, the value and the form.
    """

    bucket: str
    partition: str | None = None
    accounts: tuple[str, ...] = ()
    organization: str | None = None
    key_prefixes: tuple[str, ...] = ("",)
    trails: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _require("bucket", self.bucket, _BUCKET_NAME, "a bucket name: 3 to 63 of a-z, 0-9, dots and hyphens")
        for account in self.accounts:
            _require("accounts", account, _ACCOUNT, "a string of 12 digits")
        for prefix in self.key_prefixes:
            _require("keyPrefixes", prefix, _KEY_PREFIX, 'folders that each end in "/", without wildcards')
        if self.organization is not None:
            _require("organizationId", self.organization, _ORGANIZATION, "an organization id: o-exampleorgid")
        if self.partition is not None and self.partition not in PARTITIONS:
            raise ValueError(f"partition: {shown(self.partition)} is not one of {', '.join(PARTITIONS)}.")
        if not self.key_prefixes:
            raise ValueError('keyPrefixes: the list is empty. Write [""] for the root of the bucket.')

        for trail in self.trails:
            _require("trails", trail, TRAIL, "the ARN of a trail: arn:aws:cloudtrail:us-east-1:111122223333:trail/main")
            self._require_trail_of_ours(trail)

    def _require_trail_of_ours(self, trail: str) -> None:
        _, partition, _, _, account, _ = trail.split(":")
        if partition != self.partition or account not in self.accounts:
            raise ValueError(f"trails: {shown(trail)} is not of the accounts and the partition that are given.")

    # Computed once: a contract is held against many documents.
    @cached_property
    def bucket_arn(self) -> str:
        """The ARN of the bucket in the contract's partition."""
        return f"arn:{self.partition}:s3:::{self.bucket}"

    @cached_property
    def sources(self) -> Sources:
        """Whose logs the bucket takes, whichever bucket it is."""
        return Sources(self.partition, self.accounts, self.trails)

    @cached_property
    def folders(self) -> Mapping[str, Mapping[str, tuple[tuple[str, Folder], ...]]]:
        """Where a service, by its principal, writes the logs of an account.

        To each account the folders: what the ARNs of objects in each begin with, and the folder.
        """
        return {
            service.principal: {account: tuple(self._folders(service, (account,)).items()) for account in self.accounts}
            for service in SERVICES.values()
        }

    @cached_property
    def object_prefixes(self) -> Mapping[str, tuple[str, ...]]:
        """What the ARN of every object that a service, by its principal, writes begins with; each ends in "/"."""
        return {service.principal: tuple(self._folders(service, self.accounts)) for service in SERVICES.values()}

    def _folders(self, service: Service, accounts: tuple[str, ...]) -> dict[str, Folder]:
        """What the ARNs of objects in the service's folders for accounts begin with, to each folder."""
        return {
            f"{self.bucket_arn}/{prefix}{folder.path.format(account=account, organization=self.organization)}": folder
            for prefix in self.key_prefixes
            for folder in service.folders
            for account in accounts
            if self.organization is not None or "{organization}" not in folder.path
        }


def _require(field: str, value: str, form: re.Pattern[str], expected: str) -> None:
    if not form.fullmatch(value):
        raise ValueError(f"{field}: {shown(value)} is not {expected}.")
