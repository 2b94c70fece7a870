"""The strict reading of a policy document: exactly what the IAM policy grammar says, or a finding.

Sources: IAM User Guide, "Grammar of the IAM JSON policy language" and "IAM JSON policy elements reference";
Amazon S3 User Guide, "Bucket policies" (at most 20 KB). Stricter than AWS in three points, each on the safe side:
the 2012-10-17 version has to be stated, only Bool and Null take booleans and only numeric and date operators numbers
(an account that is a number has lost its zeros), and the text is printable ASCII, so that no look-alike character or
trailing line break survives.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import cast

import strict_json
from findings import Finding, shown
from policy_grammar import (
    BOOLEAN_COMPARISONS,
    DOCUMENT_ELEMENTS,
    EFFECTS,
    LARGEST_BYTES,
    NUMBER_COMPARISONS,
    OPERATORS,
    PAIRED_ELEMENTS,
    PRINCIPAL_KINDS,
    STATEMENT_ELEMENTS,
    VERSION,
    Effect,
)
from policy_model import Condition, Document, Principal, Statement
from policy_values import is_action, is_key, is_plain, is_principal, is_resource, is_value


class _MalformedError(Exception):
    """A part of the document that isn't in the grammar; becomes a finding, never leaves this module."""

    def __init__(self, element: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.element = element
        self.message = message
        self.fix = fix

    def finding(self, label: str) -> Finding:
        return Finding(kind="malformed", statement=label, element=self.element, message=self.message, fix=self.fix)


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
    except _MalformedError as problem:
        return Document((), (problem.finding(""),))
    statements: list[Statement] = []
    findings: list[Finding] = []
    for position, raw in enumerate(raw_statements, start=1):
        label = _label(raw, position)
        try:
            statements.append(_statement(raw, label))
        except _MalformedError as problem:
            findings.append(problem.finding(label))
    return Document(tuple(statements), (*findings, *_repeated_sids(statements)))


def _json(text: str) -> object:
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > LARGEST_BYTES:
        raise _MalformedError("", f"{size} bytes, over S3's limit of {LARGEST_BYTES}", "Write fewer statements")
    try:
        return strict_json.loads(text)
    except ValueError as error:
        raise _MalformedError("", str(error), "Write one JSON object, for instance with json.dumps") from error


def _statements(document: object) -> list[object]:
    elements = _object(document, "")
    _only_known(elements, DOCUMENT_ELEMENTS)
    if elements.get("Version") != VERSION:
        raise _MalformedError(
            "Version",
            f"{shown(elements.get('Version'))} is not the current policy language",
            f'Write "Version": "{VERSION}"',
        )
    _name(elements, "Id")
    statement = elements.get("Statement")
    statements = _list(statement)
    if not statements:
        raise _MalformedError("Statement", "the list is empty", "Write at least one statement")
    return statements


def _label(raw: object, position: int) -> str:
    sid = cast("dict[str, object]", raw).get("Sid") if isinstance(raw, dict) else None
    return shown(sid) if isinstance(sid, str) and sid else f"#{position}"


def _statement(raw: object, label: str) -> Statement:
    elements = _object(raw, "Statement")
    _only_known(elements, STATEMENT_ELEMENTS)
    _name(elements, "Sid")
    principal, action, resource = (_either(elements, *pair) for pair in PAIRED_ELEMENTS)
    return Statement(
        label=label,
        effect=_effect(elements.get("Effect")),
        principals=tuple(_principals(elements[principal], principal)),
        actions=_actions(elements[action], action),
        resources=_resources(elements[resource], resource),
        conditions=tuple(_conditions(elements.get("Condition", {}))),
        inverted=tuple([name for name in (principal, action, resource) if name.startswith("Not")]),
    )


def _actions(raw: object, element: str) -> tuple[str, ...]:
    actions = _strings(raw, element)
    for action in actions:
        if not is_action(action):
            raise _MalformedError(
                element, f"{shown(action)} is not an action", 'Write service:Operation: "s3:PutObject"'
            )
    return actions


def _resources(raw: object, element: str) -> tuple[str, ...]:
    resources = _strings(raw, element)
    for resource in resources:
        if not is_resource(resource):
            raise _MalformedError(element, f"{shown(resource)} is not an ARN", 'Write "arn:aws:s3:::BUCKET"')
    return resources


def _effect(raw: object) -> Effect:
    for effect in EFFECTS:
        if raw == effect:
            return effect
    raise _MalformedError("Effect", f"{shown(raw)} is not an effect", 'Write "Allow" or "Deny", in exactly this case')


def _either(elements: Mapping[str, object], name: str, inverse: str) -> str:
    used = [each for each in (name, inverse) if each in elements]
    if len(used) != 1:
        raise _MalformedError(
            name,
            f"{' and '.join(used) or 'neither'} given, of {name} and {inverse}",
            f"Write exactly one: {name}",
        )
    return used[0]


def _principals(raw: object, element: str) -> Iterator[Principal]:
    if raw == "*":
        yield Principal("*", "*")
        return
    kinds = _object(raw, element)
    _only_known(kinds, PRINCIPAL_KINDS)
    if not kinds:
        raise _MalformedError(element, "names no one", 'Write {"Service": "cloudtrail.amazonaws.com"}')
    for kind, names in kinds.items():
        for name in _strings(names, element):
            if not is_principal(kind, name):
                raise _MalformedError(
                    element,
                    f"{shown(name)} is not a principal of the kind {kind}",
                    "Name each principal in full, without wildcards, as AWS documents it",
                )
            yield Principal(kind, name)


def _conditions(raw: object) -> Iterator[Condition]:
    for operator, keys in _object(raw, "Condition").items():
        comparison = OPERATORS.get(operator)
        if comparison is None:
            raise _MalformedError(
                "Condition", f"{shown(operator)} is not a condition operator", "Spell it as IAM does: StringEquals"
            )
        seen: set[str] = set()
        for name, values in _object(keys, f"Condition {operator}").items():
            key = _string(name, "Condition").lower()
            if not is_key(key):
                raise _MalformedError(
                    "Condition", f"{shown(name)} is not a condition key", "Write service:name: aws:SourceArn"
                )
            if key in seen:
                raise _MalformedError(
                    "Condition",
                    f"{operator} has the key {shown(key)} twice: the case of names does not count",
                    "Write the key once, with a list of values",
                )
            seen.add(key)
            yield Condition(operator, key, _compared(values, comparison, f"Condition {operator} {key}"))


def _compared(raw: object, comparison: str, element: str) -> tuple[str, ...]:
    values = _strings([_as_text(value, comparison) for value in _list(raw)], element)
    for value in values:
        if not is_value(value, comparison):
            raise _MalformedError(
                element, f"{shown(value)} is not a value that {comparison} can compare", "Write one of its type"
            )
    return values


def _as_text(value: object, comparison: str) -> object:
    """A boolean or a number, where the operator compares by such, as the text that means the same."""
    match value:
        case bool() if comparison in BOOLEAN_COMPARISONS:
            return str(value).lower()
        case bool():
            return value
        case float() if comparison in NUMBER_COMPARISONS and math.isfinite(value):
            # An object that came through the engine has no whole numbers, only doubles.
            return str(int(value) if value.is_integer() else value)
        case int() if comparison in NUMBER_COMPARISONS:
            return str(value)
        case _:
            return value


def _repeated_sids(statements: list[Statement]) -> Iterator[Finding]:
    for label, uses in Counter([statement.label for statement in statements]).items():
        if uses > 1:
            yield _MalformedError("Sid", "used by more than one statement", "Give each its own").finding(label)


def _object(raw: object, element: str) -> dict[str, object]:
    if not isinstance(raw, dict):
        raise _MalformedError(element, f"{shown(raw)} is not an object", "Write an object: {...}")
    return cast("dict[str, object]", raw)


def _only_known(elements: Mapping[str, object], known: tuple[str, ...]) -> None:
    for name in elements:
        if name not in known:
            raise _MalformedError(shown(name), "not an element of the policy language", f"Use {', '.join(known)}")


def _strings(raw: object, element: str) -> tuple[str, ...]:
    values = _list(raw)
    if not values:
        raise _MalformedError(element, "the list is empty", "Write at least one value")
    return tuple(_string(value, element) for value in values)


def _list(raw: object) -> list[object]:
    return cast("list[object]", raw) if isinstance(raw, list) else [raw]


def _name(elements: Mapping[str, object], element: str) -> None:
    # AWS takes an empty one for none: Access Analyzer only suggests to fill it ("Empty SID value"), and Terraform
    # gives every statement without a name an empty Sid.
    if elements.get(element, "") != "":
        _string(elements[element], element)


def _string(raw: object, element: str) -> str:
    if not isinstance(raw, str):
        raise _MalformedError(element, f"{shown(raw)} is not a string", 'Write a string: "..."')
    if not is_plain(raw):
        raise _MalformedError(
            element,
            f"{shown(raw)} is empty, has outer spaces, or has a character that is not printable ASCII",
            "Write plain printable ASCII",
        )
    return raw
