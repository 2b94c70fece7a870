"""The statements of identity, trust and resource policies, which differ in the elements that they leave out.

`policy_document` reads a bucket policy, and says what is wrong with it. Here what can't be read is an error: the rules
that ask only look for what a document grants too widely, and nothing shows that of one that they can't read.
"""

from collections.abc import Iterator
from typing import cast

import strict_json
from findings import shown
from policy_grammar import EFFECTS, OPERATORS, PAIRED_ELEMENTS, PRINCIPAL_KINDS, STATEMENT_ELEMENTS
from policy_model import Condition, Principal, Statement
from policy_values import as_text
from values import items_in


def statements_of(document: object) -> list[Statement]:
    """Read a policy document.

    Args:
        document: Its text, or the object that the text would say; none has no statements.

    Raises:
        ValueError: It isn't a policy document, or two parsers could read it differently. The message says where.
    """
    if document is None or document == "":
        return []
    content = _object("The document", strict_json.loads(document) if isinstance(document, str) else document)
    if "Statement" not in content:
        raise ValueError("The document has no Statement. Write a list of statements.")
    return [_statement(raw, place) for place, raw in enumerate(items_in(content["Statement"]), start=1)]


def allows_of(document: object) -> list[Statement]:
    """The statements of a policy document that grant something. Takes and raises the same as `statements_of`."""
    return [statement for statement in statements_of(document) if statement.effect == "Allow"]


def _statement(raw: object, place: int) -> Statement:
    elements = _object(f"Statement #{place}", raw)
    sid = elements.get("Sid")
    label = shown(sid) if isinstance(sid, str) and sid else f"#{place}"
    if unknown := sorted(elements.keys() - set(STATEMENT_ELEMENTS)):
        raise ValueError(f"Statement {label}: {shown(unknown)} is none of {', '.join(STATEMENT_ELEMENTS)}.")
    for effect in EFFECTS:
        if elements.get("Effect") == effect:
            break
    else:
        raise ValueError(f"Statement {label}: Effect: {shown(elements.get('Effect'))} is neither Allow nor Deny.")
    principal, action, resource = ([name for name in pair if name in elements] for pair in PAIRED_ELEMENTS)
    return Statement(
        label=label,
        effect=effect,
        principals=tuple(one for name in principal for one in _principals(label, elements[name])),
        actions=tuple(one for name in action for one in _texts(f"Statement {label}: {name}", elements[name])),
        resources=tuple(one for name in resource for one in _texts(f"Statement {label}: {name}", elements[name])),
        conditions=tuple(_conditions(label, elements.get("Condition", {}))),
        inverted=tuple(name for name in (*principal, *action, *resource) if name.startswith("Not")),
    )


def _principals(label: str, raw: object) -> Iterator[Principal]:
    if raw == "*":
        yield Principal("*", "*")
        return
    for kind, names in _object(f"Statement {label}: Principal", raw).items():
        if kind not in PRINCIPAL_KINDS:
            raise ValueError(f"Statement {label}: Principal: {shown(kind)} is none of {', '.join(PRINCIPAL_KINDS)}.")
        yield from (Principal(kind, name) for name in _texts(f"Statement {label}: Principal", names))


def _conditions(label: str, raw: object) -> Iterator[Condition]:
    for operator, keys in _object(f"Statement {label}: Condition", raw).items():
        for key, values in _object(f"Statement {label}: {operator}", keys).items():
            texts = [_as_text(value, operator) for value in items_in(values)]
            yield Condition(operator, key.lower(), _texts(f"Statement {label}: {key}", texts))


def _as_text(value: object, operator: str) -> object:
    """A boolean, or a number where the operator compares by such, as the text that means the same."""
    comparison = "Bool" if isinstance(value, bool) else OPERATORS.get(operator, "")
    return as_text(cast("strict_json.Json", value), comparison)


def _texts(where: str, raw: object) -> tuple[str, ...]:
    values = items_in(raw)
    texts = tuple(value for value in values if isinstance(value, str))
    if not values or len(texts) != len(values):
        raise ValueError(f"{where}: {shown(raw)} is not a string, nor a list of strings.")
    return texts


def _object(where: str, raw: object) -> dict[str, object]:
    if not isinstance(raw, dict):
        raise ValueError(f"{where}: {shown(raw)} is not an object.")
    return cast("dict[str, object]", raw)
