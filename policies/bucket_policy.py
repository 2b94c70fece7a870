"""The decision: does the policy of a log bucket grant at most what delivery needs?

Each Allow statement is held against the contract on its own. The document allows the union of its Allow statements
minus its Deny statements, so if every Allow is inside the contract then so is the document, whatever it denies; a
Deny is read strictly and never used as an excuse. Inside one Allow:

- principals and actions are finite lists of literal names, checked one by one;
- every object that a Resource pattern matches begins with the text before the first wildcard;
- conditions are all required, so each needed key wants one conjunct that keeps it inside, and any other conjunct
  can only narrow.

What isn't understood is outside. The answer bounds the resource policy only: principals of the bucket's own
account can still write through identity policies, and ACLs and access points are other doors.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from contract import ACL, SERVICES, Contract, Service, Sources
from findings import Finding, shown, shown_alternatives
from policy_document import parse_document
from policy_model import Condition, Document, Principal, Statement
from refusals import refused, without_resource
from settle import settled
from source import (
    KEY_NAMES,
    STRING_OPERATORS,
    holds,
    pins_account,
    strict_form,
    unpinned,
    why_not_enough,
)
from statement_findings import finding, foreign_actions, inverted, variables

GET_ACL: Final = "s3:getbucketacl"
PUT_OBJECT: Final = "s3:putobject"
ACTIONS: Final = {GET_ACL: "s3:GetBucketAcl", PUT_OBJECT: "s3:PutObject"}
_NEEDED: Final = frozenset(ACTIONS)
ACL_KEY: Final = "s3:x-amz-acl"
_NAME_SERVICES: Final = f'Write {{"Service": ...}} with {shown_alternatives(SERVICES)}'
_REMEMBERED: Final = 1024


def findings_in(text: str, contract: Contract) -> tuple[Finding, ...]:
    """Decide what a policy document grants.

    Args:
        text: The document as AWS would get it. Any text is decided; none raises.
        contract: What delivery to this bucket needs.

    Returns:
        Every problem found, in the order of the document. Empty: the document is well formed and grants nothing
        outside the contract. Whether logs arrive is for `decision` to say.
    """
    document = parse_document(text)
    return problems_of(document, settled(contract, document))


def problems_of(document: Document, contract: Contract) -> tuple[Finding, ...]:
    """What is wrong with a document that was read.

    Args:
        document: The document.
        contract: What delivery to this bucket needs, with its partition and its accounts.

    Returns:
        What could not be read and what is granted outside the contract; where there is neither, what S3 refuses. So a
        document that is about another bucket is told so once.
    """
    findings = (*document.findings, *grants_outside(document.allows, contract))
    return findings or tuple(refused(document, contract))


def grants_outside(allows: Iterable[Statement], contract: Contract) -> list[Finding]:
    """Everything in Allow statements that is outside a contract.

    Args:
        allows: The Allow statements of a document.
        contract: What delivery to this bucket needs, with its partition and its accounts.
    """
    return [problem for allow in allows for problem in _outside(allow, contract)]


def _outside(allow: Statement, contract: Contract) -> list[Finding]:
    if allow.inverted:
        return inverted(allow)
    services, strangers = _grantees(allow.principals)
    actions = _lowered(allow.actions)
    findings = variables(allow)
    for stranger in strangers:
        findings += _stranger(allow, *stranger)
    if not actions <= _NEEDED:
        findings += foreign_actions(allow, ACTIONS, "delivery")
    if GET_ACL in actions and PUT_OBJECT in actions:
        findings += _merged(allow, services, contract)
    elif GET_ACL in actions:
        findings += _bucket_resources(allow, contract)
    elif PUT_OBJECT in actions:
        findings += _object_resources(allow, services, contract)
    if PUT_OBJECT in actions:
        findings += _acl(allow)
    missing = unpinned(allow.conditions, services, contract.sources)
    if missing:
        findings += _source(allow, missing, services, contract.sources)
    return findings


# The same few principals, actions and conditions come in every document.
@lru_cache(maxsize=_REMEMBERED)
def _grantees(principals: tuple[Principal, ...]) -> tuple[tuple[Service, ...], tuple[Principal, ...]]:
    """The delivery services that a Principal names, and whom else."""
    services = [SERVICES[name] for kind, name in principals if kind == "Service" and name in SERVICES]
    strangers = [each for each in principals if each.kind != "Service" or each.name not in SERVICES]
    return tuple(services), tuple(dict.fromkeys(strangers))


@lru_cache(maxsize=_REMEMBERED)
def _lowered(actions: tuple[str, ...]) -> frozenset[str]:
    # The names are ASCII, by the strict reading: lower() turns nothing else into one of them.
    return frozenset(map(str.lower, actions))


def _stranger(allow: Statement, kind: str, name: str) -> Iterator[Finding]:
    if name == "*" and kind not in ("*", "AWS"):
        yield finding(allow, "Principal", f"AWS has no wildcard for the kind {kind}", _NAME_SERVICES, kind="malformed")
    given = shown(name if kind == "*" else {kind: name})
    yield finding(allow, "Principal", f"{given} is not a log-delivery service", _NAME_SERVICES)


def _merged(allow: Statement, services: Iterable[Service], contract: Contract) -> list[Finding]:
    """The ACL check is about buckets and PutObject about objects: each resource is held against the one it is for."""
    objects = tuple(prefix for service in services for prefix in contract.object_prefixes[service.principal])
    fix = f"Write one statement for each action, on {shown(contract.bucket_arn)} and on its folders"
    beyond = [each for each in allow.resources if each != contract.bucket_arn and not each.startswith(objects)]
    if beyond:
        return [
            finding(allow, "Resource", f"{shown(resource)} is neither this bucket nor in a folder of log delivery", fix)
            for resource in dict.fromkeys(beyond)
        ]
    on_objects = tuple([each for each in allow.resources if each != contract.bucket_arn])
    return [
        *_object_resources(allow._replace(resources=on_objects), services, contract),
        *[problem._replace(fix=fix) for problem in without_resource(allow, contract.bucket_arn)],
    ]


def _bucket_resources(allow: Statement, contract: Contract) -> list[Finding]:
    return [
        finding(allow, "Resource", f"{shown(resource)} is not this bucket", f"Write {shown(contract.bucket_arn)}")
        for resource in dict.fromkeys(allow.resources)
        if resource != contract.bucket_arn
    ]


def _object_resources(allow: Statement, services: Iterable[Service], contract: Contract) -> list[Finding]:
    prefixes = contract.object_prefixes
    findings = [
        finding(
            allow,
            "Resource",
            f"{shown(resource)} reaches beyond the folder that {service.principal} writes to",
            _write_folders(prefixes[service.principal]),
        )
        for service in services
        for resource in allow.resources
        # No prefix has a wildcard, so what a resource has in common with one comes before its own first wildcard.
        if not resource.startswith(prefixes[service.principal])
    ]
    return list(dict.fromkeys(findings))


@lru_cache(maxsize=_REMEMBERED)
def _write_folders(prefixes: tuple[str, ...]) -> str:
    return f"Write {shown_alternatives(f'{prefix}*' for prefix in prefixes)}"


def _acl(allow: Statement) -> list[Finding]:
    if _requires_acl(allow.conditions):
        return []
    return [
        finding(
            allow,
            "Condition",
            f"nothing requires {ACL_KEY} to be {ACL}{why_not_enough(allow.conditions, ACL_KEY)}",
            f'Write {{"StringEquals": {{"{ACL_KEY}": "{ACL}"}}}}',
            key=ACL_KEY,
        )
    ]


@lru_cache(maxsize=_REMEMBERED)
def _requires_acl(conditions: tuple[Condition, ...]) -> bool:
    return holds(conditions, ACL_KEY, STRING_OPERATORS, lambda _, value: value == ACL)


def _source(allow: Statement, missing: Iterable[str], services: tuple[Service, ...], sources: Sources) -> list[Finding]:
    if pins_account(allow.conditions, sources):
        kind, problem = "hardening", "the source account is pinned, but {} is not pinned in the strict form"
    else:
        kind, problem = "excess", "sources in other accounts can be let in: nothing pins {}"
    return [
        finding(
            allow,
            "Condition",
            problem.format(KEY_NAMES[key]) + why_not_enough(allow.conditions, key),
            f"Write {strict_form(key, services, sources)}",
            kind=kind,
            key=key,
        )
        for key in missing
    ]
