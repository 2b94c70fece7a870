"""Whose requests a statement's conditions let in: the pins on aws:SourceArn and aws:SourceAccount.

Without them any customer's trail or flow log could write to the bucket (the confused deputy; IAM User Guide,
"AWS global condition context keys"). The comparison follows "IAM JSON policy elements: Condition operators":
the Arn operators check the six components of an ARN one by one, so a wildcard in the region stays in the region;
the * of StringLike also matches ":"; StringEquals takes * literally.
"""

import json
from collections.abc import Callable, Container, Iterable, Sequence
from functools import lru_cache
from typing import Final

from contract import CLOUDTRAIL, Service, Sources
from findings import shown_alternatives
from globs import ARN_COMPONENTS
from policy_model import Condition

SOURCE_ARN: Final = "aws:sourcearn"
SOURCE_ACCOUNT: Final = "aws:sourceaccount"

KEY_NAMES: Final = {SOURCE_ARN: "aws:SourceArn", SOURCE_ACCOUNT: "aws:SourceAccount"}

STRING_OPERATORS: Final = ("StringEquals", "StringLike")
# No other operator pins a value: a negated one, ...IfExists and ForAllValues hold when the key is absent,
# and Null only asks whether it is there.
PIN_OPERATORS: Final = {
    SOURCE_ARN: (*STRING_OPERATORS, "ArnEquals", "ArnLike"),
    SOURCE_ACCOUNT: STRING_OPERATORS,
}
# The same few conditions come in every document of the same accounts, whichever bucket it is of.
_REMEMBERED: Final = 1024


def holds(
    conditions: Iterable[Condition],
    key: str,
    operators: Container[str],
    inside: Callable[[str, str], bool],
) -> bool:
    """Whether one conjunct on the key keeps it inside a set.

    Args:
        conditions: All conjuncts of the statement. Each has to hold for a request, so one is enough; the values
            of one are alternatives, so all of them have to lie inside.
        key: The condition key, in lower case.
        operators: The operators that count.
        inside: Whether a value, compared with an operator, only matches what lies inside the set.
    """
    for condition in conditions:
        if condition.key != key or condition.operator not in operators:
            continue
        for value in condition.values:
            if not inside(condition.operator, value):
                break
        else:
            return True
    return False


@lru_cache(maxsize=_REMEMBERED)
def unpinned(conditions: tuple[Condition, ...], services: tuple[Service, ...], sources: Sources) -> tuple[str, ...]:
    """The condition keys that have to pin the source of the services' requests, and don't `pins_strictly`."""
    required = dict.fromkeys([key for service in services for key in service.pins])
    return tuple([key for key in required if not pins_strictly(key, conditions, services, sources)])


def pins_strictly(key: str, conditions: Iterable[Condition], services: Iterable[Service], sources: Sources) -> bool:
    """Whether the conditions pin one source key in the form that the services' documentation gives."""

    def is_account(_: str, value: str) -> bool:
        return value in sources.accounts

    def is_arn(operator: str, value: str) -> bool:
        return True in [_names_source(operator, value, service, sources) for service in services]

    return holds(conditions, key, PIN_OPERATORS[key], is_account if key == SOURCE_ACCOUNT else is_arn)


def pins_source_bucket(conditions: Iterable[Condition], sources: Sources) -> bool:
    """Whether the conditions pin the source to buckets of the partition. Their ARNs have neither Region nor account."""

    def inside(operator: str, value: str) -> bool:
        # All six are there, and certain up to the last one: the bucket's name, for which any pattern will do.
        return _certain_components(operator, value)[:-1] == ["arn", sources.partition, "s3", "", ""]

    return holds(conditions, SOURCE_ARN, PIN_OPERATORS[SOURCE_ARN], inside)


@lru_cache(maxsize=_REMEMBERED)
def pins_account(conditions: tuple[Condition, ...], sources: Sources) -> bool:
    """Whether the conditions pin at least the account that a request comes from, by whichever key."""

    def inside(operator: str, value: str) -> bool:
        components = _certain_components(operator, value)
        return components[:2] == ["arn", sources.partition] and any(
            account in sources.accounts for account in components[4:5]
        )

    return pins_strictly(SOURCE_ACCOUNT, conditions, (), sources) or holds(
        conditions, SOURCE_ARN, PIN_OPERATORS[SOURCE_ARN], inside
    )


def _certain_components(operator: str, value: str) -> list[str]:
    """The components of a SourceArn value that are certain: up to six, the last may hold ":"."""
    before_wildcards = value.partition("*")[0].partition("?")[0]
    certain = before_wildcards if operator == "StringLike" else value
    return certain.split(":", ARN_COMPONENTS - 1)


def _names_source(operator: str, value: str, service: Service, sources: Sources) -> bool:
    if sources.trails and service.source == CLOUDTRAIL.source:
        # Their ARNs have no wildcards, so a pattern that equals one matches only that one.
        return value in sources.trails
    components = _certain_components(operator, value)
    if len(components) != ARN_COMPONENTS:
        return False
    arn, partition, source, _, account, resource = components
    return (
        source == service.source
        and account in sources.accounts
        and arn == "arn"
        and partition == sources.partition
        and resource.startswith(service.source_resource)
    )


@lru_cache(maxsize=_REMEMBERED)
def strict_form(key: str, services: tuple[Service, ...], sources: Sources) -> str:
    """A Condition, ready to paste, that pins one source key as `pins_strictly` asks."""
    accounts = sources.accounts or ("ACCOUNT_ID",)
    if key == SOURCE_ACCOUNT:
        return json.dumps({"StringEquals": {KEY_NAMES[key]: _one_or_list(accounts)}})
    arns = [arn for service in services for arn in source_arns(service, accounts, sources)]
    return json.dumps({"ArnLike": {KEY_NAMES[key]: _one_or_list(arns)}})


def source_arns(service: Service, accounts: Iterable[str], sources: Sources) -> Iterable[str]:
    """What the SourceArn of a service's requests may be: patterns for ArnLike, or the ARNs that the contract names."""
    if sources.trails and service.source == CLOUDTRAIL.source:
        return sources.trails
    return [f"arn:{sources.partition}:{service.source}:*:{account}:{service.source_resource}*" for account in accounts]


@lru_cache(maxsize=_REMEMBERED)
def why_not_enough(conditions: tuple[Condition, ...], key: str) -> str:
    """Why the conjuncts on a key, if there are any, don't pin it: the tail of a sentence, or nothing."""
    reasons = [
        f"{condition.operator} {shown_alternatives(condition.values)} {_weakness(condition)}"
        for condition in conditions
        if condition.key == key
    ]
    return f" ({'; '.join(reasons)})" if reasons else ""


def _weakness(condition: Condition) -> str:
    operator = condition.operator
    if operator.endswith("IfExists") or operator.startswith("ForAllValues:") or "Not" in operator:
        return "also holds when the key is absent"
    if operator == "StringLike" and any("*" in value for value in condition.values):
        return "admits too much: its * stands for any text, colons too"
    if operator in PIN_OPERATORS[SOURCE_ARN]:
        return "admits a value outside"
    return "does not pin a value"


def _one_or_list(values: Sequence[str]) -> str | list[str]:
    return values[0] if len(values) == 1 else list(values)
