"""Checks of the log bucket."""

import json
from collections.abc import Mapping
from datetime import datetime

from pydantic import JsonValue

from ops.facts import Policy, PublicAccessBlock, Reading, Skipped
from ops.outputs import StackOutputs
from ops.policy_pack import log_bucket_findings
from ops.verify.arrivals import NOT_JUDGED, Arrivals, Quiet, span
from ops.verify.check import REDEPLOY, Check, Subject, Verdict, both, denied
from ops.verify.flow_arrivals import RECORDS_WITHIN, SILENT, Expected, late_flow_logs
from ops.verify.policy import differences

_POLICY = (
    "find out who changed it (PutBucketPolicy, DeleteBucketPolicy in the CloudTrail event history), then " + REDEPLOY
)
_OWNER = "ask the bucket's owner to mend it: the stack delivers to this bucket, and changes nothing in it"
_WIDENED = (
    "take back what it grants beyond delivery: in the program, if that declares it (`pulumi preview --policy-pack "
    "policies` finds the same), else " + REDEPLOY
)
_ADOPTED = Skipped("not compared: others made the bucket, and its policy")
_CLOSED = Skipped(f"{_ADOPTED.reason}; these credentials may not read its settings either")


def check_bucket(
    declared: StackOutputs,
    *,
    region: Reading[str],
    policy: Reading[Policy],
    versioning: Reading[str],
    encryption: Reading[str],
    public_access_block: Reading[PublicAccessBlock],
    ownership: Reading[str],
    flow_files: Reading[Mapping[str, datetime | None]],
    expected: Reading[list[Expected] | Quiet],
    arrivals: Arrivals,
) -> list[Check]:
    """Whether the log bucket is private and keeps what is delivered to it, under the declared policy only.

    Of a bucket that the stack has adopted there is no declared policy. And it may be another account's, as a central
    log bucket is: what can't be read there then is its owner's business, and no failure of the stack.
    """
    subject = Subject("log bucket", declared.log_bucket)
    document = declared.log_bucket_policy
    if document is None and denied(region):
        return [subject.check("policy is as declared", _CLOSED, _as_it_is)]
    fix = REDEPLOY if document is not None else _OWNER
    return [
        subject.check("exists", region, lambda found: Verdict(True, f"in {found}"), fix=fix),
        *_policy_checks(declared, subject, policy),
        subject.check("keeps versions", versioning, lambda found: Verdict(found == "Enabled", found), fix=fix),
        subject.check("encrypts objects", encryption, _as_it_is, fix=fix),
        subject.check("blocks public access", public_access_block, _public_access, fix=fix),
        subject.check(
            "owns all objects", ownership, lambda found: Verdict(found == "BucketOwnerEnforced", found), fix=fix
        ),
        *_flow_files(declared, subject, flow_files, expected, arrivals),
    ]


def _flow_files(
    declared: StackOutputs,
    subject: Subject,
    flow_files: Reading[Mapping[str, datetime | None]],
    expected: Reading[list[Expected] | Quiet],
    arrivals: Arrivals,
) -> list[Check]:
    if not declared.flow_logs_to("s3"):
        return []
    claim, now = "flow records keep coming", arrivals.now
    if now is None:
        return [subject.check(claim, NOT_JUDGED, _as_it_is)]
    readings = both(flow_files, expected)
    return [subject.check(claim, readings, lambda found: _recorded(*found, now), fix=SILENT)]


def _recorded(newest: Mapping[str, datetime | None], expected: list[Expected] | Quiet, now: datetime) -> Verdict:
    if isinstance(expected, Quiet):
        return Verdict(True, expected.reason)
    late = [f"{flow_log_id} in {time}" for flow_log_id, time in late_flow_logs(newest, expected, now)]
    if late:
        return Verdict(False, f"no file from {', '.join(late)}: one must come within {span(RECORDS_WITHIN)}")
    latest = max((time for time in newest.values() if time), default=None)
    return Verdict(True, f"the newest {span(now - latest)} ago" if latest else "nothing yet, from new flow logs")


def _as_it_is(found: str) -> Verdict:
    return Verdict(True, found)


def _policy_checks(declared: StackOutputs, subject: Subject, policy: Reading[Policy]) -> list[Check]:
    document = declared.log_bucket_policy
    if document is None:
        return [subject.check("policy is as declared", _ADOPTED, _as_it_is)]
    return [
        subject.check("policy is as declared", policy, lambda found: _policy(document, found), fix=_POLICY),
        subject.check("policy allows only delivery", policy, lambda found: _decision(declared, found), fix=_WIDENED),
    ]


def _policy(declared: dict[str, JsonValue], live: Policy) -> Verdict:
    different = differences(declared, live.document)
    if different:
        return Verdict(False, "; ".join(different))
    # Of the JSON, in which white space means nothing: whoever rewrites a policy is seen, if only here.
    same = json.dumps(declared) == json.dumps(live.document)
    return Verdict(True, "equal, byte for byte" if same else "equal in meaning, written in another way")


def _decision(declared: StackOutputs, live: Policy) -> Verdict:
    """The policy pack's decision on what is deployed: the declared policy passed it at preview, if the pack was on."""
    found = log_bucket_findings(
        live.text,
        bucket=declared.log_bucket,
        partition=declared.partition,
        account_id=declared.account_id,
        organization=declared.organization,
    )
    return Verdict(not found, "; ".join(found) or "the policy pack finds nothing in it")


def _public_access(block: PublicAccessBlock) -> Verdict:
    off = block.off()
    return Verdict(not off, f"off: {', '.join(off)}" if off else "all four switches on")
