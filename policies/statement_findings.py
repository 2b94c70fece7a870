"""What is wrong with an Allow whatever the bucket holds, and the findings that each decision makes of a statement."""

from collections.abc import Collection, Iterator

from findings import Finding, Kind, shown, shown_alternatives
from policy_model import Statement
from s3_operations import is_no_operation


def finding(allow: Statement, element: str, message: str, fix: str, *, kind: Kind = "excess", key: str = "") -> Finding:
    """A finding about one element of a statement.

    Args:
        allow: The statement.
        element: The policy element that is wrong.
        message: The problem, with the value.
        fix: What to write instead.
        kind: See `Finding`.
        key: See `Finding`.
    """
    return Finding(kind=kind, statement=allow.label, element=element, message=message, fix=fix, key=key)


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


def foreign_actions(allow: Statement, known: Collection[str], who: str) -> Iterator[Finding]:
    """Each action that is none of those that are needed.

    Args:
        allow: The statement.
        known: The needed actions, as the documentation spells them.
        who: Who needs them.
    """
    needed = {action.lower() for action in known}
    for action in dict.fromkeys(allow.actions):
        if action.lower() in needed:
            continue
        if is_no_operation(action):
            kind, problem = "malformed", f"{shown(action)} is no action of S3, and S3 refuses the document"
        else:
            kind, problem = "excess", f"{shown(action)} is more than {who} needs"
        fix = f"Write {shown_alternatives(known)}; other needs belong in identity policies"
        yield finding(allow, "Action", problem, fix, kind=kind)
