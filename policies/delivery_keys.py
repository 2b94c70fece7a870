"""Where a service might write: ARNs of log files that a statement has room for."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from automaton import Budget
from common_text import common_text
from contract import Contract
from evaluation import names_resource
from globs import ARN_COMPONENTS, has_wildcard
from policy_model import Statement
from source import SOURCE_ACCOUNT, SOURCE_ARN

# A trail of all Regions writes to a folder of each, wherever it was made: these two stand for them.
_REGIONS: Final = ("us-east-1", "eu-west-1")
_PRINCIPAL: Final = "aws:principalservicename"
_REMEMBERED: Final = 1024


def log_files(
    allow: Statement,
    denies: Iterable[Statement],
    context: Mapping[str, str],
    contract: Contract,
    budget: Budget,
) -> Iterator[str]:
    """ARNs of log files that the service might write, where a Resource of an Allow has room for one.

    Args:
        allow: The Allow.
        denies: The Denies, for what they leave.
        context: The condition keys of the delivery, with who delivers and for which source.
        contract: What delivery to the bucket needs.
        budget: What the search is taken from: a step for each resource, or place in a pattern, that is looked at.

    Yields:
        The likeliest first: log files in full, then texts that patterns have in common.

    Raises:
        TooManyStepsError: The budget is spent.
    """
    _, _, _, region, account, _ = context[SOURCE_ARN].split(":", ARN_COMPONENTS - 1)
    for prefix, folder in contract.folders[context[_PRINCIPAL]]:
        log_file = prefix + _log_file(folder.log_files[0], account, region)
        if names_resource(allow, log_file, context):
            yield log_file
        else:
            budget.spend(len(allow.resources))
    yield from _rarer(allow, denies, context, contract, budget)


def _rarer(
    allow: Statement, denies: Iterable[Statement], context: Mapping[str, str], contract: Contract, budget: Budget
) -> Iterator[str]:
    account = context[SOURCE_ACCOUNT]
    for prefix, folder in contract.folders[context[_PRINCIPAL]]:
        for form in folder.log_files:
            for region in _REGIONS:
                budget.spend(len(allow.resources))
                log_file = prefix + _log_file(form, account, region)
                if names_resource(allow, log_file, context):
                    yield log_file
    # Names of log files are never known beforehand.
    layouts = contract.log_files[context[_PRINCIPAL]]
    for resource in filter(has_wildcard, allow.resources):
        for layout in layouts:
            common = common_text(resource, layout, budget)
            if common is not None:
                yield common
    for left in _left_by(denies):
        for layout in layouts:
            common = common_text(left, layout, budget)
            if common is not None and names_resource(allow, common, context):
                yield common


@lru_cache(maxsize=_REMEMBERED)
def _log_file(form: str, account: str, region: str) -> str:
    return form.format(account=account, region=region)


def _left_by(denies: Iterable[Statement]) -> Iterator[str]:
    for deny in denies:
        if "NotResource" in deny.inverted:
            yield from (pattern for pattern in deny.resources if "${" not in pattern)
