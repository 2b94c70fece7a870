"""Checks of the log bucket."""

from pydantic import JsonValue

from ops.facts import PublicAccessBlock, Reading
from ops.outputs import StackOutputs
from ops.verify.check import REDEPLOY, Check, Subject, Verdict
from ops.verify.policy import differences

_POLICY = (
    "find out who changed it (PutBucketPolicy, DeleteBucketPolicy in the CloudTrail event history), then " + REDEPLOY
)


def check_bucket(
    declared: StackOutputs,
    *,
    region: Reading[str],
    policy: Reading[dict[str, JsonValue]],
    versioning: Reading[str],
    encryption: Reading[str],
    public_access_block: Reading[PublicAccessBlock],
    ownership: Reading[str],
) -> list[Check]:
    """Whether the log bucket is private and keeps what is delivered to it, under the declared policy only."""
    subject = Subject("log bucket", declared.log_bucket)
    return [
        subject.check("exists", region, lambda found: Verdict(True, f"in {found}")),
        subject.check("policy is as declared", policy, lambda found: _policy(declared, found), fix=_POLICY),
        subject.check("keeps versions", versioning, lambda found: Verdict(found == "Enabled", found)),
        subject.check("encrypts objects", encryption, lambda found: Verdict(True, found)),
        subject.check("blocks public access", public_access_block, _public_access),
        subject.check("owns all objects", ownership, lambda found: Verdict(found == "BucketOwnerEnforced", found)),
    ]


def _policy(declared: StackOutputs, live: dict[str, JsonValue]) -> Verdict:
    different = differences(declared.log_bucket_policy, live)
    return Verdict(not different, "; ".join(different) or "equal")


def _public_access(block: PublicAccessBlock) -> Verdict:
    off = block.off()
    return Verdict(not off, f"off: {', '.join(off)}" if off else "all four switches on")
