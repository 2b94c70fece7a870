"""What tools use of the policy pack: its decision on a deployed document, its reader, and what it says of rules.

The pack's modules import each other by their top names, for the pack is published as a folder alone: that folder is
put last on the path, where it hides nothing.
"""

import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

sys.path.append(str(Path(__file__).parents[1] / "policies"))

from bucket_policy import findings_in
from contract import Contract
from key_names import key_as_aws_writes_it
from policy_document import parse_document
from policy_model import Statement
from strict_json import loads

__all__ = [
    "Advice",
    "Statement",
    "advice_on_rules",
    "key_as_aws_writes_it",
    "loads",
    "log_bucket_findings",
    "parse_document",
]


class Advice(NamedTuple):
    """What the pack says of one of its rules.

    Attributes:
        severity: `low`, `medium`, `high` or `critical`.
        title: The fault, in a line.
        remedy: What to do.
    """

    severity: str
    title: str
    remedy: str


@cache
def advice_on_rules() -> Mapping[str, Advice]:
    """What the pack says of each of its rules, by the rule's name."""
    from pack import RULES  # noqa: PLC0415 - brings Pulumi with it, which takes half a second that few commands need

    return {rule.name: Advice(rule.severity.value, rule.title, rule.remedy) for rule in RULES}


def log_bucket_findings(
    text: str, *, bucket: str, partition: str, account_id: str, organization: str | None
) -> tuple[str, ...]:
    """What the pack's rule `log-bucket-policy-allows-only-delivery` finds in a bucket policy; nothing when it passes.

    Args:
        text: The policy as AWS has it.
        bucket: The log bucket's name.
        partition: The partition of all ARNs, such as `aws`.
        account_id: The account whose logs the bucket takes.
        organization: The organization whose trail delivers to the bucket, `o-…`; None: no such trail.
    """
    contract = Contract(bucket=bucket, partition=partition, accounts=(account_id,), organization=organization)
    return tuple(str(finding).replace("\n", " ") for finding in findings_in(text, contract))
