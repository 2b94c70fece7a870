"""What is wrong with an Allow whatever the bucket holds, and the findings that each decision makes of a statement."""

from collections.abc import Iterator

from findings import Finding, Kind, shown
from policy_model import Statement


def finding(allow: Statement, element: str, message: str, fix: str, kind: Kind = "excess") -> Finding:
    """A finding about one element of a statement.

    Args:
        allow: The statement.
        element: The policy element that is wrong.
        message: The problem, with the value.
        fix: What to write instead.
        kind: See `Finding`.
    """
    return Finding(kind=kind, statement=allow.label, element=element, message=message, fix=fix)


def inverted(allow: Statement) -> Iterator[Finding]:
    """Each NotPrincipal, NotAction and NotResource."""
    for element in allow.inverted:
        yield finding(
            allow,
            element,
            "in an Allow it grants everything that it does not name",
            f"Name what is granted, with {element.removeprefix('Not')}",
        )


def variables(allow: Statement) -> Iterator[Finding]:
    """Each value with a policy variable."""
    for element, values in (
        ("Resource", allow.resources),
        *(("Condition", condition.values) for condition in allow.conditions),
    ):
        for value in values:
            if "${" in value:
                yield finding(
                    allow,
                    element,
                    f"{shown(value)} has a policy variable, and so a value that the caller may choose",
                    "Write the value itself",
                )
