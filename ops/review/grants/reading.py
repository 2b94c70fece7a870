"""Reads policy documents with the policy pack's own strict reader."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, cast

from ops.policy_pack import Statement, loads, parse_document
from ops.review.grants.carriers import Carrier
from ops.review.grants.grant import Conjunct, Grant

# Each is compared with each: this many, all of them changed, take two seconds.
MOST_GRANTS: Final = 500


@dataclass(frozen=True)
class Unread:
    """A document, or a part of one, that can't be read as a policy.

    Attributes:
        why: What is wrong with it, each problem a sentence.
    """

    why: tuple[str, ...]


def grants_of(text: str, carrier: Carrier) -> frozenset[Grant] | Unread:
    """Every grant of a document.

    Args:
        text: The document.
        carrier: What carries it: a role's documents leave out an element that the pack's reader asks for, because it
            can only be one.

    Returns:
        The grants; or why the document, or any statement of it, can't be read: a grant that is overlooked is worse
        than a document that is not compared.
    """
    try:
        document = parse_document(_completed(text, carrier.implied))
    except ValueError as error:
        return Unread((str(error),))
    if document.findings:
        return Unread(tuple(f"{each.statement or 'document'}: {each.message}" for each in document.findings))
    size = sum(_size(statement) for statement in document.statements)
    if size > MOST_GRANTS:
        return Unread((f"{size} combinations of principal, action and resource are too many to compare",))
    return frozenset(grant for statement in document.statements for grant in _flattened(statement))


def _size(statement: Statement) -> int:
    return len(statement.principals) * len(statement.actions) * len(statement.resources)


def _completed(text: str, implied: str) -> str:
    if not implied:
        return text
    document = loads(text)
    if not isinstance(document, dict):
        return text
    elements = cast("dict[str, object]", document)
    raw = elements.get("Statement")
    statements = cast("list[object]", raw) if isinstance(raw, list) else [raw]
    return json.dumps(
        {
            **elements,
            "Statement": [
                {implied: "*", **cast("dict[str, object]", one)} if isinstance(one, dict) else one for one in statements
            ],
        }
    )


def _flattened(statement: Statement) -> Iterator[Grant]:
    inverted = frozenset(statement.inverted)
    principals = [(principal.kind, principal.name) for principal in statement.principals]
    actions = list(statement.actions)
    resources = list(statement.resources)
    # Together they mean all but any of them, which is not the same as all but each.
    if "NotPrincipal" in inverted:
        principals = [("NotPrincipal", _joined(f"{kind} {name}" for kind, name in principals))]
    if "NotAction" in inverted:
        by_name = {action.lower(): action for action in actions}
        actions = [", ".join(by_name[name] for name in sorted(by_name))]
    if "NotResource" in inverted:
        resources = [_joined(resources)]
    conditions = frozenset(
        Conjunct(condition.operator, condition.key, frozenset(condition.values)) for condition in statement.conditions
    )
    for principal in principals:
        for action in actions:
            for resource in resources:
                yield Grant(
                    allows=statement.effect == "Allow",
                    principal=principal,
                    action=action.lower(),
                    resource=resource,
                    conditions=conditions,
                    inverted=inverted,
                    action_as_written=action,
                )


def _joined(values: Iterable[str]) -> str:
    return ", ".join(sorted(set(values)))
