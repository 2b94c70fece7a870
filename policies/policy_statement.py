"""The strict reading of one statement of a policy document.

Source: IAM User Guide, "Grammar of the IAM JSON policy language". See `policy_document` for where this is stricter.
"""

from functools import lru_cache
from typing import Final

from findings import shown
from malformed import MalformedError
from policy_elements import as_list, as_name, as_object, as_strings, only_known
from policy_grammar import (
    EFFECTS,
    OPERATORS,
    PAIRED_ELEMENTS,
    PRINCIPAL_KINDS,
    STATEMENT_ELEMENTS,
    Effect,
)
from policy_model import Condition, Principal, Statement
from policy_values import as_text, is_action, is_key, is_principal, is_resource, is_value
from strict_json import Json

_REMEMBERED: Final = 1024
_EVERYONE: Final = (Principal("*", "*"),)


def read_statement(raw: Json, label: str) -> Statement:
    """Read one statement.

    Args:
        raw: The statement, as JSON.
        label: What findings call it.

    Raises:
        MalformedError: It isn't one.
    """
    elements = as_object(raw, "Statement")
    principal, action, resource, inverted = _shape(tuple(elements))
    as_name(elements, "Sid")
    return Statement(
        label,
        _effect(elements.get("Effect")),
        _principals(elements[principal], principal),
        _actions(elements[action], action),
        _resources(elements[resource], resource),
        _conditions(elements["Condition"]) if "Condition" in elements else (),
        inverted,
    )


# The same few shapes, principals, actions, keys and values come in every document.
@lru_cache(maxsize=_REMEMBERED)
def _shape(names: tuple[str, ...]) -> tuple[str, str, str, tuple[str, ...]]:
    """Which of each pair of elements a statement of these elements uses, and those of them that are inverted."""
    only_known(names, STATEMENT_ELEMENTS)
    principal, action, resource = [_either(names, *pair) for pair in PAIRED_ELEMENTS]
    inverted = tuple([name for name in (principal, action, resource) if name.startswith("Not")])
    return principal, action, resource, inverted


def _either(names: tuple[str, ...], name: str, inverse: str) -> str:
    if (name in names) is (inverse in names):
        given = f"{name} and {inverse}" if name in names else "neither"
        raise MalformedError(name, f"{given} given, of {name} and {inverse}", f"Write exactly one: {name}")
    return name if name in names else inverse


def _effect(raw: Json) -> Effect:
    if raw in EFFECTS:
        return raw
    raise MalformedError("Effect", f"{shown(raw)} is not an effect", 'Write "Allow" or "Deny", in exactly this case')


def _principals(raw: Json, element: str) -> tuple[Principal, ...]:
    if raw == "*":
        return _EVERYONE
    kinds = as_object(raw, element)
    only_known(kinds, PRINCIPAL_KINDS)
    if not kinds:
        raise MalformedError(element, "names no one", 'Write {"Service": "cloudtrail.amazonaws.com"}')
    principals: tuple[Principal, ...] = ()
    for kind, names in kinds.items():
        principals += _of_kind(kind, names if isinstance(names, str) else as_strings(names, element), element)
    return principals


# A lone string is read where it's remembered, so that it is only read once.
@lru_cache(maxsize=_REMEMBERED)
def _of_kind(kind: str, raw: str | tuple[str, ...], element: str) -> tuple[Principal, ...]:
    names = as_strings(raw, element) if isinstance(raw, str) else raw
    for name in names:
        if not is_principal(kind, name):
            raise MalformedError(
                element,
                f"{shown(name)} is not a principal of the kind {kind}",
                "Name each principal in full, without wildcards, as AWS documents it",
            )
    return tuple([Principal(kind, name) for name in names])


def _actions(raw: Json, element: str) -> tuple[str, ...]:
    return _named_actions(raw if isinstance(raw, str) else as_strings(raw, element), element)


@lru_cache(maxsize=_REMEMBERED)
def _named_actions(raw: str | tuple[str, ...], element: str) -> tuple[str, ...]:
    names = as_strings(raw, element) if isinstance(raw, str) else raw
    for name in names:
        if not is_action(name):
            raise MalformedError(element, f"{shown(name)} is not an action", 'Write service:Operation: "s3:PutObject"')
    return names


def _resources(raw: Json, element: str) -> tuple[str, ...]:
    resources = as_strings(raw, element)
    for resource in resources:
        if not is_resource(resource):
            raise MalformedError(element, f"{shown(resource)} is not an ARN", 'Write "arn:aws:s3:::BUCKET"')
    return resources


def _conditions(raw: Json) -> tuple[Condition, ...]:
    conditions: list[Condition] = []
    for operator, keys in as_object(raw, "Condition").items():
        if operator not in OPERATORS:
            raise MalformedError(
                "Condition", f"{shown(operator)} is not a condition operator", "Spell it as IAM does: StringEquals"
            )
        of_operator = as_object(keys, f"Condition {operator}")
        for name, raw_values in of_operator.items():
            values = raw_values if isinstance(raw_values, str) else _texts(raw_values, operator, name)
            conditions.append(_condition(operator, name, values))
        if len(of_operator) > 1 and len({name.lower() for name in of_operator}) != len(of_operator):
            raise MalformedError(
                "Condition",
                f"{operator} has a key twice: the case of names does not count",
                "Write the key once, with a list of values",
            )
    return tuple(conditions)


def _texts(raw: Json, operator: str, name: str) -> tuple[str, ...]:
    texts = [as_text(value, OPERATORS[operator]) for value in as_list(raw)]
    return as_strings(texts, f"Condition {operator} {name.lower()}")


@lru_cache(maxsize=_REMEMBERED)
def _condition(operator: str, name: str, raw: str | tuple[str, ...]) -> Condition:
    if not is_key(name):
        raise MalformedError("Condition", f"{shown(name)} is not a condition key", "Write service:name: aws:SourceArn")
    key, comparison = name.lower(), OPERATORS[operator]
    element = f"Condition {operator} {key}"
    texts = as_strings(raw, element) if isinstance(raw, str) else raw
    for value in texts:
        if not is_value(value, comparison):
            raise MalformedError(
                element, f"{shown(value)} is not a value that {comparison} can compare", "Write one of its type"
            )
    return Condition(operator, key, texts)
