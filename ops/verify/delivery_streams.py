"""The check of a Firehose delivery stream."""

from ops.facts import Reading
from ops.verify.check import Check, Subject, Verdict


def check_delivery_stream(name: str, status: Reading[str]) -> list[Check]:
    """Whether the delivery stream is there and takes what it is sent.

    Args:
        name: The delivery stream's name.
        status: What the delivery stream is, such as `ACTIVE`.
    """
    subject = Subject("delivery stream", name)
    return [subject.check("is active", status, lambda found: Verdict(found == "ACTIVE", found))]
