"""The words of the IAM policy language (IAM User Guide, "IAM JSON policy elements reference")."""

from typing import Final, Literal

Effect = Literal["Allow", "Deny"]

VERSION: Final = "2012-10-17"
# Amazon S3 User Guide, "Bucket policies for Amazon S3": a bucket policy holds at most 20 KB.
LARGEST_BYTES: Final = 20 * 1024

EFFECTS: Final[tuple[Effect, ...]] = ("Allow", "Deny")
DOCUMENT_ELEMENTS: Final = ("Version", "Id", "Statement")
PAIRED_ELEMENTS: Final = (
    ("Principal", "NotPrincipal"),
    ("Action", "NotAction"),
    ("Resource", "NotResource"),
)
STATEMENT_ELEMENTS: Final = (
    "Sid",
    "Effect",
    *(name for pair in PAIRED_ELEMENTS for name in pair),
    "Condition",
)
PRINCIPAL_KINDS: Final = ("AWS", "Service", "Federated", "CanonicalUser")

_COMPARISONS: Final = (
    "StringEquals",
    "StringNotEquals",
    "StringEqualsIgnoreCase",
    "StringNotEqualsIgnoreCase",
    "StringLike",
    "StringNotLike",
    "NumericEquals",
    "NumericNotEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
    "DateEquals",
    "DateNotEquals",
    "DateLessThan",
    "DateLessThanEquals",
    "DateGreaterThan",
    "DateGreaterThanEquals",
    "Bool",
    "BinaryEquals",
    "IpAddress",
    "NotIpAddress",
    "ArnEquals",
    "ArnLike",
    "ArnNotEquals",
    "ArnNotLike",
)
# "...IfExists" goes with every operator but Null, and a set prefix with every operator.
OPERATORS: Final = {
    f"{prefix}{comparison}{suffix}": comparison
    for prefix in ("", "ForAllValues:", "ForAnyValue:")
    for comparison in (*_COMPARISONS, "Null")
    for suffix in (("",) if comparison == "Null" else ("", "IfExists"))
}
"""Operator, as a document has it, to what it compares by."""
# "Grammar of the IAM JSON policy language": quotation marks are optional for numeric and Boolean values.
BOOLEAN_COMPARISONS: Final = ("Bool", "Null")
NUMBER_COMPARISONS: Final = tuple(each for each in _COMPARISONS if each.startswith(("Numeric", "Date")))
