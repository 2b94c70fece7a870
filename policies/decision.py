"""The whole decision about a log bucket's policy document: what it grants, and whether logs arrive."""

from bucket_policy import problems_of
from contract import Contract
from findings import Finding
from liveness import undelivered
from policy_document import parse_document
from policy_model import Document
from settle import settled
from witness import with_witnesses


def decide(text: str, contract: Contract) -> tuple[Finding, ...]:
    """Decide a policy document.

    Args:
        text: The document as AWS would get it. Any text is decided; none raises.
        contract: What delivery to this bucket needs.

    Returns:
        Every problem found, in the order of the document. Empty: the document is well formed, grants nothing outside
        the contract, and lets every service that it names deliver. Whether logs arrive is only asked of a document
        that is well formed and grants nothing too much.
    """
    return _decided(parse_document(text), contract)[0]


def explained(text: str, contract: Contract) -> tuple[Finding, ...]:
    """Decide a policy document, and show what is wrong with a request.

    Args:
        text: The document as AWS would get it. Any text is decided; none raises.
        contract: What delivery to this bucket needs.

    Returns:
        The findings of `decide`. Each of a grant that is too wide has a witness, unless the document is malformed or
        none was found.
    """
    document = parse_document(text)
    findings, known = _decided(document, contract)
    return findings if document.findings else with_witnesses(findings, document, known)


def _decided(document: Document, contract: Contract) -> tuple[tuple[Finding, ...], Contract]:
    known = settled(contract, document)
    findings = problems_of(document, known)
    if any(finding.kind != "hardening" for finding in findings):
        return findings, known
    return (*findings, *undelivered(document, known)), known
