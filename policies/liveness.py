"""Whether logs would arrive: what is denied, by mistake, to the services that a document means to let in.

For every service that an Allow names, one ACL check and one PutObject have to be allowed by the whole document. That is
existential: it shows that some delivery works, not that all do. What a delivery may or may not carry (a key for
encryption, say) counts in the document's favour.

Sources: as of `contract` and `delivery_context`. CloudTrail and flow logs check the bucket's ACL before they write.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from contract import CLOUDTRAIL, SERVICES, Contract, Service, Sources
from delivery_context import ACL_KEY, certainty, delivery_context, names_certainly
from evaluation import names_action, names_principal, names_resource
from findings import Finding, shown_alternatives
from globs import ARN_COMPONENTS, common_text, has_wildcard
from policy_model import Condition, Document, Statement
from request import Request
from source import PIN_OPERATORS, SOURCE_ARN, source_arns

_GET_ACL: Final = "s3:GetBucketAcl"
_PUT_OBJECT: Final = "s3:PutObject"
# Ids and names of AWS resources have no wildcards: a SourceArn with one, compared literally, never comes.
_REAL_SOURCE: Final = re.compile(r"arn:[a-z-]+:[a-z]+:[a-z0-9-]+:[0-9]{12}:[^*?]+")

# The same few conditions come in every document of the same accounts, whichever bucket it is of.
_REMEMBERED: Final = 1024


def undelivered(document: Document, contract: Contract) -> Iterator[Finding]:
    """What would not arrive.

    Args:
        document: A document that grants nothing outside the contract.
        contract: What delivery to this bucket needs, with its partition and its accounts.

    Yields:
        An "inert" finding for each service and action of which no request would be allowed.
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
    for service in services:
        for action in (_GET_ACL, _PUT_OBJECT):
            named = allows.get((service, action.lower()), [])
            problem = _blocked(SERVICES[service], action, named, denies, contract)
            if problem is not None:
                yield problem


def _blocked(
    service: Service, action: str, named: list[Statement], denies: list[Statement], contract: Contract
) -> Finding | None:
    if not named:
        return _inert(
            "",
            "Action",
            f"nothing allows {action} to {service.principal}, which needs it to deliver",
            f"Add a statement that allows {action}",
        )
    denying: Statement | None = None
    for allow in named:
        for request in _deliveries(allow, service, action, contract):
            denying = _denying(denies, request)
            if denying is None:
                return None
    if denying is not None:
        return _inert(
            denying.label,
            "Effect",
            f"this Deny refuses {action} to {service.principal}: logs would not arrive",
            'Mend its Condition, or leave services out of it: "Bool": {"aws:PrincipalIsAWSService": "false"}',
        )
    if any(_contexts(allow.conditions, service, action, contract.sources, contract.organization) for allow in named):
        return _inert(
            named[0].label,
            "Resource",
            f"{shown_alternatives(named[0].resources)} matches no key of the log files of {service.principal}",
            "End the folder with /*",
        )
    if _shares_its_condition(named[0]):
        return _inert(
            named[0].label,
            "Action",
            "s3:GetBucketAcl and s3:PutObject share one Condition, and the ACL check never carries an ACL header",
            "Write one statement for each action",
        )
    return _inert(
        named[0].label,
        "Condition",
        f"no request for {action} by {service.principal} meets it",
        "Compare an aws:SourceArn that has wildcards with ArnLike, and require nothing that the service lacks",
    )


def _shares_its_condition(allow: Statement) -> bool:
    return len({action.lower() for action in allow.actions}) > 1 and any(
        condition.key == ACL_KEY for condition in allow.conditions
    )


def _inert(statement: str, element: str, message: str, fix: str) -> Finding:
    return Finding(kind="inert", statement=statement, element=element, message=message, fix=fix)


def _deliveries(allow: Statement, service: Service, action: str, contract: Contract) -> Iterator[Request]:
    """Requests of the service that one Allow lets in."""
    principal = ("Service", service.principal)
    for context in _contexts(allow.conditions, service, action, contract.sources, contract.organization):
        if action == _PUT_OBJECT:
            for key in _log_files(allow, service, context, contract):
                yield Request(principal, action, key, context)
        else:
            yield Request(principal, action, contract.bucket_arn, context)


@lru_cache(maxsize=_REMEMBERED)
def _contexts(
    conditions: tuple[Condition, ...], service: Service, action: str, sources: Sources, organization: str | None
) -> tuple[Mapping[str, str], ...]:
    """The condition keys of deliveries that meet a statement's Condition."""
    contexts = [
        delivery_context(service, source_arn, organization, upload=action == _PUT_OBJECT)
        for source_arn in _source_arns(conditions, service, sources)
    ]
    return tuple([each for each in contexts if False not in [certainty(condition, each) for condition in conditions]])


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


def _source_arns(conditions: Iterable[Condition], service: Service, sources: Sources) -> Iterator[str]:
    """ARNs that the service might deliver for, made of those that a statement's Condition names."""
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
        if _is_real(source) and source.split(":")[2] == service.source:
            yield source


def _is_real(source: str) -> bool:
    return _REAL_SOURCE.fullmatch(source) is not None


def _filled(pattern: str) -> str:
    """A pattern for an ARN with something in place of its wildcards, if it has any."""
    components = pattern.split(":")
    components[3:4] = ["us-east-1" if component == "*" else component for component in components[3:4]]
    return ":".join(components).replace("*", "x").replace("?", "x")


def _log_files(allow: Statement, service: Service, context: Mapping[str, str], contract: Contract) -> Iterator[str]:
    """ARNs of log files that the service might write, where a Resource of the statement has room for one."""
    _, _, _, region, account, _ = context[SOURCE_ARN].split(":", ARN_COMPONENTS - 1)
    log_file = _log_file(service.log_file, account, region)
    found = False
    for prefix in contract.object_prefixes[service.principal]:
        if names_resource(allow, prefix + log_file, context):
            found = True
            yield prefix + log_file
    if found:
        return
    # Names of log files are never known beforehand.
    for resource in filter(has_wildcard, allow.resources):
        for log_files in contract.log_files[service.principal]:
            common = common_text(resource, log_files)
            if common is not None:
                yield common


@lru_cache(maxsize=_REMEMBERED)
def _log_file(form: str, account: str, region: str) -> str:
    return form.format(account=account, region=region)
