"""Checks of the trail."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from ops.facts import Delivery, EventSelector, FlowLog, Reading, Trail, TrailStatus
from ops.outputs import StackOutputs
from ops.verify.arrivals import Arrival, Arrivals, Quiet
from ops.verify.check import REDEPLOY, Check, Subject, Verdict, both
from ops.verify.management_events import judge_selectors

_STOPPED = "find out who stopped it (StopLogging in the CloudTrail event history), then " + REDEPLOY
_NARROWED = "find out who narrowed it (PutEventSelectors in the CloudTrail event history), then " + REDEPLOY
# CloudTrail user guide, "Getting and viewing your CloudTrail log files": on average 5 minutes after the call.
# "CloudTrail digest file structure": a digest file each hour.
_DELIVERY = (
    f"{REDEPLOY}, so that CloudTrail can deliver again; "
    "then verify after the next delivery: events and log files come within minutes, digest files hourly"
)
_SILENT = (
    "see the trail's last errors above; if there are none, whether it logs, and what AWS's health dashboard says; then "
    + REDEPLOY
)

# Security Hub, CloudTrail.5: the trail must have sent events to CloudWatch Logs within the last day. An account in
# which nobody calls anything for a day still has services that do.
LOGS_WITHIN: Final = timedelta(days=1)
# CloudTrail user guide, "CloudTrail digest file structure": one each hour, also of an hour without events.
DIGESTS_WITHIN: Final = timedelta(hours=3)


def check_trail(
    declared: StackOutputs,
    *,
    trail: Reading[Trail],
    status: Reading[TrailStatus],
    selectors: Reading[tuple[EventSelector, ...]],
    flow_logs: Reading[Mapping[str, FlowLog]],
    arrivals: Arrivals,
) -> list[Check]:
    """Whether the trail records every region's management events and delivers to where the stack declares.

    The settings are those that CIS AWS Foundations asks for: a multi-region trail of all management events (5.0: 3.1)
    with log file validation (5.0: 3.2), and encryption with a KMS key where the stack has one (5.0: 3.5).

    Args:
        declared: The stack.
        trail: The trail's settings.
        status: What it does.
        selectors: Which events it records.
        flow_logs: All flow logs of the region.
        arrivals: How it is judged whether files and events keep coming.
    """
    subject = Subject("trail", declared.trail_name)
    return [
        *_settings(declared, subject, trail, status, selectors),
        subject.check("delivers to the log bucket", trail, lambda found: _bucket(declared, found)),
        subject.check("last delivery to the bucket succeeded", status, _delivered_files, fix=_DELIVERY),
        *_files_come(subject, trail, status, arrivals),
        subject.check("delivers to its log group", trail, lambda found: _log_group(declared, found.log_group_arn)),
        subject.check(
            "shares its log group with no flow log",
            both(trail, flow_logs),
            lambda found: _alone(declared, *found),
        ),
        subject.check(
            "last delivery to the log group succeeded", status, lambda found: _delivered(found.events), fix=_DELIVERY
        ),
        arrivals.check(
            subject,
            "events keep coming to the log group",
            status,
            lambda found: Arrival(found.events.latest, found.started),
            longest=LOGS_WITHIN,
            fix=_SILENT,
        ),
        subject.check(
            "last notification succeeded", both(trail, status), lambda found: _notified(*found), fix=_DELIVERY
        ),
        *_encryption(declared, subject, trail),
    ]


def _settings(
    declared: StackOutputs,
    subject: Subject,
    trail: Reading[Trail],
    status: Reading[TrailStatus],
    selectors: Reading[tuple[EventSelector, ...]],
) -> list[Check]:
    return [
        subject.check("exists", trail, lambda _: Verdict(True, declared.trail_arn)),
        subject.check("is logging", status, _logging, fix=_STOPPED),
        subject.check("records all management events", selectors, judge_selectors, fix=_NARROWED),
        subject.check("validates log files", trail, lambda found: _switch(found.validates_files)),
        subject.check("records all regions", trail, lambda found: _switch(found.multi_region)),
        subject.check("records global services", trail, lambda found: _switch(found.global_events)),
    ]


def _files_come(
    subject: Subject, trail: Reading[Trail], status: Reading[TrailStatus], arrivals: Arrivals
) -> list[Check]:
    files = arrivals.check(
        subject,
        "log files keep coming to the bucket",
        status,
        lambda found: Arrival(found.files.latest, found.started),
        longest=LOGS_WITHIN,
        fix=_SILENT,
    )
    digests = arrivals.check(
        subject,
        "digest files keep coming to the bucket",
        both(trail, status),
        lambda found: _digests(*found),
        longest=DIGESTS_WITHIN,
        fix=_SILENT,
    )
    return [files, digests]


def _digests(trail: Trail, status: TrailStatus) -> Arrival | Quiet:
    # That it validates none is said, and red, in the check of that.
    if not trail.validates_files:
        return Quiet("none without log file validation")
    return Arrival(status.digests.latest, status.started)


def _encryption(declared: StackOutputs, subject: Subject, trail: Reading[Trail]) -> list[Check]:
    """Nothing without a key of the stack: what is in the bucket then is encrypted as the bucket has it."""
    key = declared.log_key_arn
    if key is None:
        return []
    return [
        subject.check(
            "encrypts with the log key", trail, lambda found: Verdict(found.key_arn == key, found.key_arn or "no key")
        )
    ]


def _switch(on: bool) -> Verdict:
    return Verdict(on, "on" if on else "off")


def _logging(status: TrailStatus) -> Verdict:
    return Verdict(status.is_logging, "logging" if status.is_logging else "stopped")


def _bucket(declared: StackOutputs, trail: Trail) -> Verdict:
    # The stack declares no prefix, and the bucket's policy lets CloudTrail write under none.
    prefix = f", under the prefix {trail.key_prefix}" if trail.key_prefix else ""
    as_declared = trail.bucket == declared.log_bucket and not trail.key_prefix
    return Verdict(as_declared, (trail.bucket or "no bucket") + prefix)


def _log_group(declared: StackOutputs, arn: str) -> Verdict:
    return Verdict(declared.is_trail_log_group(arn), arn or "no log group")


def _alone(declared: StackOutputs, trail: Trail, flow_logs: Mapping[str, FlowLog]) -> Verdict:
    name = declared.log_group_name(trail.log_group_arn)
    if name and name in {declared.log_group_name(flow_log.destination) for flow_log in flow_logs.values()}:
        return Verdict(False, f"a flow log delivers to {name} too")
    return Verdict(True, f"no flow log delivers to {name}" if name else "no log group")


def _delivered_files(status: TrailStatus) -> Verdict:
    errors = {"log files": status.files.error, "digest files": status.digests.error}
    failed = [f"{files}: {error}" for files, error in errors.items() if error]
    return Verdict(not failed, "; ".join(failed) or "no error")


def _delivered(delivery: Delivery) -> Verdict:
    return Verdict(not delivery.error, delivery.error or "no error")


def _notified(trail: Trail, status: TrailStatus) -> Verdict:
    return _delivered(status.notifications) if trail.topic_arn else Verdict(True, "the trail notifies nobody")
