"""Checks of the trail."""

from collections.abc import Mapping

from ops.facts import EventSelector, FlowLog, Reading, Trail, TrailStatus
from ops.outputs import StackOutputs
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


def check_trail(
    declared: StackOutputs,
    *,
    trail: Reading[Trail],
    status: Reading[TrailStatus],
    selectors: Reading[tuple[EventSelector, ...]],
    flow_logs: Reading[Mapping[str, FlowLog]],
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
    """
    subject = Subject("trail", declared.trail_name)
    return [
        subject.check("exists", trail, lambda _: Verdict(True, declared.trail_arn)),
        subject.check("is logging", status, _logging, fix=_STOPPED),
        subject.check("records all management events", selectors, judge_selectors, fix=_NARROWED),
        subject.check("validates log files", trail, lambda found: _switch(found.validates_files)),
        subject.check("records all regions", trail, lambda found: _switch(found.multi_region)),
        subject.check("records global services", trail, lambda found: _switch(found.global_events)),
        subject.check("delivers to the log bucket", trail, lambda found: _bucket(declared, found)),
        subject.check("last delivery to the bucket succeeded", status, _delivered_files, fix=_DELIVERY),
        subject.check("delivers to its log group", trail, lambda found: _log_group(declared, found.log_group_arn)),
        subject.check(
            "shares its log group with no flow log",
            both(trail, flow_logs),
            lambda found: _alone(declared, *found),
        ),
        subject.check("last delivery to the log group succeeded", status, _delivered_events, fix=_DELIVERY),
        *_encryption(declared, subject, trail),
    ]


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
    errors = {"log files": status.file_error, "digest files": status.digest_error}
    failed = [f"{files}: {error}" for files, error in errors.items() if error]
    return Verdict(not failed, "; ".join(failed) or "no error")


def _delivered_events(status: TrailStatus) -> Verdict:
    return Verdict(not status.log_group_error, status.log_group_error or "no error")
