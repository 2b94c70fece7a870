"""Where a service might write: ARNs of log files that a statement has room for."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import product
from typing import Final

from automaton import Budget, glob, texts
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
        denies: The Denies of the delivery, whatever it is about: asked for last, for what each of them leaves.
        context: The condition keys of the delivery, with who delivers and for which source.
        contract: What delivery to the bucket needs.
        budget: What the search is taken from: a step for each resource, or place in a pattern, that is looked at.

    Yields:
        The likeliest first: log files in full, then texts that patterns have in common.

    Raises:
        TooManyStepsError: The budget is spent.
    """
    _, _, _, region, account, _ = context[SOURCE_ARN].split(":", ARN_COMPONENTS - 1)
    for prefix, folder in contract.folders[context[_PRINCIPAL]].get(account, ()):
        log_file = prefix + _log_file(folder.log_file, account, region)
        if names_resource(allow, log_file, context):
            yield log_file
        else:
            budget.spend(len(allow.resources))
    yield from _rarer(allow, denies, context, contract, budget)


def _rarer(
    allow: Statement, denies: Iterable[Statement], context: Mapping[str, str], contract: Contract, budget: Budget
) -> Iterator[str]:
    account = context[SOURCE_ACCOUNT]
    folders = contract.folders[context[_PRINCIPAL]].get(account, ())
    for prefix, folder in folders:
        for region in _REGIONS:
            budget.spend(len(allow.resources))
            log_file = prefix + _log_file(folder.log_file, account, region)
            if names_resource(allow, log_file, context):
                yield log_file
    layouts = [prefix + folder.layout for prefix, folder in folders]
    others = tuple([prefix + other for prefix, folder in folders for other in folder.others])
    # Names of log files are never known beforehand.
    wild = list(filter(has_wildcard, allow.resources))
    for resource, layout in product(wild, layouts):
        common = common_text(resource, layout, budget)
        if common is not None and not common.startswith(others):
            yield common
    left = [_without_variables(deny.resources) for deny in denies if "NotResource" in deny.inverted]
    if left:
        for patterns in product(wild, layouts, *left):
            # The one way for all of them to match: the search for more would have to go through the rest.
            common = next(texts([glob(pattern) for pattern in patterns], budget, required=len(patterns)), None)
            if common is not None and not common.startswith(others):
                yield common


@lru_cache(maxsize=_REMEMBERED)
def _log_file(form: str, account: str, region: str) -> str:
    return form.format(account=account, region=region)


def _without_variables(patterns: Iterable[str]) -> list[str]:
    return [pattern for pattern in patterns if "${" not in pattern]
