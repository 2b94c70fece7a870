"""Sets of requests that are products of one set a variable: the kinds of request in a contract, and what a Deny takes.

A box is asked about one variable at a time, whether a value lies inside it on that side.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from contract import ACL, SERVICES, Contract, Service
from delivery_context import ACL_KEY
from evaluation import names_action, names_principal, names_resource
from inside import is_source
from operators import holds
from policy_model import Statement
from source import SOURCE_ARN


class Box(NamedTuple):
    """One set of requests, as a test for each of a request's variables.

    Attributes:
        is_ours: Whether the contract has these requests; else a Deny takes them away.
        principal: Whether it has a principal, `(kind, name)`.
        action: Whether it has an action.
        resource: Whether it has a resource.
        key: Whether it has a condition key, in lower case, with a value; None: a request without the key.
    """

    is_ours: bool
    principal: Callable[[tuple[str, str]], bool]
    action: Callable[[str], bool]
    resource: Callable[[str], bool]
    key: Callable[[str, str | None], bool]


def contract_boxes(contract: Contract) -> Iterator[Box]:
    """The requests that delivery needs: an ACL check and a PutObject of each service."""
    for service in SERVICES.values():
        yield from _service_boxes(service, contract)


def _service_boxes(service: Service, contract: Contract) -> Iterator[Box]:
    prefixes = contract.object_prefixes[service.principal]

    def is_service(principal: tuple[str, str]) -> bool:
        return principal == ("Service", service.principal)

    def has_source(key: str, value: str | None) -> bool:
        if key == SOURCE_ARN:
            return is_source(value, contract)
        return key not in service.pins or value in contract.accounts

    def has_source_and_acl(key: str, value: str | None) -> bool:
        return value == ACL if key == ACL_KEY else has_source(key, value)

    def is_acl_check(action: str) -> bool:
        return action.lower() == "s3:getbucketacl"

    def is_put_object(action: str) -> bool:
        return action.lower() == "s3:putobject"

    def is_log_file(resource: str) -> bool:
        return resource.startswith(prefixes)

    def is_bucket(resource: str) -> bool:
        return resource == contract.bucket_arn

    yield Box(True, is_service, is_acl_check, is_bucket, has_source)
    yield Box(True, is_service, is_put_object, is_log_file, has_source_and_acl)


def statement_box(statement: Statement, variables: Mapping[str, str]) -> Box:
    """The requests that a statement applies to.

    Args:
        statement: The statement.
        variables: Values of policy variables, by key in lower case.
    """

    def resource(name: str) -> bool:
        return names_resource(statement, name, variables)

    def key(name: str, value: str | None) -> bool:
        return all(holds(each, value, variables) for each in statement.conditions if each.key == name)

    return Box(False, partial(names_principal, statement), partial(names_action, statement), resource, key)
