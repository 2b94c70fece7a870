"""The strict reading of a policy document: exactly what the IAM policy grammar says, or a finding.

Sources: IAM User Guide, "Grammar of the IAM JSON policy language" and "IAM JSON policy elements reference";
Amazon S3 User Guide, "Bucket policies" (at most 20 KB). Stricter than AWS in three points, each on the safe side:
the 2012-10-17 version has to be stated, only Bool and Null take booleans and only numeric and date operators numbers
(an account that is a number has lost its zeros), and the text is printable ASCII, so that no look-alike character or
trailing line break survives.
"""

from collections import Counter
from collections.abc import Iterator

import strict_json
from findings import Finding, quoted, shown
from malformed import MalformedError
from policy_elements import as_list, as_name, as_object, only_known
from policy_grammar import DOCUMENT_ELEMENTS, LARGEST_BYTES, VERSION
from policy_model import Document, Statement
from policy_statement import read_statement
from strict_json import Json


def parse_document(text: str) -> Document:
    """Read a policy document.

    Args:
        text: Any text at all.

    Returns:
        What was read. A part that AWS would refuse, or that two parsers could read differently, is a finding
        and not a statement; one finding a statement, the first that is met.
    """
    try:
        raw_statements = _statements(_json(text))
    except MalformedError as problem:
        return Document((), (problem.finding(""),))
    statements: list[Statement] = []
    findings: list[Finding] = []
    for position, raw in enumerate(raw_statements, start=1):
        label = _label(raw, position)
        try:
            statements.append(read_statement(raw, label))
        except MalformedError as problem:
            findings.append(problem.finding(label))
    if len({statement.label for statement in statements}) != len(statements):
        findings += _repeated_sids(statements)
    return Document(tuple(statements), tuple(findings))


def _json(text: str) -> Json:
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST_BYTES:
        raise MalformedError("", f"over S3's limit of {LARGEST_BYTES} bytes", "Write fewer statements")
    try:
        return strict_json.loads(text)
    except ValueError as error:
        raise MalformedError("", str(error), "Write one JSON object, for instance with json.dumps") from error


def _statements(document: Json) -> list[Json]:
    elements = as_object(document, "")
    only_known(elements, DOCUMENT_ELEMENTS)
    version = elements.get("Version")
    if version != VERSION:
        given = shown(version) if "Version" in elements else "that of a document without one"
        raise MalformedError("Version", f"{given} is not the current policy language", f'Write "Version": "{VERSION}"')
    as_name(elements, "Id")
    if "Statement" not in elements:
        raise MalformedError("Statement", "not given", "Write at least one statement")
    statements = as_list(elements["Statement"])
    if not statements:
        raise MalformedError("Statement", "the list is empty", "Write at least one statement")
    return statements


def _label(raw: Json, position: int) -> str:
    sid = raw.get("Sid") if isinstance(raw, dict) else None
    return quoted(sid) if isinstance(sid, str) and sid else f"#{position}"


def _repeated_sids(statements: list[Statement]) -> Iterator[Finding]:
    for label, uses in Counter(statement.label for statement in statements).items():
        if uses > 1:
            yield MalformedError("Sid", "used by more than one statement", "Give each its own").finding(label)
