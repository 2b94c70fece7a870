"""How long logs are kept, where that becomes shorter."""

from collections.abc import Callable, Iterator, Mapping
from math import inf
from typing import Final

from pydantic import JsonValue

from ops.review.detectors.subject import BUCKET, BUCKET_V2, DATA_STREAM, LOG_GROUP
from ops.review.detectors.telling import dangerous
from ops.review.findings import Finding
from ops.review.preview import Change, Operation
from ops.review.sentence import say
from ops.review.values import JsonObject, number, objects, within

_LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
_OBJECT_LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"
_VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"
_DAYS_A_YEAR = 365
_HOURS_KEPT = 24.0
"""Kinesis' default."""


def retention_cut(change: Change) -> Iterator[Finding]:
    """Retention of a log group, a stream, a lifecycle or Object Lock that is cut; versions that are no longer kept."""
    if change.old is None:
        return
    detect = _OF_TYPE.get(change.type)
    if detect is not None:
        yield from detect(change)


def _log_group(change: Change) -> Iterator[Finding]:
    if change.new is None:
        return
    # CloudWatch Logs API reference, PutRetentionPolicy: without one, events never expire; the provider writes 0.
    before = number(change.before("retentionInDays")) or inf
    after = number(change.after("retentionInDays")) or inf
    if after < before:
        yield dangerous(
            change,
            say("keeps events for {} instead of {}", _days(after), _days(before)),
            say("Events that are older are deleted within days"),
        )


def _stream(change: Change) -> Iterator[Finding]:
    if change.new is None:
        return
    before = number(change.before("retentionPeriod")) or _HOURS_KEPT
    after = number(change.after("retentionPeriod")) or _HOURS_KEPT
    if after < before:
        yield dangerous(change, say("keeps records for {} hours instead of {}", _plain(after), _plain(before)))


def _expiration(change: Change) -> Iterator[Finding]:
    """Objects that expire earlier. A bucket without a lifecycle keeps them for ever."""
    if change.new is None:
        return
    rules = "rules" if change.type == _LIFECYCLE else "lifecycleRules"
    for name, where in (
        ("objects", ("expiration", "days")),
        ("former versions", ("noncurrentVersionExpiration", "noncurrentDays")),
        ("former versions", ("noncurrentVersionExpiration", "days")),
    ):
        before = _shortest(change.before(rules), where)
        after = _shortest(change.after(rules), where)
        if after < before:
            yield dangerous(change, say("keeps {} for {} instead of {}", name, _days(after), _days(before)))


def _shortest(rules: JsonValue, where: tuple[str, ...]) -> float:
    """Days until the first rule in force deletes something; whatever it is about."""
    days = [number(within(rule, *where)) for rule in objects(rules) if _in_force(rule)]
    return min((each for each in days if each is not None), default=inf)


def _in_force(rule: JsonObject) -> bool:
    return rule.get("status", "Enabled") == "Enabled" and rule.get("enabled", True) is True


def _object_lock(change: Change) -> Iterator[Finding]:
    if change.new is None:
        if change.operation is Operation.DELETE:
            yield dangerous(change, say("is removed"), say("New objects can be deleted as soon as they are there"))
        return
    before, after = _lock_days(change.before("rule")), _lock_days(change.after("rule"))
    if after < before:
        yield dangerous(change, say("holds for {} instead of {}", _days(after), _days(before)))
    modes = [within(rule, "defaultRetention", "mode") for rule in (change.before("rule"), change.after("rule"))]
    if modes == ["COMPLIANCE", "GOVERNANCE"]:
        yield dangerous(
            change,
            say("is governance instead of compliance"),
            say("Who has s3:BypassGovernanceRetention may then delete objects before their time"),
        )


def _lock_days(rule: JsonValue) -> float:
    days = number(within(rule, "defaultRetention", "days"))
    years = number(within(rule, "defaultRetention", "years"))
    return days or (years or 0) * _DAYS_A_YEAR


def _versions(change: Change) -> Iterator[Finding]:
    before = within(change.before("versioningConfiguration"), "status")
    after = within(change.after("versioningConfiguration"), "status")
    if before == "Enabled" and after != "Enabled":
        yield dangerous(change, say("is suspended"), say("An object that is overwritten or deleted is gone at once"))


def _days(days: float) -> str:
    return "ever" if days == inf else "1 day" if days == 1 else f"{_plain(days)} days"


def _plain(value: float) -> str:
    return f"{value:g}"


_OF_TYPE: Final[Mapping[str, Callable[[Change], Iterator[Finding]]]] = {
    LOG_GROUP: _log_group,
    DATA_STREAM: _stream,
    _LIFECYCLE: _expiration,
    BUCKET: _expiration,
    BUCKET_V2: _expiration,
    _OBJECT_LOCK: _object_lock,
    _VERSIONING: _versions,
}
