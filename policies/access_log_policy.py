"""The decision for a bucket of S3 server access logs: does its policy grant at most what their delivery needs?

Source: Amazon S3 User Guide, "Enabling Amazon S3 server access logging" (grant permissions to the logging service
principal by using a bucket policy). Access logs are delivered to a bucket of their own: S3 takes none that encrypts
with a KMS key or locks its objects by default. So this decides whole documents. One that lets the logging service and
others in is a log bucket's, where the logging service has no business.

The proof is that of `bucket_policy`: each Allow on its own, and a Deny is no excuse.
"""

import json
from collections.abc import Iterator
from typing import Final

from contract import Contract
from findings import Finding, Kind, shown
from policy_document import parse_document
from policy_model import Principal, Statement
from refusals import refused
from settle import settled
from source import (
    KEY_NAMES,
    SOURCE_ACCOUNT,
    SOURCE_ARN,
    pins_source_bucket,
    pins_strictly,
    strict_form,
    why_not_enough,
)
from statement_findings import finding, foreign_actions, inverted, variables

LOGGING: Final = Principal("Service", "logging.s3.amazonaws.com")
ACTION: Final = "s3:PutObject"


def is_access_log_policy(text: str) -> bool:
    """Whether a policy document is that of a bucket of access logs: it lets in the logging service, and no one else.

    Args:
        text: Any text at all.
    """
    allows = parse_document(text).allows
    return bool(allows) and all(
        set(allow.principals) == {LOGGING} and "NotPrincipal" not in allow.inverted for allow in allows
    )


def access_log_findings_in(text: str, contract: Contract) -> tuple[Finding, ...]:
    """Decide a policy document that `is_access_log_policy`.

    Args:
        text: The document as AWS would get it. Any text is decided; none raises.
        contract: The bucket, the partition and the accounts; the rest is about other logs.

    Returns:
        Every problem found, in the order of the document. Empty: the document is well formed and lets S3 write access
        logs of the accounts' buckets to this bucket, or less.
    """
    document = parse_document(text)
    known = settled(contract, document)
    findings = (*document.findings, *(problem for allow in document.allows for problem in _outside(allow, known)))
    return findings or tuple(refused(document, known))


def _outside(allow: Statement, contract: Contract) -> Iterator[Finding]:
    if allow.inverted:
        yield from inverted(allow)
        return
    yield from variables(allow)
    yield from foreign_actions(allow, {ACTION.lower(): ACTION}, "the delivery of access logs")
    yield from _resources(allow, contract)
    yield from _source(allow, contract)


def _resources(allow: Statement, contract: Contract) -> Iterator[Finding]:
    objects = f"{contract.bucket_arn}/"
    for resource in dict.fromkeys(allow.resources):
        # The bucket's ARN has no wildcard, so what a resource has in common with it comes before its own first one.
        if not resource.startswith(objects):
            yield finding(
                allow,
                "Resource",
                f"{shown(resource)} reaches beyond the objects of this bucket",
                f"Write {shown(f'{objects}*')}",
            )


def _source(allow: Statement, contract: Contract) -> Iterator[Finding]:
    """The account is required: a bucket's ARN has none in it, and its name is free again when the bucket is deleted."""
    kind: Kind = "hardening"
    if not pins_strictly(SOURCE_ACCOUNT, allow.conditions, (), contract.sources):
        kind = "excess"
        yield finding(
            allow,
            "Condition",
            f"buckets of other accounts can be let in: nothing pins {KEY_NAMES[SOURCE_ACCOUNT]}"
            f"{why_not_enough(allow.conditions, SOURCE_ACCOUNT)}",
            f"Write {strict_form(SOURCE_ACCOUNT, (), contract.sources)}",
        )
    if not pins_source_bucket(allow.conditions, contract.sources):
        any_bucket = {"ArnLike": {KEY_NAMES[SOURCE_ARN]: f"arn:{contract.partition}:s3:::*"}}
        yield finding(
            allow,
            "Condition",
            f"{KEY_NAMES[SOURCE_ARN]} is not pinned to a bucket{why_not_enough(allow.conditions, SOURCE_ARN)}",
            f"Write {json.dumps(any_bucket)}, or the name of the bucket whose access is logged in place of the *",
            kind=kind,
        )
