"""Find the bucket policy that a resource carries and hold it against what the delivery of its logs needs."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from access_log_policy import access_log_findings_in, is_access_log_policy
from bucket_policy import findings_in
from contract import Contract
from findings import Finding, shown
from known import NotKnownError
from log_bucket_config import KEY_PREFIXES, ORGANIZATION, contract_for, other_buckets
from log_buckets import OTHER_BUCKETS
from resource_view import Resource
from rule_options import Options

# The properties with the bucket's name and with the policy, of every type that carries a bucket policy.
CARRIERS: Final[Mapping[str, tuple[str, str]]] = {
    "aws:s3/bucketPolicy:BucketPolicy": ("bucket", "policy"),
    "aws:s3/bucket:Bucket": ("bucket", "policy"),
    "aws-native:s3:BucketPolicy": ("bucket", "policyDocument"),
}
# The bucket itself may carry its policy, and need not.
_MAY_BE_WITHOUT: Final = "aws:s3/bucket:Bucket"

_NAME_UNKNOWN = (
    "The bucket of this policy is not set or not known at preview, so nothing shows what the policy guards.\n"
    "State the bucket's name as a string and give the policy that name: not bucket.id, which is known only after the "
    "bucket exists.\n"
    f"If no logs are delivered here, give the bucket a stated name, and name it in this rule's option {OTHER_BUCKETS}."
)
_DOCUMENT_UNKNOWN = (
    "the policy is not known at preview, so nothing shows what it grants.\n"
    "Build the document from names that the program states, and from get_caller_identity() and get_partition(), which "
    "are known: not from outputs such as bucket.arn or trail.arn.\n"
    f"If no logs are delivered here, name the bucket in this rule's option {OTHER_BUCKETS}."
)

_ORGANIZATION_FOLDER = "/AWSLogs/o-"
_ORGANIZATION_HINT = (
    f"If an organization's trail delivers here, give this rule the organization's id as its option {ORGANIZATION} "
    '(docs/policies.md, "An organization\'s trail").'
)

_BELOW_A_PREFIX = re.compile(r":s3:::[^/]+/.+/AWSLogs/")
_PREFIX_HINT = f"If logs lie below a key prefix here, give this rule the prefix as its option {KEY_PREFIXES}."
_A_SERVICE = ".amazonaws.com"
_OTHERS_HINT = (
    "If another service uses this bucket, such as AWS Config, a load balancer or CloudFront, and no trail and no flow "
    f"log delivers here, name the bucket in this rule's option {OTHER_BUCKETS}."
)


def log_bucket_violations(resource: Resource, options: Options) -> Iterator[str]:
    """Hold the bucket policy that a resource carries, if any, against what the delivery of its logs needs.

    Args:
        resource: A resource of a type of `CARRIERS`.
        options: `log_bucket_config.OPTIONS`.

    Yields:
        At most one message, with all findings: what is wrong in which statement, and what to write instead. A
        value that isn't known at preview is a violation too.
    """
    name_property, policy_property = CARRIERS[resource.type]
    bucket = resource.known_text(name_property)
    try:
        document = resource.read(policy_property)
    except NotKnownError as error:
        document = error
    if document is None and resource.type == _MAY_BE_WITHOUT:
        return
    if bucket is None:
        yield _NAME_UNKNOWN
        return
    try:
        if bucket in other_buckets(options):
            return
        contract = contract_for(bucket, options)
    except ValueError as error:
        yield f"Bucket {shown(bucket)}: the policy was not checked. {error}"
        return
    if isinstance(document, NotKnownError):
        yield f"Bucket {shown(bucket)}: {_DOCUMENT_UNKNOWN}"
        return
    text = document if isinstance(document, str) else json.dumps(document, default=str)
    decide = access_log_findings_in if _speaks_of_access_logs(text) else findings_in
    findings = decide(text, contract)
    if findings:
        yield "\n".join([f"Bucket {shown(bucket)}:", *map(_item, findings), *_hints(findings, text, contract)])


def _speaks_of_access_logs(text: str) -> bool:
    # Few do, and the question costs as much as the decision. A text may write any letter as an escape.
    return ("logging" in text or "\\u" in text) and is_access_log_policy(text)


def _hints(findings: Sequence[Finding], text: str, contract: Contract) -> Iterator[str]:
    """What of this rule's options may be missing, rather than something in the policy."""
    if contract.organization is None and _ORGANIZATION_FOLDER in text:
        yield _ORGANIZATION_HINT
    if contract.key_prefixes == ("",) and any(
        one.element == "Resource" and _BELOW_A_PREFIX.search(one.message) for one in findings
    ):
        yield _PREFIX_HINT
    if any(one.element == "Principal" and _A_SERVICE in one.message for one in findings):
        yield _OTHERS_HINT


def _item(finding: Finding) -> str:
    return "  - " + str(finding).replace("\n", "\n    ")
