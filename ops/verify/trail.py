"""Checks of the trail."""

from ops.facts import Reading, Trail
from ops.outputs import StackOutputs
from ops.verify.check import REDEPLOY, Check, Subject, Verdict

_STOPPED = "find out who stopped it (StopLogging in the CloudTrail event history), then " + REDEPLOY


def check_trail(declared: StackOutputs, trail: Reading[Trail], is_logging: Reading[bool]) -> list[Check]:
    """Whether the trail records every region and delivers to where the stack declares.

    The flags are those that CIS AWS Foundations asks for: a multi-region trail (5.0: 3.1) with log file
    validation (5.0: 3.2).
    """
    subject = Subject("trail", declared.trail_name)
    return [
        subject.check("exists", trail, lambda _: Verdict(True, declared.trail_arn)),
        subject.check("is logging", is_logging, lambda on: Verdict(on, "logging" if on else "stopped"), fix=_STOPPED),
        subject.check("validates log files", trail, lambda found: _switch(found.validates_files)),
        subject.check("records all regions", trail, lambda found: _switch(found.multi_region)),
        subject.check("records global services", trail, lambda found: _switch(found.global_events)),
        subject.check(
            "delivers to the log bucket",
            trail,
            lambda found: Verdict(found.bucket == declared.log_bucket, found.bucket or "no bucket"),
        ),
        subject.check(
            "delivers to a declared log group", trail, lambda found: _log_group(declared, found.log_group_arn)
        ),
    ]


def _switch(on: bool) -> Verdict:
    return Verdict(on, "on" if on else "off")


def _log_group(declared: StackOutputs, arn: str) -> Verdict:
    return Verdict(declared.has_log_group(arn), arn or "no log group")
