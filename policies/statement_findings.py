"""What is wrong with an Allow whatever the bucket holds, and the findings that each decision makes of a statement."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from findings import Finding, Kind, shown, shown_alternatives
from policy_model import Condition, Statement
from s3_operations import is_no_operation

_REMEMBERED: Final = 1024
# What stands for itself (`variables.ESCAPES`): ${*}, ${?} and ${$}.
_CHARACTER: Final = re.compile(r"\$\{\s*[*?$]\s*\}")


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


def inverted(allow: Statement) -> list[Finding]:
    """Each NotPrincipal, NotAction and NotResource."""
    return [
        finding(
            allow,
            element,
            "in an Allow it grants everything that it does not name",
            f"Name what is granted, with {element.removeprefix('Not')}",
        )
        for element in allow.inverted
    ]


def variables(allow: Statement) -> list[Finding]:
    """Each value with a policy variable."""
    findings: list[Finding] = []
    for value in allow.resources:
        if "${" in value:
            findings += [_variable(allow, "Resource", value)]
    for value in _with_variables(allow.conditions):
        findings += [_variable(allow, "Condition", value)]
    return findings


def _variable(allow: Statement, element: str, value: str) -> Finding:
    if "${" not in _CHARACTER.sub("", value):
        problem = "writes a character as a policy variable, which is not read here"
    else:
        problem = "has a policy variable, and so a value that the caller may choose"
    return finding(allow, element, f"{shown(value)} {problem}", "Write the value itself")


@lru_cache(maxsize=_REMEMBERED)  # the same few conditions come in every document
def _with_variables(conditions: tuple[Condition, ...]) -> tuple[str, ...]:
    return tuple([value for condition in conditions for value in condition.values if "${" in value])


def foreign_actions(allow: Statement, needed: Mapping[str, str], who: str) -> list[Finding]:
    """Each action that is none of those that are needed.

    Args:
        allow: The statement.
        needed: The needed actions: in lower case, to how the documentation spells them.
        who: Who needs them.
    """
    return [
        _foreign(allow, action, needed, who) for action in dict.fromkeys(allow.actions) if action.lower() not in needed
    ]


def _foreign(allow: Statement, action: str, needed: Mapping[str, str], who: str) -> Finding:
    # S3 refuses an action that it does not have. What is not known here may be newer, and then grants something.
    reason = "no action of S3 that this version knows" if is_no_operation(action) else f"more than {who} needs"
    return finding(allow, "Action", f"{shown(action)} is {reason}", _write_one_of(tuple(needed.values())))


@lru_cache(maxsize=_REMEMBERED)
def _write_one_of(actions: tuple[str, ...]) -> str:
    return f"Write {shown_alternatives(actions)}; other needs belong in identity policies"
