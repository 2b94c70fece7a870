"""Compares policy documents by meaning, and says where they differ."""

import json

from pydantic import JsonValue

Document = dict[str, JsonValue]


def differences(declared: Document, live: Document) -> list[str]:
    """What is different in the live policy, one sentence a statement or other element; nothing when they are equal.

    Equal means the same JSON, save what the policy grammar gives no meaning to (IAM user guide, "Grammar of the
    IAM JSON policy language"): the order of statements and values, and whether a single value stands in a list.
    AWS returns documents that differ from those put in just these ways. Everything else counts.
    """
    found = [
        f"{element}: declared {json.dumps(declared.get(element))}, is {json.dumps(live.get(element))}"
        for element in sorted((declared.keys() | live.keys()) - {"Statement"})
        if declared.get(element) != live.get(element)
    ]
    missing, extra = _without_common(_statements(declared), _statements(live))
    for label, statement in missing:
        twin = next((other for other in extra if other[0] == label), None)
        if twin is None:
            found.append(f"{label}: missing")
        else:
            extra.remove(twin)
            found.append(f"{label}: {_changed(statement, twin[1])} changed")
    return found + [f"{label}: not declared" for label, _ in extra]


_Labelled = tuple[str, JsonValue]


def _statements(document: Document) -> list[_Labelled]:
    value = document.get("Statement", [])
    statements = value if isinstance(value, list) else [value]
    return [(_label(statement, number), _canonical(statement)) for number, statement in enumerate(statements, start=1)]


def _label(statement: JsonValue, number: int) -> str:
    sid = statement.get("Sid") if isinstance(statement, dict) else None
    return str(sid) if sid else f"statement {number} (no Sid)"


def _without_common(declared: list[_Labelled], live: list[_Labelled]) -> tuple[list[_Labelled], list[_Labelled]]:
    """Pair off equal statements, each with one of the other side, whatever their labels are."""
    missing: list[_Labelled] = []
    extra = list(live)
    for label, statement in declared:
        equal = next((other for other in extra if other[1] == statement), None)
        if equal is None:
            missing.append((label, statement))
        else:
            extra.remove(equal)
    return missing, extra


def _changed(declared: JsonValue, live: JsonValue) -> str:
    if not (isinstance(declared, dict) and isinstance(live, dict)):
        return "statement"
    elements = sorted(declared.keys() | live.keys())
    return ", ".join(element for element in elements if declared.get(element) != live.get(element))


def _canonical(value: JsonValue) -> JsonValue:
    """The one form of all values that mean the same: lists sorted, single values in a list, scalars as text."""
    if isinstance(value, dict):
        return {key: _canonical(inner) for key, inner in value.items()}
    values = value if isinstance(value, list) else [value]
    return [*sorted({item if isinstance(item, str) else json.dumps(item, sort_keys=True) for item in values})]
