"""One way by which a service delivers, an action of it: the search for a source and a resource that are let in.

Sources: as of `contract` and `delivery_context`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from automaton import Budget
from contract import Contract, Service, Sources
from delivery_choices import Conjuncts, can_choose, open_conjuncts
from delivery_context import delivery_context, names_certainly
from delivery_keys import log_files
from delivery_sources import likely_are_all, likely_sources, other_sources
from evaluation import names_action, names_principal
from policy_model import Condition, Statement
from source import SOURCE_ARN

GET_ACL: Final = "s3:GetBucketAcl"
PUT_OBJECT: Final = "s3:PutObject"
# How much of a Deny, in characters, is compared with a request in one step.
_TEXT_A_STEP: Final = 10
# The same few conditions come in every document of the same accounts, whichever bucket it is of.
_REMEMBERED: Final = 1024


class Route(NamedTuple):
    """One action of one service, with the statements that have a say in it."""

    service: Service
    action: str
    allows: Sequence[Statement]
    denies: list[Statement]
    contract: Contract
    budget: Budget


def first_source(route: Route) -> str | None:
    """A source for which the action is allowed, the likeliest first."""
    for allow, context in meeting(route):
        if _is_allowed(route, allow, context):
            return context[SOURCE_ARN]
    return None


def delivers(route: Route, source: str) -> bool:
    """Whether the action is allowed for one source."""
    for allow in route.allows:
        context = _context(allow.conditions, route, source)
        if context is not None and _is_allowed(route, allow, context):
            return True
    return False


def _is_allowed(route: Route, allow: Statement, context: Mapping[str, str]) -> bool:
    for resource in resources(route, allow, context):
        refusing = denying(route, allow, resource, context)
        if refusing is None:
            return True
        if _is_of_every_object(refusing, route.contract):
            return False
        route.budget.spend(_cost(route.denies))
    return False


def meeting(route: Route) -> Iterator[tuple[Statement, Mapping[str, str]]]:
    """The Allows, with the condition keys of deliveries that meet them."""
    service, action, allows, _, contract, _ = route
    for allow in allows:
        for context in _likely_contexts(allow.conditions, service, action, contract.sources, contract.organization):
            yield allow, context
    yield from _other_contexts(route)


def _other_contexts(route: Route) -> Iterator[tuple[Statement, Mapping[str, str]]]:
    """As `meeting`, where the likely sources are not all that there are."""
    service, _, allows, denies, contract, budget = route
    if likely_are_all(allows, denies, service, contract.sources):
        return
    for source in other_sources([*allows, *denies], service, contract.sources, budget):
        for allow in allows:
            context = _context(allow.conditions, route, source)
            if context is not None:
                yield allow, context


@lru_cache(maxsize=_REMEMBERED)
def _likely_contexts(
    conditions: tuple[Condition, ...], service: Service, action: str, sources: Sources, organization: str | None
) -> tuple[Mapping[str, str], ...]:
    contexts = [
        delivery_context(service, source, organization, upload=action == PUT_OBJECT)
        for source in likely_sources(conditions, service, sources)
    ]
    return tuple([each for each in contexts if _meets(conditions, each)])


def _context(conditions: Iterable[Condition], route: Route, source: str) -> Mapping[str, str] | None:
    """The condition keys of a delivery for a source, if it meets the conjuncts."""
    upload = route.action == PUT_OBJECT
    context = delivery_context(route.service, source, route.contract.organization, upload=upload)
    return context if _meets(conditions, context) else None


def _meets(conditions: Iterable[Condition], context: Mapping[str, str]) -> bool:
    wanted = open_conjuncts(conditions, context)
    return wanted is not None and can_choose(wanted, ())


def resources(route: Route, allow: Statement, context: Mapping[str, str]) -> Iterable[str]:
    """What a request of the service may be about that an Allow lets in."""
    if route.action == GET_ACL:
        return (route.contract.bucket_arn,)
    in_force = (deny for deny in route.denies if _is_in_force(deny, route, context))
    return log_files(allow, in_force, context, route.contract, route.budget)


def denying(route: Route, allow: Statement, resource: str, context: Mapping[str, str]) -> Statement | None:
    """A Deny that is certain to apply to a request, or with which no request is left that the Allow lets in."""
    some: list[tuple[Statement, Conjuncts]] = []
    principal, action = ("Service", route.service.principal), route.action
    for deny in route.denies:
        if names_principal(deny, principal) and names_action(deny, action) and names_certainly(deny, resource, context):
            conjuncts = open_conjuncts(deny.conditions, context)
            if conjuncts == ():
                return deny
            if conjuncts is not None:
                some.append((deny, conjuncts))
    return _leaving_nothing(allow, some, context) if some else None


def _leaving_nothing(
    allow: Statement, denies: Sequence[tuple[Statement, Conjuncts]], context: Mapping[str, str]
) -> Statement | None:
    """The Deny with which, after those before it, a delivery can carry nothing that the Allow lets in."""
    wanted = open_conjuncts(allow.conditions, context) or ()
    refused = tuple([conjuncts for _, conjuncts in denies])
    if can_choose(wanted, refused):
        return None
    return next(deny for number, (deny, _) in enumerate(denies, 1) if not can_choose(wanted, refused[:number]))


def _is_in_force(deny: Statement, route: Route, context: Mapping[str, str]) -> bool:
    return (
        names_principal(deny, ("Service", route.service.principal))
        and names_action(deny, route.action)
        and open_conjuncts(deny.conditions, context) == ()
    )


def _is_of_every_object(deny: Statement, contract: Contract) -> bool:
    """Whether a Deny that refuses one key refuses every key. A NotResource of all objects refuses none."""
    objects = f"{contract.bucket_arn}/"
    return any(pattern.endswith("*") and objects.startswith(pattern[:-1]) for pattern in deny.resources)


def _cost(denies: Iterable[Statement]) -> int:
    """The steps that it takes to hold a request against all Denies."""
    texts = [
        text
        for deny in denies
        for texts in (deny.actions, deny.resources, *[condition.values for condition in deny.conditions])
        for text in texts
    ]
    return 1 + sum(map(len, texts)) // _TEXT_A_STEP
