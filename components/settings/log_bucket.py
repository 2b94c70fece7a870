"""How the log bucket keeps what is in it, and how logs are encrypted."""

import json
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from components.deletion import LogDeletionName
from components.settings.values import Allowed, Section, conflict
from components.sinks.lifecycle import ARCHIVE_BILLED_DAYS, LogLifecycle
from components.sinks.object_lock import LONGEST_LOCK_DAYS, LockMode, ObjectLock


class LogBucketSection(Section):
    """The one bucket of the stack's logs."""

    existing_log_bucket: Annotated[
        str,
        Field(pattern=r"^([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])?$"),
        Allowed("empty, or the name of a bucket"),
    ] = ""
    """A bucket that others made, in this account or in another, to deliver logs to. Its owner decides on how it is kept
    and lets the producers in. Empty: the stack makes one."""
    log_deletion: Annotated[LogDeletionName, Allowed("one of delete, retain")] = "retain"
    """What becomes of logs, and of what delivers them, when their resources leave the stack."""
    log_bucket_expiration_days: Annotated[int, Field(ge=1), Allowed("a whole number of days, at least 1")] = 365
    """Days that logs stay in the log bucket."""
    log_bucket_archive_days: Annotated[
        int,
        Field(ge=0),
        Allowed(
            f"0 (logs never move) or a whole number of days, at most logBucketExpirationDays - {ARCHIVE_BILLED_DAYS}: "
            f"what has moved is billed for at least {ARCHIVE_BILLED_DAYS} days"
        ),
    ] = 90
    """Days after which logs move to a colder storage class; 0: they never do."""
    log_bucket_lock_days: Annotated[
        int,
        Field(ge=0, le=LONGEST_LOCK_DAYS),
        Allowed(f"0 (no lock) or a whole number of days, at most logBucketExpirationDays and {LONGEST_LOCK_DAYS}"),
    ] = 0
    """Days for which S3 Object Lock keeps a log from being deleted or overwritten; 0: no lock. The bucket of others is
    its owner's to lock."""
    log_bucket_lock_mode: Annotated[LockMode, Allowed("one of GOVERNANCE, COMPLIANCE")] = "GOVERNANCE"
    """Who may lift the lock: those with a permission for it, or no one, the account's root neither."""
    log_bucket_access_logging: Annotated[bool, Allowed("true or false")] = False
    """Whether a bucket beside the log bucket records each request to it. Not beside the bucket of others."""
    log_encryption: Annotated[
        Literal["service-managed", "customer-managed"], Allowed("one of service-managed, customer-managed")
    ] = "customer-managed"
    """With whose keys logs are encrypted: those of the services that keep them, or one that the stack makes."""

    @property
    def log_lifecycle(self) -> LogLifecycle:
        """The log bucket's part of S3Sink's arguments."""
        lifecycle: LogLifecycle = {"expiration_days": self.log_bucket_expiration_days}
        if self.log_bucket_archive_days:
            lifecycle["archive_days"] = self.log_bucket_archive_days
        return lifecycle

    @property
    def log_bucket_lock(self) -> ObjectLock | None:
        """The log bucket's lock, None for no lock."""
        days = self.log_bucket_lock_days
        return ObjectLock(self.log_bucket_lock_mode, days) if days else None

    @field_validator("log_bucket_archive_days")
    @classmethod
    def _archived_long_enough(cls, days: int, info: ValidationInfo) -> int:
        # The expiration is missing here when it isn't valid itself.
        expiration = info.data.get("log_bucket_expiration_days")
        if days and expiration is not None and days > expiration - ARCHIVE_BILLED_DAYS:
            raise ValueError("expires before it has been billed for")
        return days

    @field_validator("log_bucket_lock_days", "log_bucket_access_logging")
    @classmethod
    def _own_bucket_only(cls, chosen: int, info: ValidationInfo) -> int:
        bucket = info.data.get("existing_log_bucket")
        if bucket and chosen:
            raise conflict(
                'is {chosen}, and existingLogBucket is "{bucket}", of which its owner decides that: leave it out, and '
                "see to it there",
                chosen=json.dumps(chosen),
                bucket=bucket,
            )
        return chosen

    @field_validator("log_bucket_lock_days")
    @classmethod
    def _not_locked_for_longer_than_kept(cls, days: int, info: ValidationInfo) -> int:
        expiration = info.data.get("log_bucket_expiration_days")
        if expiration is not None and days > expiration:
            raise ValueError("still locked when it expires")
        return days

    @field_validator("log_bucket_lock_mode")
    @classmethod
    def _deletable_if_to_be_deleted(cls, mode: str, info: ValidationInfo) -> str:
        locked_for = info.data.get("log_bucket_lock_days")
        if mode == "COMPLIANCE" and locked_for and info.data.get("log_deletion") == "delete":
            raise conflict(
                'is "COMPLIANCE", and logDeletion is "delete": no one can delete a log before its {days} days are '
                "over, so choose GOVERNANCE, or retain",
                days=locked_for,
            )
        return mode
