"""What a service's request to publish tells, and whether the conditions of a statement hold for it.

Sources: IAM User Guide, "AWS global condition context keys": a service that asks in its own name tells itself, and for
whose resource; EventBridge User Guide, "Permissions for Amazon SNS topics", and Amazon SNS Developer Guide, "Key
management": not for whose, where a rule of EventBridge publishes.
"""

import re
from collections.abc import Mapping
from typing import Final

from known import TO_COME
from operators import holds, taken_apart
from policy_grammar import OPERATORS
from policy_model import Condition, Statement

CLOUDWATCH: Final = "cloudwatch.amazonaws.com"
EVENTS: Final = "events.amazonaws.com"
S3: Final = "s3.amazonaws.com"

Told = str | re.Pattern[str]
"""The value of a key or, where that is not known before, a pattern of what a condition on it can name."""
ANY: Final = re.compile(".+")
_NOTHING: Final = re.compile("(?!)")
_COMMON: Final[Mapping[str, Told]] = {
    "aws:principalisawsservice": "true",
    "aws:securetransport": "true",
    "aws:viaawsservice": "false",
    "aws:requestedregion": ANY,
    "aws:resourceaccount": ANY,
    "aws:resourceorgid": ANY,
    # It has the service's names in the Regions, too, which no document lists.
    "aws:principalservicenameslist": _NOTHING,
}
_EXACT: Final = ("StringEquals", "StringEqualsIgnoreCase")
_WILDCARD: Final = re.compile(r"[*?]")


def told_by(service: str) -> dict[str, Told]:
    """The keys of the request of a service that asks in its own name, in lower case."""
    told = {**_COMMON, "aws:principalservicename": service}
    if service == EVENTS:
        return told
    # Where an ARN names a service, it is the one that asks.
    own = service.partition(".")[0]
    arn = re.compile(rf"(?!arn:[^:*?$]*:(?!{own}:)[^:*?$]*:).+")
    return (
        told
        | dict.fromkeys(("aws:sourceaccount", "aws:sourceorgid", "aws:sourceorgpaths"), ANY)
        | {"aws:sourcearn": arn}
    )


def conditions_hold(allow: Statement, told: Mapping[str, Told]) -> bool:
    """Tell whether all conditions of a statement hold, or can.

    Args:
        allow: The statement; `TO_COME` stands for a value that isn't known.
        told: What the request tells, by key.
    """
    return all(_holds(condition, told.get(condition.key)) for condition in allow.conditions)


def _holds(condition: Condition, told: Told | None) -> bool:
    if condition.operator not in OPERATORS:
        return False
    operator = taken_apart(condition.operator)
    if not isinstance(told, re.Pattern) or operator.comparison == "Null":
        actual = "" if isinstance(told, re.Pattern) else told
        return TO_COME not in condition.values and holds(condition, actual, {})
    if not operator.comparison.startswith(("String", "Arn")):
        return False
    if operator.negated:
        return "*" not in condition.values
    # Written without wildcards in mind, these compare with a star itself.
    exact = operator.comparison in _EXACT
    return any(told.fullmatch(value) and not (exact and _WILDCARD.search(value)) for value in condition.values)
