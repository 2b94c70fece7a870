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

from collections.abc import Iterator

from contract import ACL, SERVICES, Contract, Service
from findings import Finding, shown, shown_alternatives
from policy_document import parse_document
from policy_model import Document, Statement
from settle import settled
from source import (
    KEY_NAMES,
    STRING_OPERATORS,
    holds,
    pins_account,
    pins_strictly,
    strict_form,
    why_not_enough,
)
from statement_findings import finding, foreign_actions, inverted, variables

GET_ACL = "s3:getbucketacl"
PUT_OBJECT = "s3:putobject"
ACTIONS = {GET_ACL: "s3:GetBucketAcl", PUT_OBJECT: "s3:PutObject"}
ACL_KEY = "s3:x-amz-acl"


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
    return (*document.findings, *grants_outside(document, settled(contract, allows_of(document))))


def allows_of(document: Document) -> list[Statement]:
    """The Allow statements."""
    return [statement for statement in document.statements if statement.effect == "Allow"]


def grants_outside(document: Document, contract: Contract) -> list[Finding]:
    """Everything in the Allow statements that is outside a contract.

    Args:
        document: The document.
        contract: What delivery to this bucket needs, with its partition and its accounts.
    """
    return [problem for allow in allows_of(document) for problem in _outside(allow, contract)]


def _outside(allow: Statement, contract: Contract) -> Iterator[Finding]:
    if allow.inverted:
        yield from inverted(allow)
        return
    yield from variables(allow)
    services = [
        SERVICES[principal.name]
        for principal in dict.fromkeys(allow.principals)
        if principal.kind == "Service" and principal.name in SERVICES
    ]
    # The names are ASCII, by the strict reading: lower() turns nothing else into one of them.
    actions = {action.lower() for action in allow.actions}
    yield from _principals(allow)
    yield from foreign_actions(allow, ACTIONS.values(), "delivery")
    if GET_ACL in actions and PUT_OBJECT in actions:
        yield from _merged(allow, services, contract)
    elif GET_ACL in actions:
        yield from _bucket_resources(allow, contract)
    elif PUT_OBJECT in actions:
        yield from _object_resources(allow, services, contract)
    if PUT_OBJECT in actions:
        yield from _acl(allow)
    yield from _source(allow, services, contract)


def _principals(allow: Statement) -> Iterator[Finding]:
    for kind, name in dict.fromkeys(allow.principals):
        if kind == "Service" and name in SERVICES:
            continue
        fix = f'Write {{"Service": ...}} with {shown_alternatives(SERVICES)}'
        given = shown(name if kind == "*" else {kind: name})
        if name == "*" and kind not in ("*", "AWS"):
            yield finding(allow, "Principal", f"AWS has no wildcard for the kind {kind}", fix, kind="malformed")
        yield finding(allow, "Principal", f"{given} is not a log-delivery service", fix)


def _merged(allow: Statement, services: list[Service], contract: Contract) -> Iterator[Finding]:
    """The ACL check is about buckets and PutObject about objects: each resource is held against the one it is for."""
    objects = tuple(prefix for service in services for prefix in contract.object_prefixes[service.principal])
    beyond = [each for each in allow.resources if each != contract.bucket_arn and not each.startswith(objects)]
    for resource in dict.fromkeys(beyond):
        yield finding(
            allow,
            "Resource",
            f"{shown(resource)} is neither this bucket nor in a folder of log delivery",
            f"Write one statement for each action, on {shown(contract.bucket_arn)} and on its folders",
        )
    if not beyond:
        yield from _object_resources(
            allow._replace(resources=tuple(each for each in allow.resources if each != contract.bucket_arn)),
            services,
            contract,
        )
        yield finding(
            allow,
            "Action",
            "s3:GetBucketAcl and s3:PutObject share one Condition, and the ACL check never carries an ACL header",
            "Write one statement for each action",
            kind="inert",
        )


def _bucket_resources(allow: Statement, contract: Contract) -> Iterator[Finding]:
    for resource in dict.fromkeys(allow.resources):
        if resource != contract.bucket_arn:
            yield finding(
                allow,
                "Resource",
                f"{shown(resource)} is not this bucket",
                f"Write {shown(contract.bucket_arn)}",
            )


def _object_resources(allow: Statement, services: list[Service], contract: Contract) -> Iterator[Finding]:
    for service in services:
        prefixes = contract.object_prefixes[service.principal]
        for resource in dict.fromkeys(allow.resources):
            # No prefix has a wildcard, so what a resource has in common with one comes before its own first wildcard.
            if not resource.startswith(prefixes):
                yield finding(
                    allow,
                    "Resource",
                    f"{shown(resource)} reaches beyond the folder that {service.principal} writes to",
                    f"Write {shown_alternatives(f'{prefix}*' for prefix in prefixes)}",
                )


def _acl(allow: Statement) -> Iterator[Finding]:
    if not holds(allow.conditions, ACL_KEY, STRING_OPERATORS, lambda _, value: value == ACL):
        yield finding(
            allow,
            "Condition",
            f"nothing requires {ACL_KEY} to be {ACL}{why_not_enough(allow.conditions, ACL_KEY)}",
            f'Write {{"StringEquals": {{"{ACL_KEY}": "{ACL}"}}}}',
            key=ACL_KEY,
        )


def _source(allow: Statement, services: list[Service], contract: Contract) -> Iterator[Finding]:
    required = dict.fromkeys(key for service in services for key in service.pins)
    missing = [key for key in required if not pins_strictly(key, allow.conditions, services, contract)]
    if not missing:
        return
    if pins_account(allow.conditions, contract):
        kind, problem = "hardening", "the source account is pinned, but {} is not pinned in the strict form"
    else:
        kind, problem = "excess", "sources in other accounts can be let in: nothing pins {}"
    for key in missing:
        yield finding(
            allow,
            "Condition",
            problem.format(KEY_NAMES[key]) + why_not_enough(allow.conditions, key),
            f"Write {strict_form(key, services, contract)}",
            kind=kind,
            key=key,
        )
