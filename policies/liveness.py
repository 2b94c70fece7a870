"""Whether logs would arrive: what is denied, by mistake, to the services that a document means to let in.

For every service that an Allow names, one ACL check and one PutObject for the same source have to be allowed by the
whole document. That is existential: it shows that some delivery works, not that all do. What a delivery may or may not
carry (a key for encryption, say) counts in the document's favour.

The search takes so many steps and no more. Where they don't do, as in a document made to need them, it is found that
delivery was not shown: as elsewhere, what can't be decided is refused, and the finding says that it is that.

Sources: as of `contract` and `delivery_context`. CloudTrail and flow logs check the bucket's ACL before they write.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple

from automaton import Budget, TooManyStepsError
from contract import SERVICES, Contract, Service, Sources
from delivery_context import ACL_KEY, certainty, delivery_context, names_certainly
from delivery_keys import log_files
from delivery_sources import likely_are_all, likely_sources, other_sources
from evaluation import names_action, names_principal
from findings import Finding, shown_alternatives
from policy_model import Condition, Document, Statement
from request import Request
from source import SOURCE_ARN

_GET_ACL: Final = "s3:GetBucketAcl"
_PUT_OBJECT: Final = "s3:PutObject"
# How much of a Deny, in characters, is compared with a request in one step.
_TEXT_A_STEP: Final = 10

# The same few conditions come in every document of the same accounts, whichever bucket it is of.
_REMEMBERED: Final = 1024


class _Route(NamedTuple):
    """One action of one service, with the statements that have a say in it."""

    service: Service
    action: str
    allows: list[Statement]
    denies: list[Statement]
    contract: Contract
    budget: Budget


def undelivered(document: Document, contract: Contract) -> Iterator[Finding]:
    """What would not arrive.

    Args:
        document: A document that grants nothing outside the contract.
        contract: What delivery to this bucket needs, with its partition and its accounts.

    Yields:
        An "inert" finding for each service and action of which no request would be allowed, or none was found.
    """
    allows: dict[tuple[str, str], list[Statement]] = {}
    for statement in document.statements:
        if statement.effect == "Allow":
            for _, service in statement.principals:
                for action in statement.actions:
                    allows.setdefault((service, action.lower()), []).append(statement)
    denies = [statement for statement in document.statements if statement.effect == "Deny"]
    services = dict.fromkeys(service for service, _ in allows)
    if not services:
        yield _inert("", "Statement", "no statement lets a log-delivery service in", "Allow one to deliver")
    budget = Budget()
    for service in services:
        routes = [
            _Route(SERVICES[service], action, allows.get((service, action.lower()), []), denies, contract, budget)
            for action in (_GET_ACL, _PUT_OBJECT)
        ]
        try:
            yield from _blocked(routes)
        except TooManyStepsError:
            yield _inert(
                "",
                "Statement",
                f"whether logs of {service} arrive was not found in so many steps",
                "Name fewer sources, resources and Denies, or simpler ones",
            )


def _blocked(routes: list[_Route]) -> Iterator[Finding]:
    """What is wrong with the routes of one service, both of which it takes to deliver."""
    delivering: list[str] = []
    for route in routes:
        source = _first_source(route) if route.allows else None
        if source is None:
            yield _why_not(route)
        else:
            delivering.append(source)
    if len(delivering) == len(routes) and len(set(delivering)) > 1:
        yield from _apart(routes, delivering)


def _apart(routes: list[_Route], delivering: list[str]) -> Iterator[Finding]:
    """What is wrong where each action is allowed for one source at least, but not for the same."""
    service, _, allows, denies, contract, budget = routes[0]
    statements = [*denies, *[allow for route in routes for allow in route.allows]]
    others = other_sources(statements, service, contract.sources, budget)
    if not any(all(_delivers(route, source) for route in routes) for source in chain(delivering, others)):
        yield _inert(
            allows[0].label,
            "Condition",
            f"no source of {service.principal} is let in for both {_GET_ACL} and {_PUT_OBJECT}",
            "Pin the same aws:SourceArn in the statements of both",
        )


def _first_source(route: _Route) -> str | None:
    """A source for which the action is allowed, the likeliest first."""
    service, action, allows, _, contract, _ = route
    for allow in allows:
        for context in _likely_contexts(allow.conditions, service, action, contract.sources, contract.organization):
            if _is_allowed(route, allow, context):
                return context[SOURCE_ARN]
    for allow, context in _other_contexts(route):
        if _is_allowed(route, allow, context):
            return context[SOURCE_ARN]
    return None


def _delivers(route: _Route, source: str) -> bool:
    """Whether the action is allowed for one source."""
    for allow in route.allows:
        context = _context(allow.conditions, route, source)
        if context is not None and _is_allowed(route, allow, context):
            return True
    return False


def _is_allowed(route: _Route, allow: Statement, context: Mapping[str, str]) -> bool:
    for request in _requests(route, allow, context):
        if _denying(route.denies, request) is None:
            return True
        route.budget.spend(_cost(route.denies))
    return False


def _why_not(route: _Route) -> Finding:
    action, principal = route.action, route.service.principal
    if not route.allows:
        return _inert(
            "",
            "Action",
            f"nothing allows {action} to {principal}, which needs it to deliver",
            f"Add a statement that allows {action}",
        )
    meets = False
    for allow, context in _meeting(route):
        meets = True
        for request in _requests(route, allow, context):
            denying = _denying(route.denies, request)
            if denying is not None:
                return _inert(
                    denying.label,
                    "Effect",
                    f"this Deny refuses {action} to {principal}: logs would not arrive",
                    'Mend its Condition, or leave services out of it: "Bool": {"aws:PrincipalIsAWSService": "false"}',
                )
    allow = route.allows[0]
    if meets:
        return _inert(
            allow.label,
            "Resource",
            f"{shown_alternatives(allow.resources)} matches no key of the log files of {principal}",
            "End the folder with /*",
        )
    if _shares_its_condition(allow):
        return _inert(
            allow.label,
            "Action",
            f"{_GET_ACL} and {_PUT_OBJECT} share one Condition, and the ACL check never carries an ACL header",
            "Write one statement for each action",
        )
    return _inert(
        allow.label,
        "Condition",
        f"no request for {action} by {principal} meets it",
        "Compare an aws:SourceArn that has wildcards with ArnLike, and require nothing that the service lacks",
    )


def _shares_its_condition(allow: Statement) -> bool:
    return len({action.lower() for action in allow.actions}) > 1 and any(
        condition.key == ACL_KEY for condition in allow.conditions
    )


def _inert(statement: str, element: str, message: str, fix: str) -> Finding:
    return Finding(kind="inert", statement=statement, element=element, message=message, fix=fix)


def _meeting(route: _Route) -> Iterator[tuple[Statement, Mapping[str, str]]]:
    """The Allows, with the condition keys of deliveries that meet them."""
    service, action, allows, _, contract, _ = route
    for allow in allows:
        for context in _likely_contexts(allow.conditions, service, action, contract.sources, contract.organization):
            yield allow, context
    yield from _other_contexts(route)


def _other_contexts(route: _Route) -> Iterator[tuple[Statement, Mapping[str, str]]]:
    """As `_meeting`, where the likely sources are not all that there are."""
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
        delivery_context(service, source, organization, upload=action == _PUT_OBJECT)
        for source in likely_sources(conditions, service, sources)
    ]
    return tuple([each for each in contexts if _meets(conditions, each)])


def _context(conditions: Iterable[Condition], route: _Route, source: str) -> Mapping[str, str] | None:
    """The condition keys of a delivery for a source, if it meets the conjuncts."""
    upload = route.action == _PUT_OBJECT
    context = delivery_context(route.service, source, route.contract.organization, upload=upload)
    return context if _meets(conditions, context) else None


def _meets(conditions: Iterable[Condition], context: Mapping[str, str]) -> bool:
    return False not in [certainty(condition, context) for condition in conditions]


def _requests(route: _Route, allow: Statement, context: Mapping[str, str]) -> Iterable[Request]:
    """Requests of the service that one Allow lets in."""
    service, action, _, denies, contract, budget = route
    principal = ("Service", service.principal)
    if action == _GET_ACL:
        return (Request(principal, action, contract.bucket_arn, context),)
    keys = log_files(allow, denies, context, contract, budget)
    return (Request(principal, action, key, context) for key in keys)


def _denying(denies: list[Statement], request: Request) -> Statement | None:
    """A Deny that is certain to apply to a request."""
    for deny in denies:
        if (
            names_principal(deny, request.principal)
            and names_action(deny, request.action)
            and names_certainly(deny, request.resource, request.context)
            and all(certainty(condition, request.context) for condition in deny.conditions)
        ):
            return deny
    return None


def _cost(denies: Iterable[Statement]) -> int:
    """The steps that it takes to hold a request against all Denies."""
    texts = [
        text
        for deny in denies
        for texts in (deny.actions, deny.resources, *[condition.values for condition in deny.conditions])
        for text in texts
    ]
    return 1 + sum(map(len, texts)) // _TEXT_A_STEP
