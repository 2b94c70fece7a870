"""Whether logs would arrive: what is denied, by mistake, to the services that a document means to let in.

For every service that an Allow names, one ACL check and one PutObject for the same source have to be allowed by the
whole document. That is existential: it shows that some delivery works, not that all do. What a delivery may or may not
carry (a key for encryption, say) counts in the document's favour, as long as some value of it is let in.

The search takes so many steps and no more. Where they don't do, as in a document made to need them, it is found that
delivery was not shown: as elsewhere, what can't be decided is refused, and the finding says that it is that.

Sources: as of `contract` and `delivery_context`. CloudTrail and flow logs check the bucket's ACL before they write.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from automaton import Budget, TooManyStepsError
from contract import SERVICES, Contract
from delivery_routes import GET_ACL, PUT_OBJECT, Route, delivers, denying, first_source, meeting, resources
from delivery_sources import other_sources
from findings import Finding, shown_alternatives
from policy_model import Document, Statement
from source import SOURCE_ACCOUNT

_CHECK: Final = GET_ACL.lower()
_PUT: Final = PUT_OBJECT.lower()


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
        check = Route(SERVICES[service], GET_ACL, allows.get((service, _CHECK), ()), denies, contract, budget)
        put = Route(SERVICES[service], PUT_OBJECT, allows.get((service, _PUT), ()), denies, contract, budget)
        try:
            first, second = first_source(check), first_source(put)
            if first is None:
                yield _why_not(check)
            if second is None:
                yield _why_not(put)
            if first != second and first is not None and second is not None:
                yield from _apart([check, put], [first, second])
        except TooManyStepsError:
            yield _inert(
                "",
                "Statement",
                f"whether logs of {service} arrive was not found in so many steps",
                "Name fewer sources, resources and Denies, or simpler ones",
            )


def _apart(routes: list[Route], delivering: list[str]) -> Iterator[Finding]:
    """What is wrong where each action is allowed for one source at least, but not for the same."""
    service, _, allows, denies, contract, budget = routes[0]
    statements = [*denies, *[allow for route in routes for allow in route.allows]]
    others = other_sources(statements, service, contract.sources, budget)
    if not any(all(delivers(route, source) for route in routes) for source in chain(delivering, others)):
        yield _inert(
            allows[0].label,
            "Condition",
            f"no source of {service.principal} is let in for both {GET_ACL} and {PUT_OBJECT}",
            "Pin the same aws:SourceArn in the statements of both",
        )


def _why_not(route: Route) -> Finding:
    action, principal = route.action, route.service.principal
    if not route.allows:
        return _inert(
            "",
            "Action",
            f"nothing allows {action} to {principal}, which needs it to deliver",
            f"Add a statement that allows {action}",
        )
    account = None
    for allow, context in meeting(route):
        account = account or context[SOURCE_ACCOUNT]
        for resource in resources(route, allow, context):
            refusing = denying(route, allow, resource, context)
            if refusing is not None:
                return _inert(
                    refusing.label,
                    "Effect",
                    f"this Deny refuses {action} to {principal}: logs would not arrive",
                    'Mend its Condition, or leave services out of it: "Bool": {"aws:PrincipalIsAWSService": "false"}',
                )
    allow = route.allows[0]
    if account:
        return _inert(
            allow.label,
            "Resource",
            f"{shown_alternatives(allow.resources)} matches no key of the log files of {principal} for {account}",
            f"Write {shown_alternatives(f'{prefix}*' for prefix, _ in route.contract.folders[principal][account])}",
        )
    if action == GET_ACL and len({each.lower() for each in allow.actions}) > 1:
        return _inert(
            allow.label,
            "Action",
            f"{GET_ACL} and {PUT_OBJECT} share one Condition, and the ACL check never carries an ACL header",
            "Write one statement for each action",
        )
    return _inert(
        allow.label,
        "Condition",
        f"no request for {action} by {principal} meets it",
        "Compare an aws:SourceArn that has wildcards with ArnLike, and require nothing that the service lacks",
    )


def _inert(statement: str, element: str, message: str, fix: str) -> Finding:
    return Finding(kind="inert", statement=statement, element=element, message=message, fix=fix)
