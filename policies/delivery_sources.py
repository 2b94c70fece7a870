"""For whose logs a service might ask: ARNs for aws:SourceArn, made of those that a document names.

Sources: as of `contract`, for the form of the ARNs; AWS Account Management Reference Guide, "AWS Regions", for names.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from automaton import Budget, Pattern, arn_glob, glob, literal, texts
from contract import CLOUDTRAIL, TRAIL, Service, Sources
from globs import matches_arn
from operators import taken_apart
from policy_model import Condition, Statement
from source import PIN_OPERATORS, SOURCE_ARN, pins_strictly, source_arns

# Ids and names of AWS resources have neither wildcards nor the $ of variables: a SourceArn with one never comes.
_REAL_SOURCE: Final = re.compile(r"arn:[a-z-]+:logs:[a-z0-9-]+:[0-9]{12}:[^*?$]+")
_ANY_REGION: Final = "??*-?*-?"
_ANY_NAME: Final = "???*"
_PATTERNS: Final[dict[str, Callable[[str], Pattern]]] = {
    "StringEquals": literal,
    "StringEqualsIgnoreCase": literal,
    "StringLike": glob,
    "ArnEquals": arn_glob,
    "ArnLike": arn_glob,
}


def likely_sources(conditions: Iterable[Condition], service: Service, sources: Sources) -> Iterator[str]:
    """ARNs that a statement has in mind: those that its Condition names, wildcards filled.

    Args:
        conditions: The conjuncts of the statement.
        service: Who delivers.
        sources: Whose logs the bucket takes.
    """
    if sources.trails and service is CLOUDTRAIL:
        yield from sources.trails
        return
    named = [
        value
        for condition in conditions
        if condition.key == SOURCE_ARN and condition.operator in PIN_OPERATORS[SOURCE_ARN]
        for value in condition.values
    ]
    for pattern in named or source_arns(service, sources.accounts, sources):
        source = _filled(pattern)
        if _is_real(source, service):
            yield source


def likely_are_all(
    allows: Iterable[Statement], denies: Iterable[Statement], service: Service, sources: Sources
) -> bool:
    """Whether the likely sources of Allows are as good as all: no conjunct tells apart what their pins let in."""
    if sources.trails and service is CLOUDTRAIL:
        return True
    if any(condition.key == SOURCE_ARN for deny in denies for condition in deny.conditions):
        return False
    for allow in allows:
        number = sum(condition.key == SOURCE_ARN for condition in allow.conditions)
        if number > 1 or (number and not pins_strictly(SOURCE_ARN, allow.conditions, (service,), sources)):
            return False
    return True


def other_sources(statements: Iterable[Statement], service: Service, sources: Sources, budget: Budget) -> Iterator[str]:
    """ARNs that the service might deliver for, one at least for each way in which conditions tell them apart.

    Args:
        statements: The Allows and the Denies whose conditions count.
        service: Who delivers.
        sources: Whose logs the bucket takes.
        budget: What the search is taken from.

    Raises:
        TooManyStepsError: The budget is spent.
    """
    if sources.trails and service is CLOUDTRAIL:
        yield from sources.trails
        return
    named = dict.fromkeys(
        _as_aws_writes_it(taken_apart(condition.operator).comparison, value)
        for statement in statements
        for condition in statement.conditions
        if condition.key == SOURCE_ARN
        for value in condition.values
    )
    forms = source_arns(service, sources.accounts, sources)
    for source in dict.fromkeys(_filled(value) for _, value in named):
        if _is_real(source, service) and any(matches_arn(form, source) for form in forms):
            yield source
    patterns = [_PATTERNS[by](value) for by, value in named if by in _PATTERNS]
    for account in sources.accounts:
        head = f"arn:{sources.partition}:{service.source}:{_ANY_REGION}:{account}:"
        form = arn_glob(f"{head}{service.source_resource}{_ANY_NAME}")
        for source in texts([form, *patterns], budget, required=1):
            if _is_real(source, service):
                yield source


def _as_aws_writes_it(comparison: str, value: str) -> tuple[str, str]:
    """A comparison and its value, in lower case where case makes no difference."""
    return comparison, value.lower() if comparison == "StringEqualsIgnoreCase" else value


def _is_real(source: str, service: Service) -> bool:
    form = TRAIL if service is CLOUDTRAIL else _REAL_SOURCE
    return form.fullmatch(source) is not None


def _filled(pattern: str) -> str:
    """A pattern for an ARN with something in place of its wildcards, if it has any."""
    components = pattern.split(":")
    components[3:4] = ["us-east-1" if component == "*" else component for component in components[3:4]]
    # A trail's name has three characters at least.
    return ":".join(components).replace("*", "xxx").replace("?", "x")
