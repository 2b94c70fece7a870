"""The policy pack's own decision, for a document that is deployed already.

The pack's modules import each other by their top names, for the pack is published as a folder alone: that folder is
put last on the path, where it hides nothing.
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "policies"))

from bucket_policy import findings_in
from contract import Contract


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
