"""Find the bucket policy that a resource carries and hold it against what the delivery of its logs needs."""

import json
from collections.abc import Iterator
from typing import Final

from access_log_policy import access_log_findings_in, is_access_log_policy
from bucket_policy import findings_in
from findings import Finding, shown
from known import NotKnown, known_property
from log_bucket_config import contract_for, other_buckets
from pulumi_policy import ResourceValidationArgs

BUCKET_POLICY: Final = "aws:s3/bucketPolicy:BucketPolicy"
# The bucket itself may carry its policy, as the input `policy`.
BUCKETS: Final = ("aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2")

_NAME_UNKNOWN = (
    "The bucket of this policy is not set or not known at preview, so nothing shows what the policy guards.\n"
    "State the bucket's name as a string and give the policy that name: not bucket.id, which is known only after the "
    "bucket exists."
)
_DOCUMENT_UNKNOWN = (
    "the policy is not known at preview, so nothing shows what it grants.\n"
    "Build the document from names that the program states, and from get_caller_identity() and get_partition(), which "
    "are known: not from outputs such as bucket.arn or trail.arn."
)


def log_bucket_violations(args: ResourceValidationArgs) -> Iterator[str]:
    """Hold the bucket policy that a resource carries, if any, against what the delivery of its logs needs.

    Args:
        args: Any resource, with the configuration of `log_bucket_config.OPTIONS`.

    Yields:
        At most one message, with all findings: what is wrong in which statement, and what to write instead. A
        value that isn't known at preview is a violation too.
    """
    if args.resource_type != BUCKET_POLICY and args.resource_type not in BUCKETS:
        return
    bucket = known_property(args.props, "bucket")
    document = known_property(args.props, "policy")
    if document is None and args.resource_type in BUCKETS:
        return
    if not isinstance(bucket, str):
        yield _NAME_UNKNOWN
        return
    try:
        if bucket in other_buckets(args.get_config()):
            return
        contract = contract_for(bucket, args.get_config())
    except ValueError as error:
        yield f"Bucket {shown(bucket)}: the policy was not checked. {error}"
        return
    if isinstance(document, NotKnown):
        yield f"Bucket {shown(bucket)}: {_DOCUMENT_UNKNOWN}"
        return
    text = document if isinstance(document, str) else json.dumps(document, default=str)
    decide = access_log_findings_in if is_access_log_policy(text) else findings_in
    findings = decide(text, contract)
    if findings:
        yield "\n".join([f"Bucket {shown(bucket)}:", *map(_item, findings)])


def _item(finding: Finding) -> str:
    return "  - " + str(finding).replace("\n", "\n    ")
