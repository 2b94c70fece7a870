"""What a service's request to publish tells, and whether the conditions of a statement hold for it.

Sources: IAM User Guide, "AWS global condition context keys": a service that asks in its own name tells itself, and for
whose resource; EventBridge User Guide, "Troubleshooting Amazon EventBridge" and "Permissions for Amazon SNS
topics": conditions are not supported for rules.
"""

from collections.abc import Iterable
from typing import Final

from operators import holds, taken_apart
from policy_grammar import OPERATORS
from policy_model import Condition, Statement

CLOUDWATCH: Final = "cloudwatch.amazonaws.com"
EVENTS: Final = "events.amazonaws.com"
S3: Final = "s3.amazonaws.com"
_SOURCE: Final = frozenset({"aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths"})
_CALLER: Final = {"aws:principalisawsservice": "true", "aws:securetransport": "true"}
# Each names the service.
_SERVICE: Final = ("aws:principalservicename", "aws:principalservicenameslist")


def conditions_hold(allow: Statement, service: str, *, also: Iterable[str] = ()) -> bool:
    """Tell whether all conditions of a statement hold for a service that asks in its own name.

    Args:
        allow: The statement.
        service: The service's principal.
        also: Keys, in lower case, that the service tells beside those that every service does. A condition on one of
            these, or on the source, counts as holding: which resource it will be is not looked at.
    """
    if service == EVENTS:
        return not allow.conditions
    told = {**_CALLER, **dict.fromkeys(_SERVICE, service)}
    return all(_holds(condition, told, _SOURCE.union(also)) for condition in allow.conditions)


def _holds(condition: Condition, told: dict[str, str], sources: frozenset[str]) -> bool:
    if condition.operator not in OPERATORS:
        return False
    if condition.key not in sources:
        return holds(condition, told.get(condition.key), told)
    # Null asks whether the key is told, whatever its value.
    return taken_apart(condition.operator).comparison != "Null" or holds(condition, "", told)
