"""What a resource grants by policy documents: its own, and those that it attaches."""

import re
from collections.abc import Iterator, Mapping
from typing import Final, cast

from findings import shown
from policy_holders import HOLDERS
from resource_view import Resource
from values import texts_in

_OF_AWS: Final = re.compile(r"arn:[a-z-]+:iam::aws:policy/.+")
MANAGED: Final = ("policyArn", "policyArns", "managedPolicyArn", "managedPolicyArns", "managedPolicies")
"""The properties with the ARNs, or the names, of the managed policies that a resource attaches."""
# An event bus of aws-native has its policy statement by statement.
_STATEMENT: Final = "statement"


def documents_of(resource: Resource) -> Iterator[object]:
    """The policy documents that a resource of `HOLDERS` holds itself.

    Raises:
        NotKnownError: One isn't known at preview.
        ValueError: Something else is where the provider documents an object with one.
    """
    for name, *within in HOLDERS[resource.type]:
        for document in _at(resource.read(name), within):
            yield {"Statement": document} if name == _STATEMENT and document is not None else document


def managed_policies_of(resource: Resource) -> Iterator[str]:
    """The ARNs of the policies of AWS that a resource attaches, of those that are known.

    Raises:
        NotKnownError: Nothing of the resource is known.
    """
    for name in MANAGED:
        yield from (arn for arn in texts_in(resource.partly(name)) if _OF_AWS.fullmatch(arn))


def _at(value: object, within: list[str]) -> Iterator[object]:
    """What is at a path within objects, and lists of objects."""
    if not within:
        yield value
    elif isinstance(value, list):
        for item in cast("list[object]", value):
            yield from _at(item, within)
    elif isinstance(value, Mapping):
        yield from _at(cast("Mapping[str, object]", value).get(within[0]), within[1:])
    elif value is not None:
        raise ValueError(f"{shown(value)} is no object with {within[0]}.")
