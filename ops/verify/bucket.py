"""Checks of the log bucket."""

from pydantic import JsonValue

from ops.facts import PublicAccessBlock, Reading
from ops.outputs import StackOutputs
from ops.verify.check import REDEPLOY, Check, Subject, Verdict, denied
from ops.verify.policy import differences

_POLICY = (
    "find out who changed it (PutBucketPolicy, DeleteBucketPolicy in the CloudTrail event history), then " + REDEPLOY
)
_OWNER = "ask the bucket's owner to mend it: the stack delivers to this bucket, and changes nothing in it"
_ADOPTED = "not compared: others made the bucket, and its policy"
_CLOSED = f"{_ADOPTED}; these credentials may not read its settings either"


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
        subject.check("policy is as declared", _ADOPTED, _as_it_is)
        if document is None
        else subject.check("policy is as declared", policy, lambda found: _policy(document, found), fix=_POLICY),
        subject.check("keeps versions", versioning, lambda found: Verdict(found == "Enabled", found), fix=fix),
        subject.check("encrypts objects", encryption, _as_it_is, fix=fix),
        subject.check("blocks public access", public_access_block, _public_access, fix=fix),
        subject.check(
            "owns all objects", ownership, lambda found: Verdict(found == "BucketOwnerEnforced", found), fix=fix
        ),
    ]


def _as_it_is(found: str) -> Verdict:
    return Verdict(True, found)


def _policy(declared: dict[str, JsonValue], live: dict[str, JsonValue]) -> Verdict:
    different = differences(declared, live)
    return Verdict(not different, "; ".join(different) or "equal")


def _public_access(block: PublicAccessBlock) -> Verdict:
    off = block.off()
    return Verdict(not off, f"off: {', '.join(off)}" if off else "all four switches on")
